import type { JudgeContext } from "../../assess/control.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { calendarDeadline, durationText } from "../../assess/families/deadline.js";
import { deviation, notApplicable, type Outcome, pass, pending } from "../../assess/outcome.js";
import { type EpochMs, instantOf } from "../../base/instant.js";
import type { PrivacyRequest } from "../../populations/privacy-requests/population.js";

/** The parameters as promised on the day of the item. */
export interface RequestPromise {
  readonly days: number;
  readonly extension_days: number;
  readonly zone: string;
}

type Context = JudgeContext<RequestPromise>;

/** A: nobody was answered before it was known who asks. */
export function identityVerified(item: PrivacyRequest, context: Context): Outcome {
  if (item.isTaggedTest) return test();
  if (item.kind === "privacy-complaint") return notApplicable("a complaint: nothing is disclosed in answer to it");
  const isUnverifiable = item.outcome === "denied" && item.denialExplainedValue === "not_verified";
  if (isUnverifiable) return notApplicable("denied because the identity was not verified");
  const { label, verifiedCount, verifiedAt, answeredAt } = item;
  if (verifiedCount > 0 && verifiedAt === null) {
    return deviation("evidence-missing", `the verification in ${label} has no date`);
  }
  if (answeredAt === null) return unanswered(item, context);
  if (verifiedAt === null) return deviation("not-performed", `${label} was answered without a verification`);
  if (verifiedAt <= answeredAt) return pass();
  const after = durationText(verifiedAt - answeredAt);
  return deviation("late", `${label} was verified at ${instantOf(verifiedAt)}, ${after} after its answer`);
}

/** B: answered by the deadline, which an extension notified in time moves. */
export function answeredInTime(item: PrivacyRequest, context: Context): Outcome {
  if (item.isTaggedTest) return test();
  const { label, answeredCount, answeredAt, closedAt } = item;
  if (answeredCount > 0 && answeredAt === null) {
    return deviation("evidence-missing", `the answer to ${label} has no date`);
  }
  const dueAt = dueOf(item, context.parameters);
  if (answeredAt === null && closedAt !== null) {
    return deviation("evidence-missing", `${label} was closed at ${instantOf(closedAt)}, and no answer is on record`);
  }
  return doneInTime(item, { what: `answer to ${label}`, from: item.occurredAt, dueAt, doneAt: answeredAt }, context);
}

/** C: who was denied was told why, by the time of the answer's deadline. */
export function denialExplained(item: PrivacyRequest, context: Context): Outcome {
  if (item.isTaggedTest) return test();
  if (item.outcome !== "denied") return notApplicable("not denied");
  const { label, denialExplainedCount, denialExplainedAt, occurredAt, answeredAt, closedAt } = item;
  if (denialExplainedCount > 0 && denialExplainedAt === null) {
    return deviation("evidence-missing", `the explanation of the denial of ${label} has no date`);
  }
  if (denialExplainedAt === null && closedAt !== null) {
    return deviation(
      "not-performed",
      `${label} was denied and closed at ${instantOf(closedAt)} without an explanation`,
    );
  }
  const dueAt = Math.max(dueOf(item, context.parameters), answeredAt ?? 0);
  const what = `explanation of the denial of ${label}`;
  return doneInTime(item, { what, from: occurredAt, dueAt, doneAt: denialExplainedAt }, context);
}

/** D: who else has the data was told of the correction as soon as an answer would be due. */
export function correctionPassedOn(item: PrivacyRequest, context: Context): Outcome {
  if (item.isTaggedTest) return test();
  const { label, correctedCount, correctedAt, correctedValue, passedOnCount, passedOnLastAt } = item;
  if (correctedCount === 0) return notApplicable("nothing was corrected");
  if (correctedValue === "not_shared") return notApplicable("nobody else has the data, by the record");
  if (correctedAt === null) return deviation("evidence-missing", `the correction in ${label} has no date`);
  if (passedOnCount > 0 && passedOnLastAt === null) {
    return deviation("evidence-missing", `the passing on of the correction in ${label} has no date`);
  }
  const { days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from: correctedAt, days, zone });
  const what = `passing on of the correction in ${label}`;
  return doneInTime(item, { what, from: correctedAt, dueAt, doneAt: passedOnLastAt }, context);
}

function test(): Outcome {
  return notApplicable("tagged as a test when it was made");
}

function dueOf({ occurredAt: from, extensionNotifiedAt }: PrivacyRequest, promise: RequestPromise): EpochMs {
  const { days, extension_days, zone } = promise;
  const dueAt = calendarDeadline({ from, days, zone });
  if (extensionNotifiedAt === null || extensionNotifiedAt > dueAt) return dueAt;
  return calendarDeadline({ from, days: days + extension_days, zone });
}

/** Not answered: until it is due it may still be verified, afterwards B says what is missing. */
function unanswered(item: PrivacyRequest, { parameters, asOf }: Context): Outcome {
  if (item.verifiedAt !== null) return pass();
  const dueAt = dueOf(item, parameters);
  return asOf <= dueAt && item.closedAt === null ? pending(dueAt) : notApplicable("not answered: judged by B");
}

function doneInTime(
  item: PrivacyRequest,
  { what, from, dueAt, doneAt }: { what: string; from: EpochMs; dueAt: EpochMs; doneAt: EpochMs | null },
  { period, asOf, gapIn }: Context,
): Outcome {
  const isDone = doneAt !== null && doneAt <= dueAt;
  if (dueAt >= period.end && !isDone && item.closedAt === null) {
    return notApplicable("not due in the period");
  }
  return recordedInTime(
    { what, from, dueAt, doneAt },
    { asOf, gap: () => gapIn({ stream: "privacy.requests", scope: "*", from: dueAt, to: dueAt + 1 }) },
  );
}
