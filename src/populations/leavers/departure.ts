import type { Gap, JudgeContext } from "../../assess/control.js";
import type { Deadline } from "../../assess/families/deadline.js";
import { indeterminate, notApplicable, type Outcome } from "../../assess/outcome.js";
import type { EpochMs } from "../../base/instant.js";

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

function deadlineOf(
  { occurredAt, endRecordedAt }: Departure,
  { slaClock, allowedMs, what, end }: LeaverPromise,
): Deadline {
  const isLate = slaClock === "recorded" && endRecordedAt !== null && endRecordedAt > occurredAt;
  const from = isLate ? endRecordedAt : occurredAt;
  const trigger = isLate ? "HR recorded it" : "the end of work";
  return { what, end, trigger, from, dueAt: from + allowedMs };
}
