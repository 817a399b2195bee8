import type { CriterionId } from "../../criteria/criteria.js";
import type { InputControl } from "./input.js";
import type { ControlConclusionWord, TraceLine } from "./projection.js";
import { type Pattern, worstPattern } from "./r4-pattern.js";
import { type Covered, repair } from "./r5-compensation.js";
import type { DesignRule } from "./r6-design.js";
import { deviationsIn } from "./subject.js";
import type { AttributeResult } from "./test-attribute.js";

/** R1 to R4 and R6 of one control: everything that no judgement about compensation can change. */
export interface TestedControl {
  readonly control: InputControl;
  readonly engagement: "I" | "II";
  readonly results: readonly AttributeResult[];
  readonly design: DesignRule;
  /** Criteria the control speaks for, with its role. */
  readonly roles: ReadonlyMap<CriterionId, "key" | "supporting">;
}

/** What a criterion sees of a control: the attributes that speak for it. */
export interface View {
  readonly conclusion: ControlConclusionWord;
  readonly isGross: boolean;
}

export interface ControlState extends View {
  readonly tested: TestedControl;
  readonly because: readonly string[];
  /** The attribute that decides; `null` where none was tested. */
  readonly deciding: AttributeResult | null;
  readonly pattern: Pattern | null;
  readonly views: ReadonlyMap<CriterionId, View>;
}

const WORST_FIRST: readonly ControlConclusionWord[] = [
  "INEFFECTIVE",
  "DESIGN_DEFICIENT",
  "CANNOT_CONCLUDE",
  "MITIGATED",
  "EFFECTIVE_WITH_EXCEPTION",
  "EFFECTIVE",
  "NO_OCCURRENCE",
];

export function isBad(conclusion: ControlConclusionWord): boolean {
  return conclusion === "INEFFECTIVE" || conclusion === "DESIGN_DEFICIENT";
}

/** The control's conclusion with `covered` items compensated, and what each of its criteria sees of it. */
export function concludeControl(tested: TestedControl, covered: Covered, trace?: TraceLine[]): ControlState {
  const fixed = fixedConclusion(tested);
  const concluded = tested.results.map((result) => concludeAttribute(result, covered, trace));
  const deciding = worst(concluded);
  const whole = fixed ?? capped(deciding, tested);
  const views = new Map<CriterionId, View>();
  for (const criterion of tested.roles.keys()) {
    const seen = concluded.filter(({ result }) => speaksFor(result, criterion));
    const view = fixed ?? capped(worst(seen), tested);
    views.set(criterion, { conclusion: view.conclusion, isGross: isAnyGross(seen) });
  }
  const state: ControlState = {
    tested,
    ...whole,
    deciding: deciding?.result ?? null,
    pattern: tested.engagement === "I" ? null : worstPattern(tested.results.map(({ pattern }) => pattern)),
    isGross: isAnyGross(concluded),
    views,
  };
  trace?.push(conclusionLine(state));
  return state;
}

/** The same control as it would be once its finding is closed, or as the design alone promises. */
export function effectiveState(tested: TestedControl): ControlState {
  const view: View = { conclusion: "EFFECTIVE", isGross: false };
  const views = new Map([...tested.roles.keys()].map((criterion) => [criterion, view] as const));
  return { tested, ...view, because: [], deciding: null, pattern: null, views };
}

/** The criteria a control speaks for: its mapping, and lists of its attributes' own (key unless mapped as supporting). */
export function rolesOf(
  control: InputControl,
  { engagement, design }: { engagement: "I" | "II"; design: DesignRule },
): ReadonlyMap<CriterionId, "key" | "supporting"> {
  const roles = new Map<CriterionId, "key" | "supporting">();
  if (control.not_applicable !== null) return roles;
  for (const criterion of control.attributes.flatMap(({ criteria }) => criteria ?? [])) roles.set(criterion, "key");
  for (const criterion of control.criteria.supporting) roles.set(criterion, "supporting");
  for (const criterion of control.criteria.key) roles.set(criterion, "key");
  const seesWhole = engagement === "I" || design === "R6.1" || design === "R6.3" || control.attributes.length === 0;
  if (seesWhole) return roles;
  // Every attribute speaks for other criteria only: for this one the control proves nothing.
  const isSilent = (criterion: CriterionId): boolean =>
    control.attributes.every(({ criteria }) => criteria !== null && !criteria.includes(criterion));
  return new Map([...roles].filter(([criterion]) => !isSilent(criterion)));
}

interface Concluded {
  readonly conclusion: ControlConclusionWord;
  readonly because: readonly string[];
}
interface ConcludedAttribute extends Concluded {
  readonly result: AttributeResult;
}

/** Conclusions that no test result changes. */
function fixedConclusion({ control, engagement, design, results }: TestedControl): Concluded | undefined {
  if (control.not_applicable !== null) return { conclusion: "NOT_APPLICABLE", because: [] };
  if (design === "R6.1") return { conclusion: "DESIGN_DEFICIENT", because: ["R6.1"] };
  if (engagement === "I") return { conclusion: "EFFECTIVE", because: ["R6"] };
  if (design === "R6.3") return { conclusion: "INEFFECTIVE", because: ["R6.3"] };
  return results.length === 0 ? { conclusion: "CANNOT_CONCLUDE", because: ["R1.1"] } : undefined;
}

function concludeAttribute(
  attribute: AttributeResult,
  covered: Covered,
  trace: TraceLine[] | undefined,
): ConcludedAttribute {
  const full = uncappedConclusion(attribute, covered, trace);
  const isCapped = !attribute.subject.attribute.is_key && rank(full.conclusion) < rank("EFFECTIVE_WITH_EXCEPTION");
  return {
    result: attribute,
    because: full.because,
    conclusion: isCapped ? "EFFECTIVE_WITH_EXCEPTION" : full.conclusion,
  };
}

function uncappedConclusion(attribute: AttributeResult, covered: Covered, trace: TraceLine[] | undefined): Concluded {
  const { result } = attribute;
  if (result.stoppedBy !== null) {
    return {
      conclusion: result.stoppedBy === "R1.2" ? "NO_OCCURRENCE" : "CANNOT_CONCLUDE",
      because: [result.stoppedBy],
    };
  }
  const { outcome, verdict, overrides } = result;
  const because = overrides.length > 0 ? overrides : [verdict.rule];
  switch (outcome) {
    case "clean":
      return { conclusion: "EFFECTIVE", because };
    case "within":
      return { conclusion: "EFFECTIVE_WITH_EXCEPTION", because };
    case "too_small":
      return { conclusion: "CANNOT_CONCLUDE", because };
    case "exceeds": {
      const isRepairable = attribute.subject.attribute.is_key && !overrides.includes("R3.1");
      if (!isRepairable) return { conclusion: "INEFFECTIVE", because };
      const { isMitigated, rule } = repair(attribute, covered, trace);
      return {
        conclusion: isMitigated ? "MITIGATED" : "INEFFECTIVE",
        because: rule === null ? because : [...because, rule],
      };
    }
  }
}

/**
 * Worst conclusion, then most deviations, largest population, highest upper limit, and only then by name: neither the
 * order given nor what an attribute is called changes the numbers a control shows.
 */
function worst(concluded: readonly ConcludedAttribute[]): ConcludedAttribute | undefined {
  const size = ({ result }: ConcludedAttribute): number => result.subject.attribute.population.size ?? 0;
  const id = ({ result }: ConcludedAttribute): string => result.subject.attribute.id;
  const verdict = ({ result: { result } }: ConcludedAttribute) =>
    result.stoppedBy === null ? result.verdict : undefined;
  const limit = (each: ConcludedAttribute): string => verdict(each)?.upperLimit ?? "";
  const reason = ({ because }: ConcludedAttribute): string => because.join();
  const extension = (each: ConcludedAttribute): number => verdict(each)?.extendBy ?? 0;
  return [...concluded].sort(
    (a, b) =>
      rank(a.conclusion) - rank(b.conclusion) ||
      deviationsIn(b.result.load) - deviationsIn(a.result.load) ||
      size(b) - size(a) ||
      b.result.subject.examined - a.result.subject.examined ||
      inOrder(limit(b), limit(a)) ||
      inOrder(reason(a), reason(b)) ||
      extension(b) - extension(a) ||
      inOrder(id(a), id(b)),
  )[0];
}

function inOrder(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** R6.2: at best effective with exception. A control that had no occasion stays so. */
function capped(worstAttribute: ConcludedAttribute | undefined, { design }: TestedControl): Concluded {
  const { conclusion, because } = worstAttribute ?? { conclusion: "NO_OCCURRENCE" as const, because: ["R1.2"] };
  if (design !== "R6.2" || conclusion !== "EFFECTIVE") return { conclusion, because };
  return { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: ["R6.2"] };
}

function speaksFor({ subject }: AttributeResult, criterion: CriterionId): boolean {
  return subject.attribute.criteria?.includes(criterion) ?? mapsItself(subject.control, criterion);
}

function mapsItself({ criteria }: InputControl, criterion: CriterionId): boolean {
  return criteria.key.includes(criterion) || criteria.supporting.includes(criterion);
}

function isAnyGross(concluded: readonly ConcludedAttribute[]): boolean {
  return concluded.some(
    ({ result: { subject, result } }) => subject.attribute.is_key && result.stoppedBy === null && result.isGross,
  );
}

function rank(conclusion: ControlConclusionWord): number {
  return WORST_FIRST.indexOf(conclusion);
}

function conclusionLine({ tested, conclusion, because, deciding }: ControlState): TraceLine {
  const { control } = tested;
  const by = deciding === null || because[0]?.startsWith("R6") ? "" : ` (attribute ${deciding.subject.attribute.id})`;
  const reasons: Readonly<Record<ControlConclusionWord, string>> = {
    EFFECTIVE: tested.engagement === "I" ? "it is well designed" : "it operated",
    EFFECTIVE_WITH_EXCEPTION: `it operated, with exceptions to report${by}`,
    MITIGATED: `it failed${by}, and another effective control made up for it`,
    INEFFECTIVE: `it did not operate throughout the period${by}`,
    DESIGN_DEFICIENT: "its design cannot meet the criterion",
    CANNOT_CONCLUDE: `the evidence does not allow a conclusion${by}`,
    NO_OCCURRENCE: "it had no occasion to operate",
    NOT_APPLICABLE: `it does not apply: ${control.not_applicable ?? ""}`,
  };
  return {
    rule: "CONTROL",
    inputs: { control: control.id, because: [...because] },
    output: conclusion,
    explanation: `${control.id} is concluded ${conclusion}: ${reasons[conclusion]}.`,
    judgement: false,
  };
}
