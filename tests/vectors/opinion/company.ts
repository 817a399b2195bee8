import type {
  InputAttribute,
  InputControl,
  InputDeviation,
  InputTest,
  OpinionInput,
} from "../../../src/assess/opinion/input.js";
import { projectOpinion } from "../../../src/assess/opinion/project-opinion.js";
import { OpinionProjection } from "../../../src/assess/opinion/projection.js";
import type { Category } from "../../../src/criteria/criteria.js";
import { CATALOGUE, type CatalogueControl } from "./catalogue.js";

export const DAY = 86_400_000;

/** A company whose every control of the catalogue operated; `changes` replace what a case is about, by control. */
export function company(
  changes: Readonly<Record<string, Partial<InputControl>>> = {},
  rest: Partial<OpinionInput> = {},
): OpinionInput {
  return {
    engagement: "II",
    as_of: "2026-07-01T00:00:00.000Z",
    categories: ["security"],
    preconditions: { assertion_refused: false, representation_letter_refused: false, evidence_falsified: false },
    not_applicable: [],
    not_assessed: [],
    scsr_impact: [],
    description_issues: [],
    thresholds: {},
    controls: CATALOGUE.map((each) => ({ ...effective(each), ...changes[each.id] })),
    ...rest,
  };
}

/** Projects, and insists that the output has the published shape. */
export function project(input: OpinionInput): OpinionProjection {
  return OpinionProjection.parse(projectOpinion(input));
}

/** A control of the catalogue that operated on 100 items. */
export function effective({ id, risk, isState, key, supporting }: CatalogueControl): InputControl {
  return {
    id,
    risk,
    is_state: isState,
    tolerable: null,
    overreliance: null,
    not_applicable: null,
    design: { is_deficient: false, reason: null },
    criteria: { key: [...key], supporting: [...supporting] },
    presence: { share: "1", predecessor: null },
    redundant_with: [],
    attributes: [isState ? stateItems({ items: 100, days: 365 }) : tested({ N: 100 })],
    cause: null,
    bypass: { is_intentional: false, is_concealed: false, by_authority: false, by_management: false },
    harm_followed: false,
    same_exception_previous_period: false,
    compensation: [],
    scsr_impact: [],
    is_limited_by_management: false,
  };
}

export interface Tested {
  readonly N: number;
  readonly deviations?: readonly InputDeviation[];
  readonly missing?: number;
  readonly pending?: number;
  readonly notApplicable?: number;
}

/** An attribute tested on its whole population: what does not deviate and is not missing passes. */
export function tested(
  { N, deviations = [], missing = 0, pending = 0, notApplicable = 0 }: Tested,
  more: Partial<InputAttribute> = {},
): InputAttribute {
  return {
    id: "A",
    is_key: true,
    criteria: null,
    population: { size: N, is_reliable: true, reasons: [] },
    test: { mode: "full" },
    counts: {
      pass: N - deviations.length - missing,
      not_applicable: notApplicable,
      pending,
      missing_unavailable: missing,
    },
    deviations: [...deviations],
    item_days: null,
    ...more,
  };
}

/** An attribute of a state control over `items * days` item-days. */
export function stateItems(
  state: { items: number; days: number; deviations?: readonly InputDeviation[]; missing?: number; missingMs?: number },
  more: Partial<InputAttribute> = {},
): InputAttribute {
  const { items, days, deviations = [], missing = 0, missingMs = 0 } = state;
  const deviating = deviations.reduce((sum, { deviating_ms }) => sum + (deviating_ms ?? 0), 0);
  const item_days = { total_ms: items * days * DAY, deviating_ms: deviating, missing_ms: missingMs };
  return tested({ N: items, deviations, missing }, { item_days, ...more });
}

export interface Sampled {
  readonly N: number | null;
  /** Items of each stage. */
  readonly stages: readonly number[];
  readonly deviations?: readonly InputDeviation[];
  /** Missing items, all in the first stage. */
  readonly missing?: number;
}

type Statistical = Extract<InputTest, { mode: "statistical" }>;
type Frequency = Extract<InputTest, { mode: "frequency" }>;

export function statistical(sample: Sampled, more: Partial<Statistical> = {}): InputAttribute {
  const base = { mode: "statistical" as const, stages: stagesOf(sample), is_closed: true, plan: null };
  return sampled(sample, { ...base, ...more });
}

export function frequency(sample: Sampled, more: Partial<Frequency> = {}): InputAttribute {
  const base = { mode: "frequency" as const, stages: stagesOf(sample), is_closed: true, planned_extension: null };
  return sampled(sample, { ...base, ...more });
}

/** An attribute whose population nobody could prove. */
export function unproven(reason: string, deviations: readonly InputDeviation[] = []): InputAttribute {
  return tested(
    { N: deviations.length, deviations },
    { population: { size: null, is_reliable: false, reasons: [reason] } },
  );
}

/** `count` deviating items, all alike: one month, one actor, one unit. */
export function deviating(count: number, more: Partial<InputDeviation> = {}): InputDeviation[] {
  return Array.from({ length: count }, (_, index) => ({
    item: `item-${String(index).padStart(6, "0")}`,
    kind: "not-performed" as const,
    month: "2026-03",
    actor: "actor-1",
    unit: "unit-1",
    stage: 0,
    lateness: null,
    shortfall: null,
    longest_run_ms: null,
    deviating_ms: null,
    ...more,
  }));
}

/** `count` late items; late by `late` of `allowed`. */
export function late(count: number, { late, allowed }: { late: number; allowed: number }): InputDeviation[] {
  return deviating(count, { kind: "late", lateness: { late_ms: late, allowed_ms: allowed } });
}

export const PERSON = { scope: "person", status: "approved" } as const;
export const ONE_TIME = { scope: "one_time", status: "approved" } as const;
export const SYSTEM = { scope: "system", status: "approved" } as const;

/** `UNQUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]`: how a case states what it expects. */
export function opinionText(projection: OpinionProjection, category?: Category): string {
  const range = category === undefined ? projection.overall : projection.categories[category];
  if (range === undefined) return "not in scope";
  const exceptions = range.with_exceptions ? " with exceptions" : "";
  return `${range.projected}${exceptions} [${range.best}, ${range.worst}]`;
}

/** `F-01 F-02 -> QUALIFIED; F-03 -> UNQUALIFIED`. */
export function pathText({ shortest_path }: OpinionProjection): string {
  return shortest_path.map((step) => `${step.close.join(" ")} -> ${step.then}`).join("; ");
}

/** `INEFFECTIVE SYSTEMATIC major R2.1`: what the rules say of one control of the catalogue when only it changes. */
export function verdictOn(id: string, change: Partial<InputControl>, rest: Partial<OpinionInput> = {}): string {
  const control = project(company({ [id]: change }, rest)).controls[id];
  if (control === undefined) throw new Error(`not in the catalogue: ${id}`);
  const { conclusion, pattern, severity, because } = control;
  return `${conclusion} ${pattern ?? "-"} ${severity ?? "-"} ${because.join("+")}`;
}

function stagesOf({ stages, missing = 0 }: Sampled): { n: number; missing_unavailable: number }[] {
  return stages.map((n, index) => ({ n, missing_unavailable: index === 0 ? missing : 0 }));
}

function sampled({ N, stages, deviations = [], missing = 0 }: Sampled, test: InputTest): InputAttribute {
  const n = stages.reduce((sum, each) => sum + each, 0);
  return tested({ N: n, deviations, missing }, { test, population: { size: N, is_reliable: true, reasons: [] } });
}
