import type { CriterionId } from "../../criteria/criteria.js";
import { type ControlState, isBad, type View } from "./conclude-control.js";
import type { InputImpact } from "./input.js";
import type { CriterionConclusionWord, ProjectedCriterion, TraceLine } from "./projection.js";
import { counted, listed, percent } from "./prose.js";
import type { Closed, Stance, World } from "./world.js";

export interface CriterionState {
  readonly conclusion: CriterionConclusionWord;
  readonly because: readonly string[];
  /** The controls that decide; where all is well, the key controls. */
  readonly controls: readonly string[];
  readonly impact: ProjectedCriterion["scsr_impact"];
  /** No key control speaks for it (R8.1). */
  readonly isGap: boolean;
}

export interface CriteriaRun {
  readonly states: ReadonlyMap<string, ControlState>;
  readonly stance: Stance;
  readonly closed: Closed;
}

/** R8 for every criterion in scope, in order. */
export function judgeCriteria(
  world: World,
  run: CriteriaRun,
  trace?: TraceLine[],
): ReadonlyMap<CriterionId, CriterionState> {
  const judged = new Map<CriterionId, CriterionState>();
  const seen = seenByCriterion(run.states);
  for (const criterion of world.criteria) {
    const controls = seen.get(criterion) ?? { key: [], supporting: [] };
    const { text, isJudgement, ...state } = judgeCriterion(world, { criterion, controls, run });
    judged.set(criterion, state);
    trace?.push({
      rule: state.because.at(-1) ?? "R8",
      inputs: {
        criterion,
        key: controls.key.map(({ id, view }) => `${id} ${view.conclusion}`),
        supporting: controls.supporting.map(({ id, view }) => `${id} ${view.conclusion}`),
      },
      output: state.conclusion,
      explanation: `${criterion}: ${text}`,
      judgement: isJudgement,
    });
  }
  return judged;
}

interface Seen {
  readonly id: string;
  readonly state: ControlState;
  readonly view: View;
}
interface SeenControls {
  readonly key: Seen[];
  readonly supporting: Seen[];
}
interface Judged extends CriterionState {
  readonly text: string;
  readonly isJudgement: boolean;
}
interface Question {
  readonly criterion: CriterionId;
  readonly controls: SeenControls;
  readonly run: CriteriaRun;
}

function seenByCriterion(states: ReadonlyMap<string, ControlState>): ReadonlyMap<CriterionId, SeenControls> {
  const seen = new Map<CriterionId, SeenControls>();
  for (const [id, state] of states) {
    for (const [criterion, role] of state.tested.roles) {
      const view = state.views.get(criterion);
      if (view === undefined) continue;
      const controls = seen.get(criterion) ?? { key: [], supporting: [] };
      controls[role].push({ id, state, view });
      seen.set(criterion, controls);
    }
  }
  return seen;
}

function judgeCriterion(world: World, question: Question): Judged {
  const { criterion, controls } = question;
  const excluded = world.notApplicable.get(criterion);
  if (excluded !== undefined) return plain("NOT_APPLICABLE", [], `does not apply: ${excluded}.`);
  const unassessed = world.notAssessed.get(criterion);
  if (unassessed !== undefined) return plain("NOT_ASSESSED", [], notAssessedText(unassessed, controls));
  const failure = failureOf(world, question);
  if (failure !== undefined) return weighImpact(world, question, failure);
  return concludeUnfailed(question);
}

/** R8.1, R8.2 and R8.4: what makes a criterion not met. R8.3 lies between and is left to the caller. */
function failureOf({ thresholds }: World, { criterion, controls, run }: Question): Judged | undefined {
  const { key, supporting } = controls;
  if (key.length === 0 && !run.closed.gaps.has(criterion)) {
    const text = "no key control speaks for it, so nothing shows that it is met.";
    return { ...plain("NOT_MET", ["R8.1"], text), isGap: true };
  }
  const failed = key.filter(({ state, view }) => isBad(view.conclusion) && !isCovered(state, run));
  if (failed.length > 0) {
    const text = `key: ${names(failed)}; no control declared beforehand as a substitute is good.`;
    return plain("NOT_MET", ["R8.2"], text, failed);
  }
  if (openKeys(controls, run).length > 0) return undefined;
  const bad = supporting.filter(({ view }) => isBad(view.conclusion));
  const share = thresholds.rate("supporting_share");
  const isMost = BigInt(bad.length) * share.denominator >= share.numerator * BigInt(supporting.length);
  if (supporting.length < thresholds.count("supporting_count") || !isMost) return undefined;
  const text = `${bad.length} of ${counted(supporting.length, "supporting control")} failed, at least ${percent(share)}.`;
  return plain("NOT_MET", ["R8.4"], text, bad);
}

/** R8.3 and R8.5 to R8.7. */
function concludeUnfailed({ controls, run }: Question): Judged {
  const open = openKeys(controls, run);
  if (open.length > 0) {
    return plain(
      "CANNOT_CONCLUDE",
      ["R8.3"],
      `nothing can be concluded on its key control ${names(open, false)}, and no substitute declared beforehand is good.`,
      open,
    );
  }
  const marred = [...controls.key, ...controls.supporting].filter(({ view }) => isMarred(view));
  if (marred.length > 0) {
    const text = `met, with exceptions to report on ${names(marred)}.`;
    return plain("MET_WITH_EXCEPTIONS", ["R8.5"], text, marred);
  }
  const { key } = controls;
  if (key.length > 0 && key.every(({ view }) => view.conclusion === "NO_OCCURRENCE")) {
    const text = `the circumstances for ${names(key, false)} did not arise: met by design only, and the report must say so.`;
    return plain("MET_DESIGN_ONLY", ["R8.6"], text, key);
  }
  return plain("MET", ["R8.7"], `met by ${names(key, false)}.`, key);
}

/** R8.8: approved reasoning that no commitment or requirement is affected turns "not met" into an exception. */
function weighImpact(world: World, { criterion, run }: Question, failure: Judged): Judged {
  const stated = impactOn(world, { criterion, failure, run });
  const impact = stated === "none" || stated === "significant" ? stated : "unassessed";
  if (impact !== "none") return { ...failure, impact };
  return {
    ...failure,
    conclusion: "MET_WITH_EXCEPTIONS",
    because: [...failure.because, "R8.8"],
    impact,
    text: `${failure.text} Written reasoning, approved, says that no service commitment or system requirement is affected.`,
    isJudgement: true,
  };
}

/** The criterion's own statement first; without one, what every failing control says of it. */
function impactOn(
  world: World,
  { criterion, failure, run }: { criterion: CriterionId; failure: Judged; run: CriteriaRun },
): ProjectedCriterion["scsr_impact"] | undefined {
  const counts = (each: InputImpact): boolean =>
    each.criterion === criterion && run.stance.impact.includes(each.status);
  const own = world.input.scsr_impact.find(({ criterion: each }) => each === criterion);
  if (own !== undefined) return counts(own) ? own.impact : undefined;
  const said = failure.controls.map(
    (id) => run.states.get(id)?.tested.control.scsr_impact.find((each) => counts(each))?.impact,
  );
  if (said.length === 0) return undefined;
  return said.includes("significant") ? "significant" : said.every((impact) => impact === "none") ? "none" : undefined;
}

function openKeys({ key }: SeenControls, run: CriteriaRun): readonly Seen[] {
  return key.filter(({ state, view }) => view.conclusion === "CANNOT_CONCLUDE" && !isCovered(state, run));
}

/** R8.2: a substitute declared before testing is good; it need not map to the same criterion. */
function isCovered({ tested }: ControlState, { states }: CriteriaRun): boolean {
  return tested.control.redundant_with.some((id) => {
    const conclusion = id === tested.control.id ? undefined : states.get(id)?.conclusion;
    return conclusion === "EFFECTIVE" || conclusion === "EFFECTIVE_WITH_EXCEPTION";
  });
}

function isMarred({ conclusion }: View): boolean {
  return conclusion !== "EFFECTIVE" && conclusion !== "NO_OCCURRENCE";
}

function plain(
  conclusion: CriterionConclusionWord,
  because: readonly string[],
  text: string,
  controls: readonly Seen[] = [],
): Judged {
  return {
    conclusion,
    because,
    controls: controls.map(({ id }) => id),
    impact: "unassessed",
    isGap: false,
    text,
    isJudgement: false,
  };
}

function names(controls: readonly Seen[], withConclusion = true): string {
  if (controls.length === 0) return "a control still to be added";
  return listed(controls.map(({ id, view }) => (withConclusion ? `${id} ${view.conclusion}` : id)));
}

function notAssessedText(reason: string, { key, supporting }: SeenControls): string {
  const bad = [...key, ...supporting].filter(({ view }) => isBad(view.conclusion));
  const note = bad.length === 0 ? "" : ` ${names(bad)} would bear on it and is not counted here.`;
  return `this projection says nothing about it, neither met nor not met, because it is not assessed here: ${reason}. It still counts among the applicable criteria.${note}`;
}
