import type { Sha256 } from "../base/digest.js";
import { HOUR_MS, instantOf } from "../base/instant.js";
import { CLOCK_SKEW_MS } from "../ledger/timestamp/verify-stamp.js";
import type { RecordTimes } from "./record-times.js";
import type { Findings, VerifyCode } from "./report.js";

/** A time-stamp file whose token is genuine. */
export interface GenuineToken {
  readonly path: string;
  readonly size: number;
  readonly digest: Sha256;
  readonly genTimeMs: number;
  /** How far off it may be: our allowance and the authority's own. */
  readonly slackMs: number;
}

export interface TimesInput {
  readonly times: RecordTimes;
  /** In order of size. */
  readonly tokens: readonly GenuineToken[];
  readonly now: number | undefined;
  /** Records dated from then on, or from that place on, must be time-stamped in time. */
  readonly expectedFromMs: number;
  readonly expectedFromIndex: number;
}

/** How long after its own date a record may get its first time-stamp: the window in which history can be written anew. */
export const LAG_LIMIT_MS = 36 * HOUR_MS;
const LAG_INFO_MS = 2 * HOUR_MS;
const STEPS_HOURS = [1, 2, 6, 12, 24, 36] as const;

/**
 * Each record lies between two time-stamps: the one it names, which it cannot precede, and the first one over it,
 * which it cannot follow and may not be far before. Returns how many no time-stamp covers, and how many are so old
 * that none was expected in time.
 */
export function checkTimes(
  input: TimesInput,
  findings: Findings,
): { readonly uncovered: number; readonly unexpected: number } {
  const { times, tokens, expectedFromMs, expectedFromIndex } = input;
  const next = nextTokens(tokens);
  const genuine = new Map(tokens.map((token) => [token.digest as string, token]));
  const stretches = new Stretches(findings);
  const lags: number[] = [];
  const uncovered: number[] = [];
  let unexpected = 0;
  for (const [index, at] of times.at.entries()) {
    if (Number.isNaN(at)) continue;
    const over = next(index);
    const isNote = times.anchorAt(index) !== undefined;
    const isExpected = !isNote && (at >= expectedFromMs || index >= expectedFromIndex);
    stretches.note(index, notBefore(index, { times, genuine }) ?? notAfter(at, over, { isExpected }));
    const lag = over === undefined ? Number.POSITIVE_INFINITY : over.genTimeMs - at;
    if (isNote) continue;
    if (!isExpected && lag > LAG_LIMIT_MS) unexpected += 1;
    else if (over === undefined) uncovered.push(index);
    else lags.push(lag);
  }
  stretches.end();
  reportUncovered(uncovered, input, findings);
  reportLags(lags, findings);
  return { uncovered: uncovered.length, unexpected };
}

/** A record cannot be older than the time-stamp it names, nor the note of a time-stamp than that time-stamp. */
function notBefore(
  index: number,
  { times, genuine }: { readonly times: RecordTimes; readonly genuine: ReadonlyMap<string, GenuineToken> },
): Stretch | undefined {
  const at = times.at[index] ?? Number.NaN;
  for (const anchor of [times.anchors[times.named[index] ?? -1], times.anchorAt(index)]) {
    const token = anchor === undefined ? undefined : genuine.get(anchor.tsr);
    if (token !== undefined && at < token.genTimeMs - token.slackMs) {
      return {
        code: "TIME_BEFORE_ANCHOR",
        what: `dated before the time-stamp of ${instantOf(token.genTimeMs)} it names`,
      };
    }
  }
  return undefined;
}

function notAfter(
  at: number,
  over: GenuineToken | undefined,
  { isExpected }: { readonly isExpected: boolean },
): Stretch | undefined {
  if (over === undefined) return undefined;
  const stamped = `time-stamped at ${instantOf(over.genTimeMs)}`;
  if (at > over.genTimeMs + over.slackMs) return { code: "TIME_AFTER_TSR", what: `dated after it was ${stamped}` };
  if (!isExpected || over.genTimeMs - at <= LAG_LIMIT_MS) return undefined;
  return { code: "TIME_LATE_ANCHORED", what: `dated more than ${LAG_LIMIT_MS / HOUR_MS} h before it was ${stamped}` };
}

/** By place of a record, the earliest time-stamp over a checkpoint that holds it. To be asked in rising order. */
function nextTokens(tokens: readonly GenuineToken[]): (index: number) => GenuineToken | undefined {
  const earliest: GenuineToken[] = [];
  for (const token of tokens.toReversed()) {
    const later = earliest.at(-1);
    earliest.push(later === undefined || token.genTimeMs <= later.genTimeMs ? token : later);
  }
  earliest.reverse();
  let at = 0;
  return (index) => {
    while (at < tokens.length && (tokens[at]?.size ?? 0) <= index) at += 1;
    return earliest[at];
  };
}

function reportUncovered(uncovered: readonly number[], { times, now }: TimesInput, findings: Findings): void {
  if (uncovered.length === 0) return;
  const first = uncovered.reduce((least, index) => Math.min(least, times.at[index] ?? least), Number.POSITIVE_INFINITY);
  const message = `${uncovered.length} records are not time-stamped since ${instantOf(first)}`;
  const isLate = now !== undefined && now - first > LAG_LIMIT_MS + CLOCK_SKEW_MS;
  if (isLate) findings.error("CP_NO_TSR", `record ${uncovered[0]}`, message);
  else findings.info("INFO_NOT_STAMPED", `record ${uncovered[0]}`, message);
}

/** Lags near the limit show that the window was used, honestly (an outage) or not. */
function reportLags(lags: readonly number[], findings: Findings): void {
  const longest = lags.reduce((most, lag) => Math.max(most, lag), 0);
  if (longest <= LAG_INFO_MS) return;
  const counts = STEPS_HOURS.map((hours, step) => {
    const from = step === 0 ? Number.NEGATIVE_INFINITY : (STEPS_HOURS[step - 1] ?? 0) * HOUR_MS;
    return { hours, count: lags.filter((lag) => from < lag && lag <= hours * HOUR_MS).length };
  });
  const over = lags.filter((lag) => lag > LAG_LIMIT_MS).length;
  const parts = [
    ...counts.map(({ hours, count }) => `up to ${hours} h: ${count}`),
    ...(over === 0 ? [] : [`longer: ${over}`]),
  ];
  const message = `from a record to its first time-stamp up to ${(longest / HOUR_MS).toFixed(1)} h passed (${parts.join(", ")})`;
  findings.info("INFO_LAG", "time-stamps", message);
}

interface Stretch {
  readonly code: VerifyCode;
  readonly what: string;
}

/** One finding for records in a row with the same fault: an outage has thousands. */
class Stretches {
  readonly #findings: Findings;
  #open: (Stretch & { readonly from: number; to: number }) | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  note(index: number, stretch: Stretch | undefined): void {
    const open = this.#open;
    if (open !== undefined && stretch?.code === open.code && stretch.what === open.what && index === open.to + 1) {
      open.to = index;
      return;
    }
    this.end();
    if (stretch !== undefined) this.#open = { ...stretch, from: index, to: index };
  }

  end(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const where = open.from === open.to ? `record ${open.from}` : `records ${open.from} to ${open.to}`;
    this.#findings.error(open.code, where, open.what);
  }
}
