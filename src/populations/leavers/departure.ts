import type { Gap, JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { type Deadline, endedInTime } from "../../assess/families/deadline.js";
import { indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";

/** What every control about leavers knows of a departure. */
export interface Departure {
  readonly label: string;
  /** Effective end of access. */
  readonly occurredAt: EpochMs;
  readonly endRecordedAt: EpochMs | null;
  readonly isContinued: boolean;
  readonly nextStartAt: EpochMs | null;
  readonly nextApprovedAt: EpochMs | null;
}

/** What was promised: how long after which moment. */
export interface LeaverPromise {
  readonly slaClock: "effective" | "recorded";
  readonly allowedMs: number;
  readonly what: string;
  readonly end: string;
}

/**
 * Judges a departure against its deadline, unless it is none: a conversion, or a return approved before the deadline
 * (G-REHIRE). A deviation stands only if the clock and the approval of a return are known.
 */
export function judgeDeparture(
  departure: Departure,
  promise: LeaverPromise,
  judge: (deadline: Deadline) => Outcome,
): Outcome {
  const { isContinued, nextStartAt, nextApprovedAt, endRecordedAt } = departure;
  if (isContinued) return notApplicable("another spell of the same person covers the end: a conversion is a move");
  const deadline = deadlineOf(departure, promise);
  const isBack = nextStartAt !== null && nextStartAt <= deadline.dueAt;
  if (isBack && nextApprovedAt !== null && nextApprovedAt <= deadline.dueAt) {
    return notApplicable("the next spell began, and was approved, before access was due to end");
  }
  const outcome = judge(deadline);
  if (outcome.state !== "deviation") return outcome;
  if (isBack && nextApprovedAt === null) {
    return indeterminate(
      "gap",
      `When was the next spell of ${departure.label} approved? It began before access was due.`,
    );
  }
  if (promise.slaClock === "recorded" && endRecordedAt === null) {
    return indeterminate("gap", `When did HR record that ${departure.label} leaves? The promise runs from then.`);
  }
  return outcome;
}

/** The systems an answer needs: at most two are named, which is exact for up to two. */
export interface AskedSystems {
  readonly firstSystem: string | null;
  readonly lastSystem: string | null;
  readonly systemCount: number;
}

/** The first stretch of `[from, to)` in which the stream of one of the systems was not seen. */
export function gapAcross(
  { firstSystem, lastSystem, systemCount }: AskedSystems,
  { gapIn }: Pick<JudgeContext<unknown>, "gapIn">,
  { stream, from, to }: { readonly stream: string; readonly from: EpochMs; readonly to: EpochMs },
): Gap | undefined {
  if (firstSystem === null || lastSystem === null) return { from, to, reason: "no such system in scope" };
  const gap = gapIn({ stream, scope: firstSystem, from, to });
  if (gap !== undefined || systemCount === 1) return gap;
  if (systemCount > 2) return { from, to, reason: "more than two systems to look at" };
  return gapIn({ stream, scope: lastSystem, from, to });
}

/** How the accounts of a leaver ended: the facts of the worst of them. */
export interface AccountEnding extends AskedSystems {
  readonly label: string;
  readonly occurredAt: EpochMs;
  /** Accounts still able to sign in when last seen, and the last moment one was seen so. */
  readonly onCount: number;
  readonly onSeenAt: EpochMs | null;
  readonly offLo: EpochMs | null;
  readonly offHi: EpochMs | null;
  readonly isStateUnknown: boolean;
}

/** Whether the last account ended in time. One whose log was seen beyond the deadline, and names no end, was still on. */
export function judgeAccountEnding(
  facts: AccountEnding,
  deadline: Deadline,
  context: Pick<JudgeContext<unknown>, "asOf" | "gapIn">,
): Outcome {
  const outcome = endingOutcome(facts, deadline, context);
  if (outcome.state === "deviation" || !facts.isStateUnknown) return outcome;
  return indeterminate("unparsed", `What could an account of ${facts.label} do after ${instantOf(deadline.dueAt)}?`);
}

/** G-NOACCT: proven by the listing of about that day, unless an account that nobody knows may be theirs. */
export function withoutAccount(
  facts: AskedSystems & { readonly label: string; readonly occurredAt: EpochMs; readonly nobodysAccounts: number },
  context: Pick<JudgeContext<unknown>, "gapIn">,
): Outcome {
  const { occurredAt, firstSystem, lastSystem, systemCount, nobodysAccounts, label } = facts;
  const gap = gapAcross(facts, context, { stream: "accounts", from: occurredAt, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome(`an account of ${label}`, gap);
  const systems = systemCount === 1 ? firstSystem : `${firstSystem} or ${lastSystem}`;
  if (nobodysAccounts > 0) {
    const which = nobodysAccounts === 1 ? "the account" : `one of the ${nobodysAccounts} accounts`;
    return indeterminate("unmatched-person", `Is ${which} without a person in ${systems} the one of ${label}?`);
  }
  return notApplicable(`no account in ${systems}: the listing that covers the day of leaving holds none`);
}

function endingOutcome(
  facts: AccountEnding,
  deadline: Deadline,
  context: Pick<JudgeContext<unknown>, "asOf" | "gapIn">,
): Outcome {
  const { onCount, onSeenAt, offLo, offHi, occurredAt } = facts;
  const { asOf } = context;
  const { dueAt } = deadline;
  const isOn = onCount > 0 && !(offLo !== null && offLo > dueAt);
  if (!isOn) return endedInTime(deadline, { lo: offLo, hi: offHi, seenAt: null }, { asOf, gap: () => undefined });
  const seen = onSeenAt ?? occurredAt;
  const ask = { stream: "account-events", from: seen, to: dueAt + 1 };
  const gap = seen > dueAt || asOf <= dueAt ? undefined : gapAcross(facts, context, ask);
  const seenAt = asOf > dueAt && gap === undefined ? Math.max(seen, dueAt + 1) : seen;
  return endedInTime(deadline, { lo: null, hi: null, seenAt }, { asOf, gap: () => gap });
}

function deadlineOf(
  { occurredAt, endRecordedAt }: Departure,
  { slaClock, allowedMs, what, end }: LeaverPromise,
): Deadline {
  const isLate = slaClock === "recorded" && endRecordedAt !== null && endRecordedAt > occurredAt;
  const from = isLate ? endRecordedAt : occurredAt;
  const trigger = isLate ? "HR recorded it" : "the end of work";
  return { what, end, trigger, from, dueAt: from + allowedMs };
}
