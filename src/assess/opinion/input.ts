import { z } from "zod";
import { CATEGORIES, CRITERION_IDS } from "../../criteria/criteria.js";
import { DEVIATION_KINDS } from "../outcome.js";
import { ControlConclusionWord } from "./projection.js";
import { RateText, ThresholdChanges } from "./thresholds.js";

const Count = z.number().int().min(0);
/** Milliseconds; as digits where a sum over many items passes what a JSON number carries exactly. */
const Duration = z.union([Count, z.string().regex(/^\d+$/)]);
const Id = z.string().min(1);
const CriterionName = z.enum(CRITERION_IDS);

/** One item that fails one attribute. An item appears at most once per attribute. */
export const InputDeviation = z.strictObject({
  item: Id,
  /** `evidence-missing`: the duty existed and nobody recorded it (R1.3). */
  kind: z.enum(DEVIATION_KINDS),
  /** `YYYY-MM` in which the item occurred, in the organisation's zone. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  actor: z.string().nullable(),
  unit: z.string().nullable(),
  /** Index of the sample's stage that drew the item; 0 for full populations. */
  stage: Count,
  /** R2.4: how late, against the SLA (per event) or the interval (periodic). */
  lateness: z.strictObject({ late_ms: Count, allowed_ms: Count }).nullable(),
  /** R2.4: how much of the occurrence was done. */
  shortfall: z.strictObject({ covered: Count, due: Count, completed_before_next: z.boolean() }).nullable(),
  /** State controls: longest unbroken noncompliant stretch (R3.3) and all noncompliant time of the item (R5.3). */
  longest_run_ms: Count.nullable(),
  deviating_ms: Count.nullable(),
});
export type InputDeviation = z.infer<typeof InputDeviation>;

const SampleStage = z.strictObject({
  /** Items examined in this stage alone, net of not applicable and pending ones. */
  n: z.number().int().min(1),
  /** Those of them whose evidence cannot be obtained. */
  missing_unavailable: Count,
});

/** A plan registered before testing, in cumulative numbers (domain 3.7); `reject: null`: once no stage can accept. */
const PlanStage = z.strictObject({ n: z.number().int().min(1), accept: Count, reject: Count.nullable() });

/** How the items were chosen. */
export const InputTest = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("full") }),
  z.strictObject({
    mode: z.literal("statistical"),
    /** What was drawn, in order: the first sample, then its enlargements. */
    stages: z.array(SampleStage),
    /** No more items can be examined. */
    is_closed: z.boolean(),
    plan: z.array(PlanStage).min(1).nullable(),
  }),
  z.strictObject({
    mode: z.literal("frequency"),
    /** The first sample, then its extension. */
    stages: z.array(SampleStage).max(2),
    is_closed: z.boolean(),
    /** Size of the extension registered before testing; `null`: none was. */
    planned_extension: z.number().int().min(1).nullable(),
  }),
]);
export type InputTest = z.infer<typeof InputTest>;

export const InputAttribute = z.strictObject({
  id: Id,
  is_key: z.boolean(),
  /** Overrides the control's criteria for this attribute; `null`: all of the control's. */
  criteria: z.array(CriterionName).min(1).nullable(),
  population: z.strictObject({
    /** Applicable and due items: net of not applicable and pending. `null`: unknown. */
    size: Count.nullable(),
    /** Proven complete (domain 3.8). */
    is_reliable: z.boolean(),
    /** Why not, in words. */
    reasons: z.array(z.string()),
  }),
  test: InputTest,
  counts: z.strictObject({
    pass: Count,
    not_applicable: Count,
    pending: Count,
    /** A record existed or would exist and cannot be obtained (R1.4). */
    missing_unavailable: Count,
  }),
  deviations: z.array(InputDeviation),
  /**
   * State controls tested in full: how all items together spent the period. Without it, or when it holds no time for
   * items that deviate or are missing, items are counted.
   */
  item_days: z.strictObject({ total_ms: Duration, deviating_ms: Duration, missing_ms: Duration }).nullable(),
});
export type InputAttribute = z.infer<typeof InputAttribute>;

/**
 * Whether a criterion that is not met threatens a service commitment or system requirement (R8.8). `approved`: the
 * written reasoning was approved; `proposed` counts only at the best end of the range.
 */
export const InputImpact = z.strictObject({
  criterion: CriterionName,
  impact: z.enum(["none", "significant", "unassessed"]),
  status: z.enum(["approved", "proposed", "rejected"]),
  reasoning: z.string(),
});
export type InputImpact = z.infer<typeof InputImpact>;

const InputCompensation = z.strictObject({
  /** The deviating item it covers, and the control that covers it. */
  item: Id,
  control: Id,
  /** Attributes of the deviating control that it covers the item for; absent: all of them. */
  attributes: z.array(Id).min(1).optional(),
  /** A person's judgement that it addresses the same risk and is evidenced for this item. */
  status: z.enum(["accepted", "pending", "rejected"]),
  operated_in_window: z.boolean(),
});

export const InputControl = z.strictObject({
  id: Id,
  risk: z.enum(["high", "moderate", "low"]),
  /** Tested over configurations and time: rates are shares of item-days. */
  is_state: z.boolean(),
  /** The control's own rates; `null`: those of its risk. */
  tolerable: RateText.nullable(),
  overreliance: RateText.nullable(),
  /** Why the control as a whole does not apply; `null`: it does. */
  not_applicable: z.string().min(1).nullable(),
  design: z.strictObject({ is_deficient: z.boolean(), reason: z.string().nullable() }),
  criteria: z.strictObject({ key: z.array(CriterionName), supporting: z.array(CriterionName) }),
  presence: z.strictObject({
    /** Share of the period in which the control was in place. */
    share: RateText,
    /** Conclusion on a tested predecessor that did its work before; `null`: there was none, or it was not tested. */
    predecessor: ControlConclusionWord.nullable(),
  }),
  /** Controls declared before testing to achieve the same on their own (R8.2). */
  redundant_with: z.array(Id),
  attributes: z.array(InputAttribute),
  cause: z
    .strictObject({
      /** `process` makes a pattern neither systematic nor isolated by itself (R4). */
      scope: z.enum(["system", "policy", "process", "person", "one_time"]),
      status: z.enum(["approved", "proposed"]),
    })
    .nullable(),
  /** R3.1: what was proven about going around the control. */
  bypass: z.strictObject({
    is_intentional: z.boolean(),
    is_concealed: z.boolean(),
    by_authority: z.boolean(),
    by_management: z.boolean(),
  }),
  /** R3.2: unauthorised use, data loss or a breached commitment followed from a deviation. */
  harm_followed: z.boolean(),
  same_exception_previous_period: z.boolean(),
  compensation: z.array(InputCompensation),
  scsr_impact: z.array(InputImpact),
  /** What cannot be concluded here cannot because management prevents it (L4). */
  is_limited_by_management: z.boolean(),
});
export type InputControl = z.infer<typeof InputControl>;

const Exclusion = z.strictObject({ criterion: CriterionName, reason: z.string().min(1) });

/** Everything the rules may know. JSON as it stands; rates are text, so that every machine reads the same number. */
export const OpinionInput = z.strictObject({
  engagement: z.enum(["I", "II"]),
  as_of: z.string().min(1),
  categories: z.array(z.enum(CATEGORIES)).min(1),
  preconditions: z.strictObject({
    assertion_refused: z.boolean(),
    representation_letter_refused: z.boolean(),
    /** Evidence fabricated, altered or backdated with management's knowledge. */
    evidence_falsified: z.boolean(),
  }),
  /** Criteria that do not apply, with written reasoning. */
  not_applicable: z.array(Exclusion),
  /** Criteria that apply and that this workspace does not assess: the projection says nothing about them. */
  not_assessed: z.array(Exclusion),
  /** Overrides what the failing controls say about the same criterion. */
  scsr_impact: z.array(InputImpact),
  /** Wrong or missing statements in the description of the system. */
  description_issues: z.array(z.strictObject({ id: Id, is_material: z.boolean(), text: z.string() })),
  thresholds: ThresholdChanges,
  controls: z.array(InputControl),
});
export type OpinionInput = z.infer<typeof OpinionInput>;
