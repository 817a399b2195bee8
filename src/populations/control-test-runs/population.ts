import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import sql from "./runs.sql";

const columns = {
  period_key: text("the day, in the organisation's zone"),
  interval_from: instant("its first moment"),
  interval_to: instant("first moment after it"),
  run_at: nullable(instant("first run of the day that succeeded; null: none")),
  before_at: nullable(instant("last run that succeeded before that one, or before the day's end")),
  after_at: nullable(instant("first run that succeeded after the day")),
  failed_at: nullable(instant("first run of the day that failed")),
  retried_at: nullable(instant("first run that succeeded after that failure")),
  is_undated: boolean("a run of the day is recorded without a time"),
  unstated: integer("runs of the day of which the record does not say how they ended"),
  unclear: integer("runs of the day with a result that nobody knows"),
} as const;

const runs = definePopulation({
  name: "runs",
  title: "Runs of the control tests due",
  doc: "",
  shape: "events",
  columns,
  sql,
  reads: { scope: "whole", calendar: "whole", activity: "whole" },
  triggers: [],
  facts: [{ stream: "control.tests", per: "*" }],
});
const failures = duties({
  name: "failures",
  title: "Failures of control tests",
  doc: "",
  kinds: { "control-failure": "control failure" },
  steps: ["exception_opened"],
  stream: "control.tests",
});

/** Runs of the control tests, one for each day, and the failures they found. */
export const controlTestRuns = jointList({
  name: "control-test-runs",
  title: "Runs of the control tests due, and failures they found",
  doc: `One item per day of the organisation's calendar in the period, whether or not the tests ran, and one per failure that a
run found. Records: activity kind \`control-test-run\` (performed_at = completed, result \`success\` when the tests could be
run, whatever they found, and \`failure\` when the run itself broke off); duty kind \`control-failure\` (opened_at = found)
with the step \`exception_opened\`.`,
  lists: [
    { word: "run", of: runs },
    { word: "failure", of: failures },
  ],
});

export type ControlTestItem = ItemOf<(typeof controlTestRuns)["columns"]>;
export type ControlTestRun = ItemOf<typeof columns>;

/** Whether the item is a day on which the tests were due. */
export function isRun(item: ControlTestItem): item is ControlTestItem & ControlTestRun {
  return item.list === "run";
}

/** Whether the item is a failure that a run found. */
export function isFailure(item: ControlTestItem): item is ControlTestItem & Duty<"exception_opened"> {
  return item.list === "failure";
}
