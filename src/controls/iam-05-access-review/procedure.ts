import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { calendarDeadline, type Deadline, endedInTime, late } from "../../assess/families/deadline.js";
import { occurredInTime } from "../../assess/families/occurrence.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf } from "../../base/instant.js";
import type { AccessReview } from "../../populations/access-reviews/population.js";

/** The parameters as promised on the day of the item. */
export interface AccessReviewPromise {
  readonly due_days_after_quarter: number;
  readonly change_days: number;
  readonly zone: string;
}

type Context = JudgeContext<AccessReviewPromise>;

/** A: the review was held and signed off by the due date. */
export function isSignedOff(item: AccessReview, context: Context): Outcome {
  const dueAt = dueAtOf(item, context);
  const elsewhere = dueElsewhere(dueAt, context);
  if (elsewhere !== undefined) return elsewhere;
  const { label, occurredAt, intervalFrom, signedOffAt, signedOffBy } = item;
  if (signedOffAt !== null && signedOffBy === null) {
    return deviation("evidence-missing", `${label} was signed off at ${instantOf(signedOffAt)} by nobody named`);
  }
  return occurredInTime(
    { what: `signed-off ${label}`, dueAt, intervalMs: occurredAt - intervalFrom },
    signedOffAt === null ? { state: "none" } : { state: "done", at: signedOffAt },
    { asOf: context.asOf, gap: () => gapOf(item, dueAt, context) },
  );
}

/** B: the listing reviewed was whole, and made between the quarter's start and the sign-off. */
export function isListingComplete(item: AccessReview, context: Context): Outcome {
  return ofReview(item, context, (dueAt) => {
    const { listingAt, listingCount, systemCount, isPopulationComplete, intervalFrom, signedOffAt } = item;
    if (listingAt === null) return deviation("evidence-missing", "the reviewed listing has no date");
    if (listingAt < intervalFrom) {
      return deviation("wrong-result", `reviewed a listing of ${instantOf(listingAt)}, from before the quarter`);
    }
    if (signedOffAt !== null && listingAt > signedOffAt) {
      return deviation("wrong-result", `the listing of ${instantOf(listingAt)} was made after the sign-off`);
    }
    if (listingAt > dueAt)
      return deviation("late", `the listing was made at ${instantOf(listingAt)}, after it was due`);
    if (listingCount !== null && systemCount !== null && listingCount < systemCount) {
      return incomplete(`${listingCount} lines reviewed, ${systemCount} accounts counted`, listingCount, systemCount);
    }
    if (isPopulationComplete === false) return deviation("incomplete", "not all users and privileged roles were in it");
    if (listingCount !== null && systemCount !== null) return pass();
    return indeterminate(
      "gap",
      `How many accounts did ${item.unit} have when the listing was made, and how many are in it?`,
    );
  });
}

/** C: every line was decided. */
export function isEveryLineDecided(item: AccessReview, context: Context): Outcome {
  return ofReview(item, context, () => {
    const { lineCount, undecidedCount, oddCount, listingCount } = item;
    const due = Math.max(lineCount, listingCount ?? 0);
    if (lineCount === 0 && due === 0 && listingCount === null) {
      return deviation("evidence-missing", "no line of the review was kept");
    }
    const decided = lineCount - undecidedCount;
    if (decided < due) return incomplete(`${decided} of ${due} lines have a decision`, decided, due);
    return oddCount === 0 ? pass() : indeterminate("unparsed", `What do ${oddCount} decisions mean?`);
  });
}

/** D: what was to be removed or changed was, within the promised days of the decision. */
export function areRemovalsExecuted(item: AccessReview, context: Context): Outcome {
  return ofReview(item, context, () => {
    const { removalCount, openCount, openDecidedAt, slowestDecidedAt, slowestExecutedAt } = item;
    if (removalCount === 0) {
      return item.lineCount > 0
        ? notApplicable("the review removed and changed nothing")
        : notApplicable("no lines to look at: attribute C says so");
    }
    if (slowestDecidedAt !== null && slowestExecutedAt !== null) {
      const deadline = removalDeadline(slowestDecidedAt, context);
      if (slowestExecutedAt > deadline.dueAt) return late(deadline, slowestExecutedAt);
    }
    if (openCount === 0) return pass();
    const deadline = removalDeadline(openDecidedAt ?? item.occurredAt, context);
    const gap = context.gapIn({ ...asked(item), from: deadline.from, to: deadline.dueAt + 1 });
    const seenAt = context.asOf > deadline.dueAt && gap === undefined ? deadline.dueAt + 1 : null;
    return endedInTime(deadline, { lo: null, hi: null, seenAt }, { asOf: context.asOf, gap: () => gap });
  });
}

/** E: nobody decided on their own access. */
export function isIndependent(item: AccessReview, context: Context): Outcome {
  return ofReview(item, context, () => {
    const { selfCount, unknownCount, lineCount } = item;
    if (selfCount > 0)
      return deviation("unauthorised", `${selfCount} of ${lineCount} lines decided by whose access it is`);
    if (lineCount === 0) return notApplicable("no lines to look at: attribute C says so");
    if (unknownCount === 0) return pass();
    return indeterminate(
      "unmatched-person",
      `Who decided ${unknownCount} of ${lineCount} lines, and whose access are they?`,
    );
  });
}

/** What there is to say of a review that was held; until it is signed off or due, that may still change. */
function ofReview(item: AccessReview, context: Context, judge: (dueAt: EpochMs) => Outcome): Outcome {
  const dueAt = dueAtOf(item, context);
  const elsewhere = dueElsewhere(dueAt, context);
  if (elsewhere !== undefined) return elsewhere;
  if (item.signedOffAt === null && context.asOf <= dueAt) return pending(dueAt);
  if (item.isRecorded) return judge(dueAt);
  const gap = gapOf(item, dueAt, context);
  return gap === undefined
    ? notApplicable("no review to look at: attribute A says so")
    : unseenOutcome(`signed-off ${item.label}`, gap);
}

function dueAtOf({ occurredAt }: AccessReview, { parameters }: Context): EpochMs {
  return calendarDeadline({ from: occurredAt - 1, days: parameters.due_days_after_quarter, zone: parameters.zone });
}

function dueElsewhere(dueAt: EpochMs, { period }: Context): Outcome | undefined {
  if (dueAt < period.start) return notApplicable("was due before the period");
  return dueAt < period.end ? undefined : notApplicable("is due after the period");
}

function asked({ unit }: AccessReview) {
  return { stream: "access-reviews", scope: unit ?? "*" };
}

function gapOf(item: AccessReview, dueAt: EpochMs, { gapIn }: Context) {
  return gapIn({ ...asked(item), from: item.intervalFrom, to: dueAt + 1 });
}

function incomplete(detail: string, covered: number, due: number): Outcome {
  return deviation("incomplete", detail, { shortfall: { covered, due, isCompletedBeforeNext: false } });
}

function removalDeadline(from: EpochMs, { parameters }: Context): Deadline {
  const what = "access to be removed remained";
  return { what, end: "a removal", trigger: "the decision", from, dueAt: from + parameters.change_days * DAY_MS };
}
