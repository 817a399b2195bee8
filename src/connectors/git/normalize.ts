import { type EpochMs, msOf, SECOND_MS } from "../../base/instant.js";
import { parseJson } from "../../base/parse-json.js";
import type { TableRow } from "../../model/tables.js";
import type { NormalizeContext, Normalized, StoredCapture } from "../kit/contract.js";
import { entityId } from "../kit/entity-id.js";
import { endOf, type GitConfig, startOf } from "./config.js";
import { historyOf } from "./history.js";
import { normalizeReflog } from "./reflog.js";
import { changeIdOf, changeNumberOf, landedRow, partyWrites } from "./rows.js";
import { type CommitLine, Facts, parseCommitLine } from "./schema.js";

/** Commits, the reflog or facts, as the name of the capture says. Every line of the first two is kept or rejected. */
export async function* normalize(
  capture: StoredCapture,
  config: GitConfig,
  context: NormalizeContext,
): AsyncGenerator<Normalized> {
  const text = await textOf(capture);
  const name = capture.key.slice(config.branch.length + 1);
  if (name === "facts") yield* normalizeFacts(text, capture, config, context);
  else if (name === "reflog") yield* normalizeReflog(linesOf(text), config);
  else yield* normalizeCommits(linesOf(text), capture, config);
}

function* normalizeCommits(lines: readonly string[], capture: StoredCapture, config: GitConfig): Generator<Normalized> {
  const parsed = lines.map((line, at) => parseCommitLine(line, at + 1));
  const commits = parsed.flatMap((commit) => commit ?? []);
  const { landed, broughtInBy } = historyOf(commits);
  const isLanded = new Set(landed);
  let rejected = 0;
  for (const [at, commit] of parsed.entries()) {
    if (commit?.claims === undefined) {
      rejected += 1;
      yield unreadable(at + 1);
      continue;
    }
    const { claims, row } = commit;
    const rows = isLanded.has(commit)
      ? [{ table: "landed_commit" as const, row: landedRow(commit, claims, config) }]
      : [];
    const bringer = isLanded.has(commit) ? commit : broughtInBy.get(commit.ids.sha);
    const number = bringer?.claims && changeNumberOf(bringer.claims.subject, bringer.ids.parents.length);
    const changeId = number === undefined ? undefined : changeIdOf(config.repository, number);
    const parties =
      changeId === undefined ? [] : partyWrites(commit, claims, { changeId, isBroughtIn: bringer !== commit });
    yield { kind: "kept", pointer: `row ${row}`, rows: [...rows, ...parties] };
  }
  if (rejected > 0) yield lostCoverage(landed, rejected, capture, config);
}

/** What a capture with unreadable lines takes away from what the facts claim: the time its commits are about. */
function lostCoverage(
  landed: readonly CommitLine[],
  rejected: number,
  { sourceId, key, observedAt }: StoredCapture,
  config: GitConfig,
): Normalized {
  const times = landed.flatMap(({ claims }) => (claims === undefined ? [] : [claims.committedSeconds * SECOND_MS]));
  const isPlaced = times.length > 0;
  const row = coverageRow(config, {
    id: entityId({ system: sourceId, kind: "coverage", key }),
    from: isPlaced ? times.reduce((least, each) => Math.min(least, each)) : 0,
    to: isPlaced ? times.reduce((most, each) => Math.max(most, each)) + 1 : msOf(observedAt),
  });
  return {
    kind: "coverage",
    row: { ...row, is_complete: false, reason: "rejects", item_count: landed.length - rejected },
  };
}

function* normalizeFacts(
  text: string,
  { sourceId, key, observedAt }: StoredCapture,
  config: GitConfig,
  { zone }: NormalizeContext,
): Generator<Normalized> {
  const facts = factsOf(text);
  if (facts === undefined) {
    yield { kind: "rejected", pointer: "", column: null, reason: "these are no facts of ours", fix: "Collect again." };
    return;
  }
  yield { kind: "kept", pointer: "", rows: [] };
  const { from: declaredFrom, to: declaredTo } = config.covers ?? {};
  const from = declaredFrom === undefined ? facts.first_committed_s * SECOND_MS : startOf(declaredFrom, zone);
  const until = declaredTo === undefined ? lastLook(facts) : endOf(declaredTo, zone);
  const to = Math.max(from, Math.min(until, msOf(observedAt)));
  const isWhole = facts.commits_listed === facts.commits_counted;
  yield {
    kind: "coverage",
    row: {
      ...coverageRow(config, { id: entityId({ system: sourceId, kind: "coverage", key }), from, to }),
      is_complete: isWhole && to > from,
      reason: isWhole ? (to > from ? null : "not_configured") : "error",
      item_count: facts.commits_listed,
      declared_count: facts.commits_counted,
    },
  };
}

/** Up to when nothing can have landed unseen: a clone knows its remote only as of the last fetch. */
function lastLook({ has_remote, fetched_s, tip_committed_s, answered_s }: Facts): EpochMs {
  return (has_remote ? (fetched_s ?? tip_committed_s) : answered_s) * SECOND_MS;
}

function coverageRow(
  { repository }: GitConfig,
  { id, from, to }: { readonly id: string; readonly from: EpochMs; readonly to: EpochMs },
): TableRow<"coverage"> {
  return {
    id,
    stream: "repo.landed",
    scope: repository,
    from_at: from,
    to_at: to,
    is_complete: true,
    reason: null,
    item_count: 0,
    declared_count: null,
  };
}

function factsOf(text: string): Facts | undefined {
  return Facts.safeParse(parseJson(text)).data;
}

function unreadable(row: number): Normalized {
  return {
    kind: "rejected",
    pointer: `row ${row}`,
    column: null,
    reason: "the commit's fields cannot be told apart, or it has no time",
    fix: "Look at the commit with git cat-file: somebody wrote control characters into it.",
  };
}

function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

/** Messages are bytes of any kind; what is no UTF-8 shows as U+FFFD. */
async function textOf(capture: StoredCapture): Promise<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let text = "";
  for await (const chunk of capture.open()) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
