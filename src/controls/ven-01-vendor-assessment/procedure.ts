import type { Gap, JudgeContext } from "../../assess/control.js";
import { partDone } from "../../assess/families/act.js";
import { recordedInTime } from "../../assess/families/approval.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DAY_MS, type EpochMs } from "../../base/instant.js";
import type { NewVendor } from "../../populations/new-vendors/population.js";

type Context = JudgeContext<unknown>;

/** Acts are looked for this long before the first use. */
const LOOK_BACK_DAYS = 90;
/** From least to most. */
const TIERS: readonly string[] = ["none", "low", "high", "critical"];

/** A: rated by the moment of the first use. */
export function ratedBeforeUse(item: NewVendor, context: Context): Outcome {
  const { label, ratedAt, isRatingUndated } = item;
  return before(item, { what: `risk rating of ${label}`, doneAt: ratedAt, isUndated: isRatingUndated }, context);
}

/** B: assessed by then, as deep as its tier asks for. */
export function assessmentFitsTier(item: NewVendor, context: Context): Outcome {
  const { label, tier, assessedAt, assessedTier, isAssessmentUndated } = item;
  if (tier === "none") return ofTierNone(item);
  if (tier === null) return deviation("evidence-missing", `${label} has no tier: what it needs cannot be told`);
  if (!TIERS.includes(tier)) return indeterminate("unparsed", `Which tier is ${label} of? The register says ${tier}.`);
  const act = { what: `assessment of ${label}`, doneAt: assessedAt, isUndated: isAssessmentUndated };
  const timely = before(item, act, context);
  if (timely.state !== "pass") return timely;
  if (assessedTier === null)
    return deviation("evidence-missing", `the assessment of ${label} names no tier that it fits`);
  if (!TIERS.includes(assessedTier)) {
    return indeterminate(
      "unparsed",
      `Which tier does the assessment of ${label} fit? The record says ${assessedTier}.`,
    );
  }
  if (TIERS.indexOf(assessedTier) >= TIERS.indexOf(tier)) return pass();
  return deviation("wrong-result", `${label} is of tier ${tier}, and its assessment fits tier ${assessedTier}`);
}

/** C: contracted by then, with the terms. */
export function hasContractTerms(item: NewVendor, context: Context): Outcome {
  const { label, tier, contractedAt, isContractUndated, securityTerms, confidentialityTerms } = item;
  if (tier === "none") return ofTierNone(item);
  const timely = before(
    item,
    { what: `contract with ${label}`, doneAt: contractedAt, isUndated: isContractUndated },
    context,
  );
  if (timely.state !== "pass") return timely;
  const security = partDone({ what: "security terms", isHeld: true, isDone: securityTerms });
  if (security.state !== "pass") return security;
  return partDone({ what: "terms of confidentiality", isHeld: true, isDone: confidentialityTerms });
}

interface ActBefore {
  readonly what: string;
  readonly doneAt: EpochMs | null;
  readonly isUndated: boolean;
}

function before({ firstUsedAt }: NewVendor, { what, doneAt, isUndated }: ActBefore, context: Context): Outcome {
  if (isUndated) return deviation("evidence-missing", `the ${what} has no date`);
  const gap = (): Gap | undefined =>
    context.gapIn({
      stream: "vendors",
      scope: "*",
      from: firstUsedAt - LOOK_BACK_DAYS * DAY_MS,
      to: firstUsedAt + 1,
    });
  return recordedInTime({ what, from: firstUsedAt, dueAt: firstUsedAt, doneAt }, { asOf: context.asOf, gap });
}

function ofTierNone({ label, ratingNote }: NewVendor): Outcome {
  if (ratingNote !== null) return notApplicable("of tier none by a rating with a note: it handles no data of ours");
  return deviation("evidence-missing", `${label} is of tier none, and no note says why`);
}
