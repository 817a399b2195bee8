import type { CriterionId } from "../../criteria/criteria.js";
import { type ControlState, isBad } from "./conclude-control.js";
import type { Finding, TraceLine } from "./projection.js";
import { counted } from "./prose.js";
import type { CriterionState } from "./r8-criteria.js";
import { type Severity, severityOf } from "./severity.js";
import { deviationsIn } from "./subject.js";
import type { World } from "./world.js";

const WORST_FIRST: readonly Severity[] = ["critical", "major", "moderate", "low"];

/** R7: one finding per control that needs one and per criterion without any control; worst first, then by id. */
export function findings(
  world: World,
  states: ReadonlyMap<string, ControlState>,
  judged: ReadonlyMap<CriterionId, CriterionState>,
  trace: TraceLine[],
): readonly Finding[] {
  const isApplicable = (criterion: CriterionId): boolean =>
    world.criteria.includes(criterion) && !world.notApplicable.has(criterion);
  const drafts = [
    ...[...states.values()].flatMap((state) => controlFinding(state, isApplicable)),
    ...[...judged].flatMap(([criterion, state]) => (state.isGap ? [gapFinding(criterion)] : [])),
  ].sort((a, b) => WORST_FIRST.indexOf(a.severity) - WORST_FIRST.indexOf(b.severity));
  const numbered = drafts.map((draft, index) => ({ id: `F-${String(index + 1).padStart(2, "0")}`, ...draft }));
  for (const finding of numbered) trace.push(line(finding));
  return numbered;
}

type Draft = Omit<Finding, "id">;

function controlFinding(state: ControlState, isApplicable: (criterion: CriterionId) => boolean): Draft[] {
  const severity = severityOf(state, isApplicable);
  if (severity === undefined) return [];
  const { control } = state.tested;
  return [{ control: control.id, criterion: null, severity, title: titleOf(state), because: [...state.because] }];
}

function gapFinding(criterion: CriterionId): Draft {
  return {
    control: null,
    criterion,
    severity: "major",
    title: `No key control speaks for ${criterion}`,
    because: ["R8.1"],
  };
}

function titleOf({ tested, conclusion, deciding, pattern }: ControlState): string {
  const { id } = tested.control;
  if (conclusion === "DESIGN_DEFICIENT") return `${id} cannot meet its criteria even if performed`;
  if (tested.design === "R6.3") return `${id} was not in place for long enough`;
  if (conclusion === "CANNOT_CONCLUDE") return `${id} cannot be concluded from the evidence`;
  const failed = deciding === null ? 0 : deviationsIn(deciding.load);
  const items =
    deciding === null ? "" : `${counted(failed, "deviation")} in ${counted(deciding.subject.examined, "item")}`;
  if (isBad(conclusion)) return `${id} did not operate: ${items}`;
  if (conclusion === "MITIGATED") return `${id} failed and another control made up for it: ${items}`;
  if (failed === 0 && pattern === null) return `${id} operated, but not for the whole period or not fully evidenced`;
  return `${id} operated with exceptions not shown to be isolated: ${items}`;
}

function line({ id, control, criterion, severity, title, because }: Finding): TraceLine {
  return {
    rule: "R7",
    inputs: { control, criterion, because },
    output: severity,
    explanation: `${id}, ${severity}: ${title}.`,
    judgement: false,
  };
}
