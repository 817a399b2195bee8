import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import { gapAmong } from "../kit/system-list.js";
import type { Joiner } from "./population.js";

/** What had to be done before a joiner got access, or began to work. */
export interface BeforeAccess {
  /** Begins a sentence: "background check". */
  readonly what: string;
  readonly deadline: "first_access" | "start";
  /** An act of an earlier spell counts only if done at or after this moment. */
  readonly validFrom: (dueAt: EpochMs) => EpochMs;
  readonly stream: StreamName;
}

/**
 * Whether the duty did not exist: an approved exception from before, or no access (a contractor without an account, or
 * anybody where access is what the promise runs from), proven by the listings of the first day of work (G-NOACCT).
 */
export function withoutDuty(
  item: Joiner,
  { deadline }: Pick<BeforeAccess, "deadline">,
  context: Pick<JudgeContext<unknown>, "gapIn">,
): Outcome | undefined {
  const dueAt = deadline === "start" ? item.occurredAt : (item.accessHi ?? item.occurredAt);
  if (item.exceptionApprovedAt !== null && item.exceptionApprovedAt <= dueAt) {
    return notApplicable("an exception for the person, or for where they work, was approved beforehand");
  }
  if (item.accessHi !== null || (deadline === "start" && item.workerType !== "contractor")) return undefined;
  const time = { from: item.occurredAt, to: item.occurredAt + 1 };
  const gap = gapAmong(item.scopedSystems, context, { stream: "accounts", ...time });
  if (gap !== undefined) return unseenOutcome(`an account of ${item.label}`, gap);
  return notApplicable("no account of theirs in a system in scope could be used: the listings hold none");
}

/** The act was completed by the deadline; the limit itself passes. */
export function doneBeforeAccess(
  item: Joiner,
  promise: BeforeAccess,
  context: Pick<JudgeContext<unknown>, "asOf" | "gapIn">,
): Outcome {
  const { what, deadline, validFrom } = promise;
  const other = withoutDuty(item, promise, context);
  if (other !== undefined) return other;
  const { occurredAt, accessLo, accessHi, beforeAt, nextAt } = item;
  const dueAt = deadline === "start" ? occurredAt : (accessHi ?? occurredAt);
  const certainAt = deadline === "start" ? occurredAt : (accessLo ?? occurredAt);
  if (beforeAt !== null && beforeAt >= validFrom(dueAt)) return pass();
  if (nextAt !== null && nextAt <= certainAt) return pass();
  const trigger = deadline === "start" ? "the first day of work" : "first access";
  if (nextAt !== null && nextAt > dueAt) {
    return deviation(
      "late",
      `${what} completed at ${instantOf(nextAt)}, ${durationText(nextAt - dueAt)} after ${trigger} at ${instantOf(dueAt)}`,
    );
  }
  if (nextAt !== null) {
    return indeterminate(
      "bounded-time",
      `When exactly did access begin? Between ${instantOf(certainAt)} and ${instantOf(dueAt)}; the ${what} was completed at ${instantOf(nextAt)}.`,
    );
  }
  return notDone(item, { promise, dueAt, trigger, context });
}

/** Records are looked for this long before the first day of work. */
const LOOK_BACK_MS = 90 * DAY_MS;

function notDone(
  { occurredAt, label, hasUndated, hasOpen, beforeAt }: Joiner,
  {
    promise: { what, stream },
    dueAt,
    trigger,
    context: { asOf, gapIn },
  }: {
    readonly promise: BeforeAccess;
    readonly dueAt: EpochMs;
    readonly trigger: string;
    readonly context: Pick<JudgeContext<unknown>, "asOf" | "gapIn">;
  },
): Outcome {
  if (hasUndated) return deviation("evidence-missing", `a ${what} is on record without a date`);
  if (asOf <= dueAt) return pending(dueAt);
  const gap = gapIn({ stream, scope: "*", from: occurredAt - LOOK_BACK_MS, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome(`a ${what} of ${label}`, gap);
  const why = hasOpen
    ? ": one was ordered and not completed"
    : beforeAt !== null
      ? `: the one of ${instantOf(beforeAt)} is too old`
      : "";
  return deviation("not-performed", `no ${what} by ${trigger} at ${instantOf(dueAt)}, nor later${why}`);
}
