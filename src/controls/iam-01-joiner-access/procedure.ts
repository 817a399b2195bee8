import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, instantOf, SECOND_MS } from "../../base/instant.js";
import type { Grant } from "../../populations/grants/population.js";

/** The parameters as promised on the day of the item. */
export interface JoinerAccessPromise {
  readonly approval_before_grant: boolean;
  readonly clock_skew_seconds: number;
  readonly preboarding_days: number;
}

type Context = JudgeContext<JoinerAccessPromise>;

/** Requests are looked for this long before a grant. */
const REQUEST_DAYS = 30;

/** A: there is a request behind the grant. */
export function isRequested(item: Grant, context: Context): Outcome {
  if (item.isTaggedTest) return testAccount();
  return item.hasRequest ? pass() : withoutRequest(item, context, "request");
}

/** B: somebody with authority, who neither asked nor gets it, approved. */
export function isApproved(item: Grant, context: Context): Outcome {
  if (item.isTaggedTest) return testAccount();
  if (!item.hasRequest) return withoutRequest(item, context, "approval");
  if (item.approvedAt !== null) return independentOf(item);
  if (isOwnersApproval(item)) return pass();
  const { requestKey, openAt, openBy, openWhy, approvalCount, selfCount } = item;
  if (openAt !== null) {
    if (openWhy === "approver unknown") return indeterminate("unmatched-person", `Who approved ${requestKey}?`);
    if (openWhy === "requester unknown") return indeterminate("unmatched-person", `Who asked for ${requestKey}?`);
    return indeterminate(
      "gap",
      `Was ${openBy} the manager, or an owner of ${item.unit}, when approving ${requestKey}?`,
    );
  }
  if (approvalCount === 0) return deviation("not-performed", `${requestKey} has no approval`);
  const why = selfCount === approvalCount ? "who asked for it or gets it" : "nobody with authority at that time";
  return deviation("unauthorised", `${requestKey} was approved by ${why}`);
}

/** C: the approval came first, clocks apart, and still stood. */
export function isApprovedBefore(item: Grant, context: Context): Outcome {
  if (item.isTaggedTest) return testAccount();
  const { approval_before_grant, clock_skew_seconds } = context.parameters;
  if (!approval_before_grant) return notApplicable("the promise allows approval after the grant");
  if (!item.hasRequest) return withoutRequest(item, context, "approval");
  const { occurredAt, fromLo, rejectedAt } = item;
  const approvedAt = item.approvedAt ?? item.openAt ?? item.anyApprovalAt;
  if (approvedAt === null) return deviation("not-performed", `${item.requestKey} has no approval`);
  const skewMs = clock_skew_seconds * SECOND_MS;
  const isOverruled = rejectedAt !== null && rejectedAt >= approvedAt && rejectedAt <= occurredAt + skewMs;
  if (isOverruled && item.reapprovedAt === null) {
    return deviation("unauthorised", `${item.requestKey} was rejected at ${instantOf(rejectedAt)}, before the grant`);
  }
  const standsFrom = isOverruled && item.reapprovedAt !== null ? item.reapprovedAt : approvedAt;
  if (fromLo !== null && standsFrom <= fromLo + skewMs) return pass();
  return standsFrom > occurredAt + skewMs ? lateApproval(item, standsFrom) : boundedGrant(item, standsFrom);
}

/** D: the request names the system and entitlement, for this person. */
export function isWithinRequest(item: Grant): Outcome {
  if (item.isTaggedTest) return testAccount();
  if (!item.hasRequest) return notApplicable("no request to compare with: attribute A says so");
  const isForAnother = item.isForAnother && item.isHuman;
  if (item.namesSystem && item.namesEntitlement && !isForAnother) return pass();
  const { requestKey, requestSystem, requestEntitlements, entitlement, unit } = item;
  if (isForAnother) return deviation("unauthorised", `${requestKey} asks for another person`);
  if (!item.namesSystem) {
    return deviation("unauthorised", `${requestKey} asks for ${requestSystem}, granted was ${unit}`);
  }
  if (requestEntitlements === null) {
    if (item.isByRule) return pass();
    return indeterminate(
      "unparsed",
      `Did ${requestKey} ask for ${entitlement}? The export does not say what it asks for.`,
    );
  }
  return deviation("unauthorised", `${requestKey} asks for ${requestEntitlements}, granted was ${entitlement}`);
}

/** E: whoever got it, or owns the machine that did, worked here then. */
export function isEmployed(item: Grant, context: Context): Outcome {
  if (item.isTaggedTest) return testAccount();
  if (!item.isMatched) return withoutPerson(item);
  const { occurredAt, fromLo, spellStartAt, spellEndAt, firstStartAt } = item;
  const { clock_skew_seconds, preboarding_days } = context.parameters;
  const startsAt = spellStartAt ?? firstStartAt;
  const from = startsAt === null ? null : startsAt - preboarding_days * DAY_MS - clock_skew_seconds * SECOND_MS;
  if (from === null || from > occurredAt) {
    const early = startsAt === null ? "" : `, ${durationText(startsAt - occurredAt)} before the first day`;
    return deviation("unauthorised", `granted at ${instantOf(occurredAt)}${early}`);
  }
  if (spellEndAt !== null && fromLo !== null && spellEndAt <= fromLo) {
    const after = durationText(fromLo - spellEndAt);
    return deviation("unauthorised", `granted at ${instantOf(fromLo)}, ${after} after the end of work`);
  }
  if (fromLo !== null && from <= fromLo && (spellEndAt === null || spellEndAt > occurredAt)) return pass();
  return indeterminate("bounded-time", `When exactly was it granted? At ${instantOf(occurredAt)} at the latest.`);
}

function testAccount(): Outcome {
  return notApplicable("an account tagged as a test account when it was created");
}

function withoutRequest(item: Grant, { gapIn }: Context, what: "request" | "approval"): Outcome {
  const { occurredAt, askKey, label, isHuman, isMatched } = item;
  const gap = gapIn({ stream: "tickets", scope: "*", from: occurredAt - REQUEST_DAYS * DAY_MS, to: occurredAt + 1 });
  if (gap !== undefined) return unseenOutcome(`${what === "request" ? "a request" : "an approval"} for ${label}`, gap);
  if (askKey !== null) {
    return deviation("evidence-missing", `the grant names ${askKey}, which is not among the tickets: no ${what}`);
  }
  if (isHuman && !isMatched) return indeterminate("unmatched-person", `Whose is the ${label}? No request names it.`);
  return deviation("not-performed", `no ${what}: no ticket names it in the ${REQUEST_DAYS} days before or after`);
}

/** A list or rule names nobody: then the approver must not be the one who got the right by it. */
function independentOf(item: Grant): Outcome {
  if (item.namesBeneficiary || item.isByRule || !item.isHuman) return pass();
  const { isMatched, approvedBy, employeeNo, requestKey } = item;
  if (!isMatched) return indeterminate("unmatched-person", `Did whoever approved ${requestKey} get the right by it?`);
  if (approvedBy !== employeeNo) return pass();
  return deviation("unauthorised", `${requestKey} was approved by who gets it`);
}

/** G-SVC: the owner of a machine's account has authority over it. */
function isOwnersApproval({ isHuman, openWhy, openBy, ownerEmployeeNo }: Grant): boolean {
  return !isHuman && openWhy === "authority unknown" && openBy !== null && openBy === ownerEmployeeNo;
}

function lateApproval({ occurredAt, requestKey }: Grant, at: EpochMs): Outcome {
  return deviation(
    "late",
    `${requestKey} was approved at ${instantOf(at)}, ${durationText(at - occurredAt)} after the grant at ${instantOf(occurredAt)}`,
  );
}

function boundedGrant({ occurredAt, fromLo, requestKey }: Grant, at: EpochMs): Outcome {
  const from = fromLo === null ? "an unknown moment" : instantOf(fromLo);
  return indeterminate(
    "bounded-time",
    `When exactly was it granted? Between ${from} and ${instantOf(occurredAt)}; ${requestKey} was approved at ${instantOf(at)}.`,
  );
}

function withoutPerson({ isHuman, label, ownerEmployeeNo }: Grant): Outcome {
  if (isHuman) return indeterminate("unmatched-person", `Whose is the ${label}?`);
  if (ownerEmployeeNo === null) return deviation("evidence-missing", "a machine's account without an owner");
  return indeterminate("unmatched-person", `Who is ${ownerEmployeeNo}, the owner of the ${label}?`);
}
