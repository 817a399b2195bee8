import { checkInput } from "./check-input.js";
import type { ControlState } from "./conclude-control.js";
import type { OpinionInput } from "./input.js";
import {
  DISCLAIMER_TEXT,
  type Finding,
  OPINION_RULES,
  type Opinion,
  type OpinionProjection,
  type ProjectedControl,
  type TraceLine,
} from "./projection.js";
import { failedPrecondition } from "./r0-preconditions.js";
import { findings as findingsOf } from "./r7-findings.js";
import { descriptionOpinion, judge, judgeDesign, operationOpinion } from "./r10-opinion.js";
import { overallRange, ranges } from "./r11-range.js";
import { shortestPath } from "./shortest-path.js";
import { deviationsIn, ratesOf } from "./subject.js";
import type { Thresholds } from "./thresholds.js";
import { buildWorld, NOTHING_CLOSED, PROJECTED, type World } from "./world.js";

/**
 * Projects the opinion by `opinion-rules/1.0` (domain 4.3 and 4.3.1): pure, deterministic, the same input gives the
 * same output whatever the order of its lists. Cost grows linearly with the number of deviations.
 *
 * It is a projection, never an opinion, and says nothing about criteria declared `not_assessed`.
 *
 * @throws AppError `bad-input` when counts contradict each other or an id occurs twice.
 */
export function projectOpinion(input: OpinionInput): OpinionProjection {
  checkInput(input);
  const trace: TraceLine[] = [];
  const failed = failedPrecondition(input, trace);
  const fixed: Opinion | undefined = failed === undefined ? undefined : "DISCLAIMER";
  const world = buildWorld(input, trace);
  trace.splice(1, 0, thresholdLine(world.thresholds));
  const how = { stance: PROJECTED, closed: NOTHING_CLOSED };
  const run = judge(world, how, trace);
  const findings = findingsOf(world, run.states, run.judged, trace);
  const categories = ranges(world, { run, fixed }, trace);
  const overall = overallRange(categories);
  if (failed !== undefined) trace.push(withdrawalLine(failed));
  const path = fixed === undefined ? shortestPath(world, { findings, from: overall.projected }, trace) : [];
  const subject = {
    description: fixed ?? descriptionOpinion(world),
    design: fixed ?? judgeDesign(world, how),
    operation: input.engagement === "I" ? null : (fixed ?? operationOpinion(run)),
  };
  trace.push(subjectLine(subject, input));
  return {
    rules: OPINION_RULES,
    as_of: input.as_of,
    engagement: input.engagement,
    withdrawal_likely: failed !== undefined,
    overall,
    subject,
    categories: Object.fromEntries(categories),
    criteria: Object.fromEntries(
      [...run.judged].map(([criterion, { conclusion, because, controls, impact }]) => [
        criterion,
        { conclusion, because: [...because], controls: [...controls], scsr_impact: impact },
      ]),
    ),
    controls: Object.fromEntries([...run.states].map(([id, state]) => [id, projected(world, state, findings)])),
    findings: [...findings],
    shortest_path: path,
    trace,
    disclaimer: DISCLAIMER_TEXT,
  };
}

/** The control with the numbers of the attribute that decides it. */
function projected({ thresholds }: World, state: ControlState, findings: readonly Finding[]): ProjectedControl {
  const { control } = state.tested;
  const { deciding } = state;
  const finding = findings.find((each) => each.control === control.id);
  const rates = ratesOf(control, thresholds);
  const verdict = deciding?.result.stoppedBy === null ? deciding.result.verdict : undefined;
  const extendBy = state.because.some((rule) => rule.startsWith("R6")) ? null : (verdict?.extendBy ?? null);
  return {
    conclusion: state.conclusion,
    pattern: state.pattern,
    N: deciding?.subject.attribute.population.size ?? null,
    n: deciding?.subject.examined ?? 0,
    deviations: deciding === null ? 0 : deviationsIn(deciding.load),
    tolerable: rates.tolerable,
    risk: rates.overreliance,
    upper_limit: verdict?.upperLimit ?? null,
    finding: finding?.id ?? null,
    severity: finding?.severity ?? null,
    provisional: extendBy !== null,
    extend_by: extendBy,
    because: [...state.because],
  };
}

function subjectLine({ description, design, operation }: OpinionProjection["subject"], input: OpinionInput): TraceLine {
  const issues = input.description_issues.filter(({ is_material }) => is_material).map(({ id }) => id);
  const operated = operation === null ? "operation is not examined in a type I engagement" : `operation ${operation}`;
  return {
    rule: "R10",
    inputs: { description_issues: issues, engagement: input.engagement },
    output: `${description}, ${design}, ${operation ?? "not examined"}`,
    explanation: `By subject: description ${description}, design ${design}, ${operated}.`,
    judgement: false,
  };
}

function thresholdLine({ changed }: Thresholds): TraceLine {
  return {
    rule: "THRESHOLDS",
    inputs: { changed: [...changed] },
    output: changed.length === 0 ? "defaults" : "changed",
    explanation:
      changed.length === 0
        ? "All thresholds have the defaults of these rules."
        : `Thresholds that this workspace changed: ${changed.join("; ")}.`,
    judgement: changed.length > 0,
  };
}

function withdrawalLine(rule: string): TraceLine {
  return {
    rule: "R10.1",
    inputs: { precondition: rule },
    output: "DISCLAIMER, withdrawal likely",
    explanation: `${rule} fixes every opinion. What the tests show is listed all the same.`,
    judgement: false,
  };
}
