import { canonicalJson } from "../base/canonical-json.js";
import { type Sha256, sha256 } from "../base/digest.js";
import type { EpochMs } from "../base/instant.js";
import { gaps, type Interval, intersect, union } from "../base/interval.js";
import type { Gap } from "./control.js";

/** One row of the coverage table, as far as gaps need it. */
export interface CoverageFact {
  /** One export may come as several files: a refused file takes away what its siblings claim. */
  readonly sourceId: string;
  readonly stream: string;
  readonly scope: string;
  readonly fromAt: EpochMs;
  readonly toAt: EpochMs;
  readonly isComplete: boolean;
  readonly reason: string | null;
  readonly itemCount: number;
  readonly declaredCount: number | null;
}

export interface GapQuery {
  readonly stream: string;
  readonly scope: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
}

interface Seen {
  readonly covered: readonly Interval[];
  readonly failed: readonly CoverageFact[];
}

/** What was looked at, by stream and scope: silence is only evidence where this says that somebody looked. */
export class CoverageIndex {
  private readonly byStream = new Map<string, CoverageFact[]>();
  private readonly seen = new Map<string, Map<string, Seen>>();

  constructor(facts: readonly CoverageFact[]) {
    for (const fact of facts) {
      const known = this.byStream.get(fact.stream);
      if (known === undefined) this.byStream.set(fact.stream, [fact]);
      else known.push(fact);
    }
  }

  /** The first stretch of `[from, to)` that nobody saw; coverage of `*` covers every scope. */
  gapIn({ stream, scope, from, to }: GapQuery): Gap | undefined {
    if (from >= to) return undefined;
    const { covered } = this.of(stream, scope);
    // Asked once an item where silence is what passes: the common answer costs no allocation.
    for (const each of covered) {
      if (each.start <= from && each.end >= to) return undefined;
      if (each.start > from) break;
    }
    const first = gaps({ start: from, end: to }, covered)[0];
    return first === undefined
      ? undefined
      : { from: first.start, to: first.end, reason: this.reasonOf(stream, scope, first) };
  }

  /** Every stretch of `[from, to)` that nobody saw, in order. */
  gapsIn({ stream, scope, from, to }: GapQuery): readonly Gap[] {
    return gaps({ start: from, end: to }, this.of(stream, scope).covered).map((gap) => ({
      from: gap.start,
      to: gap.end,
      reason: this.reasonOf(stream, scope, gap),
    }));
  }

  /** The last moment up to which anything of the stream was seen; -Infinity when nothing was. */
  horizonOf(stream: string, scope: string): EpochMs {
    return this.of(stream, scope).covered.at(-1)?.end ?? Number.NEGATIVE_INFINITY;
  }

  /** Names what the streams show, without the moving end: a day more of the same does not change it. */
  digestOf(streams: readonly string[]): Sha256 {
    const shown = [...new Set(streams)].sort().map((stream) => {
      const scopes = [...new Set((this.byStream.get(stream) ?? []).map(({ scope }) => scope))].sort();
      return [
        stream,
        scopes.map((scope) => [
          scope,
          this.of(stream, scope)
            .covered.flatMap(({ start, end }) => [start, end])
            .slice(0, -1),
        ]),
      ] as const;
    });
    return sha256(canonicalJson(shown));
  }

  /** Whether anything of the stream was seen whole, for whatever scope. */
  isSeen(stream: string): boolean {
    return (this.byStream.get(stream) ?? []).some(({ isComplete }) => isComplete);
  }

  /** Every row about a stream and scope, those about everything included. */
  factsOf(stream: string, scope: string): readonly CoverageFact[] {
    return (this.byStream.get(stream) ?? []).filter((fact) => fact.scope === scope || fact.scope === "*");
  }

  private of(stream: string, scope: string): Seen {
    const known = this.seen.get(stream)?.get(scope);
    if (known !== undefined) return known;
    const facts = this.factsOf(stream, scope);
    const sources = [...new Set(facts.map(({ sourceId }) => sourceId))];
    const made: Seen = {
      covered: union(sources.flatMap((source) => coveredBy(facts.filter(({ sourceId }) => sourceId === source)))),
      failed: facts.filter(({ isComplete }) => !isComplete),
    };
    const scopes = this.seen.get(stream) ?? new Map<string, Seen>();
    this.seen.set(stream, scopes.set(scope, made));
    return made;
  }

  private reasonOf(stream: string, scope: string, gap: Interval): string {
    const { failed, covered } = this.of(stream, scope);
    const failure = failed.find(
      ({ fromAt, toAt }) => fromAt === toAt || intersect(gap, { start: fromAt, end: toAt }) !== undefined,
    );
    if (failure?.reason != null) return failure.reason;
    return covered.length === 0 ? "not_configured" : "not_covered";
  }
}

/** What one source covers: what it saw whole, less what any of its files could not see. */
function coveredBy(facts: readonly CoverageFact[]): readonly Interval[] {
  const lost = facts.filter(({ isComplete }) => !isComplete).map(asInterval);
  return union(facts.filter(({ isComplete }) => isComplete).map(asInterval)).flatMap((seen) => gaps(seen, lost));
}

function asInterval({ fromAt, toAt }: CoverageFact): Interval {
  return { start: fromAt, end: toAt };
}
