import type { Gap, JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { isExcepted, unlessRegisterUnseen } from "../../assess/families/approved-exception.js";
import { cutAt } from "../../assess/families/cut-stretch.js";
import { readState, type Standing, type StateReading } from "../../assess/families/state.js";
import { type StateWords, stateOutcome } from "../../assess/families/state-outcome.js";
import { indeterminate, type Measure, notApplicable, type Outcome } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs, HOUR_MS, SECOND_MS } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import { type NeedOver, withNeed } from "../../populations/privileged-grants/need.js";
import type { PrivilegedGrant } from "../../populations/privileged-grants/population.js";

/** The parameters as promised on the day of the item. */
export interface PrivilegedPromise {
  readonly removal_hours: number;
  readonly jit_hours: number;
  readonly clock_skew_seconds: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<PrivilegedPromise>;
type Segment = PrivilegedGrant["segments"][number];

/** A: an approval stood all the time; an elevation for a time needs one of its own from before. */
export function approved(item: PrivilegedGrant, context: Context): Outcome {
  const other = withoutDuty(item);
  if (other !== undefined) return other;
  const skewMs = context.parameters.clock_skew_seconds * SECOND_MS;
  const isElevation = isForATime(item, context.parameters);
  const hasOwn =
    !item.isRequestReused && item.ticketApprovedAt !== null && item.ticketApprovedAt <= item.beganAt + skewMs;
  const { reading, outcome } = read(item, context, {
    segments: item.segments,
    standing: ({ approvedAt }) => ((isElevation ? hasOwn : approvedAt !== null) ? "kept" : "broken"),
    graceMs: isElevation ? 0 : skewMs,
    streams: [],
    words: {
      kind: "unauthorised",
      broken: isElevation
        ? "an elevation without a request of its own approved beforehand"
        : "held without an approval",
      question: "Was it held with an approval",
      exempt: "not held",
    },
  });
  if (outcome.state !== "deviation") return outcome;
  if (!isAccountKnown(item)) return whose(item, reading);
  return approvalUnseen(item, reading, context) ?? outcome;
}

/** B: the account is one person's. */
export function individual(item: PrivilegedGrant, context: Context): Outcome {
  const other = withoutDuty(item);
  if (other !== undefined) return other;
  if (isMachine(item)) return notApplicable("an account of a machine: IAM-09 asks for its owner");
  const { reading, outcome } = read(item, context, {
    segments: item.segments,
    standing: (segment) => {
      if (segment.accountType !== "shared") return "kept";
      return isExcepted(segment) ? "exempt" : "broken";
    },
    graceMs: 0,
    streams: [],
    words: {
      kind: "unauthorised",
      broken: "held by a shared account",
      question: "Was it held by one person's account",
      exempt: "a shared account under an approved exception all the time",
    },
  });
  return isAccountKnown(item) ? unlessRegisterUnseen(outcome, reading, context) : whose(item, reading);
}

/** C: the holder was in the job it was approved for, or a newer approval followed; after a move a little time is left. */
export function neededForJob(item: PrivilegedGrant, context: Context): Outcome {
  return ofPerson(item, context, {
    overSince: ({ jobOverSince }) => jobOverSince,
    standing: ({ holderState, presentRole, approvedRole }) => {
      if (holderState !== "there") return "exempt";
      return presentRole === null || approvedRole === null ? "unseen" : "kept";
    },
    streams: ["hr.positions"],
    words: {
      kind: "unauthorised",
      broken: "held in a job that it was not approved for,",
      question: "Was the holder in the job it was approved for",
      exempt: "the holder did not work here: judged by D",
    },
  });
}

/** D: it ended in time after the holder had left or moved. */
export function removedInTime(item: PrivilegedGrant, context: Context): Outcome {
  const { removal_hours } = context.parameters;
  return ofPerson(item, context, {
    overSince: ({ needlessSince }) => needlessSince,
    standing: () => "kept",
    streams: ["hr.workers", "hr.positions"],
    words: {
      kind: "not-performed",
      broken: `held more than ${removal_hours} h after the holder had left or moved, or given after it,`,
      question: "Did the holder still need it",
      exempt: "not held",
    },
  });
}

function isMachine({ accountType }: PrivilegedGrant): boolean {
  return accountType === "service" || accountType === "bot";
}

/** No listing has the account: it may be anybody's, tagged as a test account, or for emergencies. */
function isAccountKnown({ accountType }: Pick<PrivilegedGrant, "accountType">): boolean {
  return accountType !== "unknown";
}

function withoutDuty({ isTaggedTest, accountType }: PrivilegedGrant): Outcome | undefined {
  if (isTaggedTest) return notApplicable("an account tagged as a test account when it was created");
  return accountType === "break_glass" ? notApplicable("an emergency account: IAM-11 looks at every use") : undefined;
}

/** Began and ended at known moments not far apart: somebody was elevated just in time. */
function isForATime(
  { beganLo, beganAt, endedLo, endedAt }: PrivilegedGrant,
  { jit_hours }: PrivilegedPromise,
): boolean {
  return beganLo === beganAt && endedAt !== null && endedLo === endedAt && endedAt - beganAt <= jit_hours * HOUR_MS;
}

interface Question<S extends Segment> {
  readonly segments: readonly S[];
  readonly standing: (segment: S) => Standing;
  readonly graceMs: number;
  /** Streams of everything that must have been watched, besides the log of grants. */
  readonly streams: readonly StreamName[];
  readonly words: StateWords;
}

function read<S extends Segment>(
  item: PrivilegedGrant,
  context: Context,
  { segments, standing, graceMs, streams, words }: Question<S>,
): { readonly reading: StateReading; readonly outcome: Outcome } {
  const reading = readState(
    {
      segments,
      standing: (segment) => (segment.held === null ? "unseen" : standing(segment)),
      life: { from: item.beganAt, to: item.endedAt },
      graceMs,
      maxGapMs: context.parameters.max_gap_hours * HOUR_MS,
      streams: [{ stream: "grants", scope: item.unit ?? "*" }, ...streams.map((stream) => ({ stream, scope: "*" }))],
    },
    context,
  );
  return { reading, outcome: stateOutcome(reading, words) };
}

interface PersonQuestion extends Pick<Question<NeedOver>, "standing" | "streams" | "words"> {
  /** Since when the need was over; what was given without any need has no time left, anything else the time promised. */
  readonly overSince: (segment: NeedOver) => EpochMs | null;
}

/** Questions about the person behind the account. */
function ofPerson(
  item: PrivilegedGrant,
  context: Context,
  { overSince, standing, streams, words }: PersonQuestion,
): Outcome {
  const other = withoutDuty(item);
  if (other !== undefined) return other;
  if (isMachine(item)) return notApplicable("an account of a machine: it has no job");
  if (item.accountType === "shared") return notApplicable("a shared account has no holder: judged by B");
  const removalMs = context.parameters.removal_hours * HOUR_MS;
  const brokenFrom = (segment: NeedOver) => {
    const since = overSince(segment);
    return since === null || since === item.beganAt ? since : since + removalMs;
  };
  const { reading, outcome } = read(item, context, {
    segments: cutAt(withNeed(item.segments), brokenFrom),
    standing: (segment) => {
      if (!item.isMatched) return "unseen";
      const from = brokenFrom(segment);
      const seen = standing(segment);
      return seen === "kept" && from !== null && segment.fromAt >= from ? "broken" : seen;
    },
    graceMs: 0,
    streams,
    words,
  });
  return item.isMatched || outcome.state !== "indeterminate" ? outcome : whose(item, reading);
}

function whose({ label }: PrivilegedGrant, { measure }: StateReading): Outcome {
  return indeterminate("unmatched-person", `Whose is the ${label}?`, measure);
}

/** A request is looked for this long before a right began. */
const REQUEST_MS = 30 * DAY_MS;

/** What has to be known before a missing approval is one: the open approval, the register, the tickets of that time. */
function approvalUnseen(
  { openApprovalAt, openWhy, askKey, hasRequest, beganAt }: PrivilegedGrant,
  { broken, measure }: StateReading,
  { gapIn }: Context,
): Outcome | undefined {
  if (openApprovalAt !== null) {
    const question = `What is the approval of ${askKey ?? "its request"} worth? ${WHY[openWhy ?? ""] ?? "The sources do not say."}`;
    return indeterminate("gap", question, measure);
  }
  const gapOf = (stream: StreamName, from: EpochMs, to: EpochMs) => gapIn({ stream, scope: "*", from, to });
  const registerGap = broken
    .map(({ start, end }) => gapOf("privileged.approvals", start, end))
    .find((gap) => gap !== undefined);
  const isRegisterKept = registerGap?.reason !== "not_configured";
  if (registerGap !== undefined && isRegisterKept) return unseenApproval(registerGap, measure);
  if (hasRequest || (isRegisterKept && askKey === null)) return undefined;
  const ticketGap = gapOf("tickets", beganAt - REQUEST_MS, beganAt + 1);
  return ticketGap === undefined ? undefined : unseenApproval(ticketGap, measure);
}

const WHY: Readonly<Record<string, string>> = {
  "approver unknown": "Nobody knows who gave it.",
  "authority unknown": "Whoever gave it may have had no authority.",
  "requester unknown": "Whoever gave it may have asked for it.",
};

function unseenApproval(gap: Gap, measure: Measure): Outcome {
  const unseen = unseenOutcome("an approval of it", gap);
  return unseen.state === "indeterminate" ? indeterminate(unseen.cause, unseen.question, measure) : unseen;
}
