import type { OpinionInput } from "../../assess/opinion/input.js";
import type { AttributeTally, NotableItem } from "../../assess/tally.js";
import { instantOf } from "../../base/instant.js";
import { intersect } from "../../base/interval.js";
import { dayAt, endOfDay, startOfDay } from "../../base/zone.js";
import { standingCause } from "../../recovery/causes/standing-cause.js";
import type { CoverageProposal } from "../../recovery/compensation/find-coverage.js";
import { compensationInput, standingCompensation } from "../../recovery/compensation/standing-compensation.js";
import type { Completeness } from "../../reports/audit/model.js";
import { decidedFor, type FindingDecisions } from "../findings/decided.js";
import type { TestedControl, TestedPeriod } from "../test-period/test-period.js";
import type { Workspace } from "../workspace/schema.js";

type InputControl = OpinionInput["controls"][number];
type InputAttribute = InputControl["attributes"][number];
type InputDeviation = InputAttribute["deviations"][number];

export interface OpinionInputParts {
  readonly workspace: Workspace;
  readonly tested: TestedPeriod;
  /** By name of the population. */
  readonly completeness: ReadonlyMap<string, Completeness>;
  /** What people decided about causes and compensation, of whatever period. */
  readonly decided: FindingDecisions;
  /** What evidence says other controls made up for, by control. */
  readonly proposals: ReadonlyMap<string, readonly CoverageProposal[]>;
  /** The month of the organisation's calendar, `YYYY-MM`, a moment falls in. */
  monthOf(at: number): string;
}

/** What was tested, as the opinion rules read it. Decisions that nobody took are absent, never assumed. */
export function opinionInput(given: OpinionInputParts): OpinionInput {
  const { audit } = given.workspace;
  const parts = { ...given, decided: decidedFor(audit.period, given.decided) };
  return {
    engagement: audit.type,
    as_of: instantOf(parts.tested.asOf),
    categories: [...audit.categories],
    preconditions: { assertion_refused: false, representation_letter_refused: false, evidence_falsified: false },
    not_applicable: Object.entries(audit.not_applicable).map(([criterion, reason]) => ({
      criterion: criterion as never,
      reason: reason ?? "",
    })),
    not_assessed: audit.not_assessed.map((criterion) => ({
      criterion,
      reason: "listed under audit.not_assessed in lookback.yaml",
    })),
    scsr_impact: [],
    description_issues: [],
    thresholds: {},
    controls: parts.tested.controls.map((control) => inputControl(control, parts)),
  };
}

function inputControl(
  { promise: { control, tolerable }, tally }: TestedControl,
  parts: OpinionInputParts,
): InputControl {
  const { workspace, completeness } = parts;
  const entry = workspace.controls[control.id];
  const proof = completeness.get(control.population.name);
  const isState = control.frequency === "state";
  return {
    id: control.id,
    risk: control.risk,
    is_state: isState,
    tolerable,
    overreliance: null,
    not_applicable: null,
    design: { is_deficient: false, reason: null },
    criteria: { key: [...control.criteria.key], supporting: [...control.criteria.supporting] },
    presence: { share: presenceShare(entry?.in_place, parts), predecessor: null },
    redundant_with: isDeclaredBefore(control, parts) ? [...(entry?.redundant_with ?? [])] : [],
    attributes: control.attributes.map((attribute) => ({
      id: attribute.id,
      is_key: attribute.isKey,
      criteria: attribute.criteria === undefined ? null : [...attribute.criteria],
      ...attributeFacts(tally.attributes[attribute.id], proof, isState),
      deviations: deviationsOf(attribute.id, tally.notable, isState, parts),
    })),
    ...causeFacts(control.id, parts),
    same_exception_previous_period: false,
    compensation: compensationInput(
      standingCompensation(parts.proposals.get(control.id) ?? [], parts.decided.compensation.get(control.id) ?? []),
    ),
    scsr_impact: [],
    is_limited_by_management: false,
  };
}

function attributeFacts(
  tally: AttributeTally | undefined,
  proof: Completeness | undefined,
  isState: boolean,
): Pick<InputAttribute, "population" | "test" | "counts" | "item_days"> {
  const counts = tally?.counts ?? { pass: 0, deviation: 0, indeterminate: 0, "not-applicable": 0, pending: 0 };
  const measure = tally?.measure ?? null;
  return {
    population: {
      size: counts.pass + counts.deviation + counts.indeterminate,
      is_reliable: proof?.is_reliable ?? false,
      reasons: [...(proof?.reasons ?? ["the population was not examined"])],
    },
    test: { mode: "full" },
    counts: {
      pass: counts.pass,
      not_applicable: counts["not-applicable"],
      pending: counts.pending,
      missing_unavailable: counts.indeterminate,
    },
    item_days: !isState
      ? null
      : {
          total_ms: String(measure?.totalMs ?? 0),
          deviating_ms: String(measure?.deviatingMs ?? 0),
          missing_ms: String(measure?.missingMs ?? 0),
        },
  };
}

function deviationsOf(
  attribute: string,
  items: readonly NotableItem[],
  isState: boolean,
  { monthOf }: OpinionInputParts,
): InputDeviation[] {
  return items.flatMap((item) => {
    const outcome = item.outcomes.find((each) => each.attribute === attribute)?.outcome;
    if (outcome?.state !== "deviation") return [];
    const { kind, lateness, shortfall, measure } = outcome;
    return [
      {
        item: item.itemId,
        kind,
        month: monthOf(item.occurredAt),
        actor: item.actor,
        unit: item.unit,
        stage: 0,
        lateness: lateness === undefined ? null : { late_ms: lateness.lateMs, allowed_ms: lateness.allowedMs },
        shortfall:
          shortfall === undefined
            ? null
            : {
                covered: shortfall.covered,
                due: shortfall.due,
                completed_before_next: shortfall.isCompletedBeforeNext,
              },
        longest_run_ms: isState ? (measure?.longestRunMs ?? 0) : null,
        deviating_ms: isState ? (measure?.deviatingMs ?? 0) : null,
      },
    ];
  });
}

/** The share of the period in which the workspace says the control was in place, as an exact fraction. */
function presenceShare(
  inPlace: NonNullable<Workspace["controls"][string]>["in_place"],
  { workspace, tested }: OpinionInputParts,
): string {
  const { period } = tested;
  if (inPlace === undefined) return "1";
  const zone = workspace.organisation.time_zone;
  const during = intersect(period, {
    start: inPlace.from === undefined ? period.start : startOfDay(inPlace.from, zone),
    end: inPlace.to === undefined ? period.end : endOfDay(inPlace.to, zone),
  });
  return during === undefined ? "0" : `${during.end - during.start}/${period.end - period.start}`;
}

/** What the cause in force says (R3.1, R3.2, R4); without one nothing is assumed. */
function causeFacts(
  control: string,
  { decided }: OpinionInputParts,
): Pick<InputControl, "cause" | "bypass" | "harm_followed"> {
  const standing = standingCause(decided.causes.get(control) ?? []);
  const bypass = standing?.cause.bypass ?? [];
  return {
    cause: standing === undefined ? null : { scope: standing.cause.scope, status: standing.status },
    bypass: {
      is_intentional: bypass.includes("intentional"),
      is_concealed: bypass.includes("concealed"),
      by_authority: bypass.includes("by_authority"),
      by_management: bypass.includes("by_management"),
    },
    harm_followed: standing?.cause.harm_followed ?? false,
  };
}

/**
 * A substitute counts only if it was declared before testing: on or before the last day of the period, and before the
 * day on which people first froze or selected items of the control or its population for this period. On that very day
 * nobody can say which came first.
 */
function isDeclaredBefore(
  { id, population }: TestedControl["promise"]["control"],
  { workspace, decided }: OpinionInputParts,
): boolean {
  const { audit, organisation, controls } = workspace;
  const declaredOn = controls[id]?.redundant_declared_on;
  if (declaredOn === undefined || declaredOn > audit.period.to) return false;
  return [id, population.name]
    .flatMap((subject) => decided.testing.get(subject) ?? [])
    .every(({ at }) => declaredOn < dayAt(Date.parse(at), organisation.time_zone));
}
