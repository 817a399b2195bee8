import type { JudgeContext } from "../../assess/control.js";
import { isExcepted, unlessRegisterUnseen } from "../../assess/families/approved-exception.js";
import { readState, type Standing } from "../../assess/families/state.js";
import { type StateWords, stateOutcome } from "../../assess/families/state-outcome.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { StreamName } from "../../model/streams.js";
import type { MfaAccount } from "../../populations/account-mfa/population.js";

/** The parameters as promised on the day of the item. */
export interface MfaPromise {
  readonly phishing_resistant_for_admins: boolean;
  readonly enrol_grace_days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<MfaPromise>;
type Segment = MfaAccount["segments"][number];

/** A: whenever the account could sign in, a policy enforced MFA for it. */
export function isEnforced(item: MfaAccount, context: Context): Outcome {
  return judged(item, context, {
    standing: ({ isEnforced }) => (isEnforced === true ? "kept" : "broken"),
    streams: ["auth-policies"],
    graceMs: context.parameters.grace_minutes * MINUTE_MS,
    words: {
      kind: "not-performed",
      broken: "no policy enforced MFA",
      question: "Did a policy enforce MFA",
      exempt: EXEMPT,
    },
  });
}

/** B: a factor was enrolled, of administrators a phishing-resistant one, from the end of the grace time on. */
export function isEnrolled(item: MfaAccount, context: Context): Outcome {
  const { phishing_resistant_for_admins, enrol_grace_days } = context.parameters;
  return judged(item, context, {
    standing: ({ isAdmin, factorLevel, strongFactorLevel }) => {
      const level = isAdmin && phishing_resistant_for_admins ? strongFactorLevel : factorLevel;
      if (level === 1) return "unseen";
      return level === 0 ? "broken" : "kept";
    },
    streams: needsRights(item, context) ? ["factors", "grants"] : ["factors"],
    graceMs: enrol_grace_days * DAY_MS,
    words: {
      kind: "not-performed",
      broken: "without the promised factor",
      question: "Was the promised factor enrolled",
      exempt: EXEMPT,
    },
  });
}

/** A factor that can be phished is enough for everybody but administrators: somebody must have seen who is one. */
function needsRights({ segments }: MfaAccount, { parameters }: Context): boolean {
  if (!parameters.phishing_resistant_for_admins) return false;
  return segments.some((segment) => {
    const { access, isAdmin, factorLevel, strongFactorLevel } = segment;
    return access !== "off" && !isAdmin && factorLevel === 2 && strongFactorLevel < 2 && !isExcepted(segment);
  });
}

/** C: nobody signed in with a single factor; a day on which somebody did is broken. */
export function noWeakSignIn(item: MfaAccount, context: Context): Outcome {
  return judged(item, context, {
    standing: (segment) => {
      if (segment.weakSignIns > 0) return "broken";
      return segment.isEnforced !== true && isUntold(segment) ? "unseen" : "kept";
    },
    streams: ["sign-ins"],
    graceMs: 0,
    words: {
      kind: "bypassed",
      broken: "signed in with a single factor: days that count",
      question: "Did every sign-in use two factors",
      exempt: EXEMPT,
    },
  });
}

const EXEMPT = "disabled, or under an approved exception, all the time";

interface Promise {
  readonly standing: (segment: Segment) => Standing;
  readonly streams: readonly StreamName[];
  readonly graceMs: number;
  readonly words: StateWords;
}

function judged(item: MfaAccount, context: Context, { standing, streams, graceMs, words }: Promise): Outcome {
  if (item.isTaggedTest) return notApplicable("an account tagged as a test account when it was created");
  const reading = readState(
    {
      segments: item.segments,
      standing: (segment) => {
        if (segment.access === "off" || isExcepted(segment)) return "exempt";
        const seen = standing(segment);
        return seen === "broken" && segment.access === "maybe" ? "unseen" : seen;
      },
      life: { from: firstAccessAt(item), to: item.lifeTo },
      graceMs,
      maxGapMs: context.parameters.max_gap_hours * HOUR_MS,
      streams: streams.map((stream) => ({ stream, scope: item.unit ?? "*" })),
    },
    context,
  );
  return unlessRegisterUnseen(stateOutcome(reading, words), reading, context);
}

/** Grace begins when the account can first be used: one that was staged for a while had no duty yet. */
function firstAccessAt({ lifeFrom, segments }: MfaAccount): number | null {
  const [first] = segments;
  if (lifeFrom === null || first === undefined || first.fromAt > lifeFrom) return lifeFrom;
  return segments.find(({ access }) => access !== "off")?.fromAt ?? lifeFrom;
}

/** Somewhere in the stretch may lie a sign-in whose factors the source does not tell; an enforced policy answers it. */
function isUntold({ fromAt, toAt, firstUntoldAt, lastUntoldAt }: Segment): boolean {
  return firstUntoldAt !== null && lastUntoldAt !== null && firstUntoldAt < toAt && lastUntoldAt >= fromAt;
}
