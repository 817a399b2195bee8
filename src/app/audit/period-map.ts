import type { Interval } from "../../base/interval.js";
import { CRITERIA, type CriterionId } from "../../criteria/criteria.js";
import type { CellState, MapRow, ReportControl, StateCounts } from "../../reports/audit/model.js";

/** A week of the period under its first day. */
export interface MapWeek {
  readonly day: string;
  readonly interval: Interval;
}

export interface PeriodMapInput {
  readonly weeks: readonly MapWeek[];
  readonly criteria: readonly CriterionId[];
  readonly controls: readonly ReportControl[];
  /** Finds the week a day is in, as its first day. */
  weekOf(day: string): string;
  readonly asOf: number;
}

/** Criterion by week: the worst state of the controls that carry the criterion, unflattering first. */
export function periodMap(input: PeriodMapInput): MapRow[] {
  const byControl = new Map(input.controls.map((control) => [control.id, weeklyStates(control, input)]));
  return input.criteria.map((criterion) => {
    const carrying = carryingControls(criterion, input.controls);
    const cells = input.weeks.map(({ day }) => {
      const states = carrying.map((control) => ({
        id: control.id,
        state: byControl.get(control.id)?.get(day) ?? "out-of-scope",
      }));
      const state = worst(states.map((each) => each.state));
      return { week: day, state, text: cellText(state, states) };
    });
    const title = CRITERIA[criterion].title;
    return { criterion, title, cells, sentence: rowSentence(criterion, cells) };
  });
}

const WORST_FIRST: readonly CellState[] = [
  "failed",
  "evidence-gap",
  "not-testable",
  "operated",
  "did-not-occur",
  "out-of-scope",
];

const WORDS: Readonly<Record<CellState, string>> = {
  failed: "failed",
  "evidence-gap": "no evidence",
  "not-testable": "not testable",
  operated: "operated",
  "did-not-occur": "did not occur",
  "out-of-scope": "not tested",
};

function worst(states: readonly CellState[]): CellState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? "out-of-scope";
}

function carryingControls(criterion: CriterionId, controls: readonly ReportControl[]): readonly ReportControl[] {
  const key = controls.filter((control) => control.criteria.key.includes(criterion));
  return key.length > 0 ? key : controls.filter((control) => control.criteria.supporting.includes(criterion));
}

function weeklyStates(control: ReportControl, { weeks, weekOf, asOf }: PeriodMapInput): ReadonlyMap<string, CellState> {
  const counts = new Map<string, StateCounts[]>();
  for (const [day, each] of Object.entries(control.days)) {
    const week = weekOf(day);
    counts.set(week, [...(counts.get(week) ?? []), each]);
  }
  return new Map(
    weeks.map(({ day, interval }) => [day, weekState(control, { interval, days: counts.get(day) ?? [], asOf })]),
  );
}

function weekState(
  control: ReportControl,
  { interval, days, asOf }: { interval: Interval; days: readonly StateCounts[]; asOf: number },
): CellState {
  if (interval.start >= asOf) return "out-of-scope";
  const has = (state: keyof StateCounts) => days.some((counts) => counts[state] > 0);
  if (has("deviation")) return "failed";
  const isUnseen = control.completeness.gaps.some(
    ({ from, to }) => Date.parse(from) < interval.end && Date.parse(to) > interval.start,
  );
  if (isUnseen) return "evidence-gap";
  if (has("indeterminate")) return "not-testable";
  if (has("pass")) return "operated";
  return has("pending") ? "out-of-scope" : "did-not-occur";
}

function cellText(state: CellState, states: readonly { id: string; state: CellState }[]): string {
  const ids = states.filter((each) => each.state === state).map(({ id }) => id);
  return ids.length === 0 ? WORDS[state] : `${ids.join(", ")}: ${WORDS[state]}`;
}

function rowSentence(criterion: string, cells: readonly { week: string; state: CellState }[]): string {
  const weeks = cells.filter(({ state }) => state !== "out-of-scope");
  if (weeks.length === 0) return `${criterion} was not tested.`;
  const operated = weeks.filter(({ state }) => state === "operated" || state === "did-not-occur").length;
  const failed = weeks.filter(({ state }) => state === "failed").map(({ week }) => week);
  const blind = weeks.filter(({ state }) => state === "evidence-gap" || state === "not-testable").length;
  return [
    `${criterion} held in ${operated} of ${weeks.length} weeks`,
    failed.length === 0 ? "" : `; something failed in ${failed.length} (first in the week of ${failed[0]})`,
    blind === 0 ? "" : `; ${blind} could not be seen or tested in full`,
    ".",
  ].join("");
}
