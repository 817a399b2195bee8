import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import { LEAVE_LIST_SQL, LEAVES } from "../kit/leave-list.js";
import sql from "./cycles.sql";

const columns = {
  zone: text("zone of the work location, in which days are counted"),
  subject_from_at: nullable(instant("start of the work, of the spell before where one led into the other")),
  subject_to_at: nullable(instant("end of the spell; null: none known")),
  cycle_from: nullable(instant("the evaluation with which the cycle began; null: none since the start")),
  next_at: nullable(instant("the next evaluation; null: none")),
  is_first: boolean("the cycle in force when the period, or the work, began"),
  has_undated: boolean("an evaluation is recorded without a date"),
  leaves: LEAVES,
} as const;

const cycles = definePopulation({
  name: "cycles",
  title: "Evaluations due",
  doc: "",
  shape: "events",
  columns,
  sql: sql.replace("leave-list", `\n  ${LEAVE_LIST_SQL}\n`),
  reads: { employment: "whole", position: "whole", leave: "whole", activity: "whole" },
  carriesIn: false,
  triggers: [{ stream: "hr.workers", per: "*" }],
  facts: [
    { stream: "hr.evaluations", per: "*" },
    { stream: "hr.leaves", per: "*" },
  ],
});
const violations = duties({
  name: "violations",
  title: "Policy violations",
  doc: "",
  kinds: { "policy-violation": "policy violation" },
  steps: [],
  stream: "hr.evaluations",
});

/** Evaluations of the people who work here, and the policy violations to be followed up. */
export const evaluations = jointList({
  name: "evaluations",
  title: "Evaluations due, and policy violations",
  doc: `One item per person employed in the period (contractors are left out) and time between two evaluations that touches
it; the first time begins with the work, and a conversion or a return on the same day starts none; who becomes a contractor is
an item until then. One item per policy violation recorded in the period, and per older one that was still open on its first
day. Records: activity kind \`evaluation\` (subject = employee number); duty kind \`policy-violation\` (opened_at = recorded, due_at
where one is stated, closed_at = followed up).`,
  lists: [
    { word: "evaluation", of: cycles },
    { word: "violation", of: violations },
  ],
});

export type EvaluationItem = ItemOf<(typeof evaluations)["columns"]>;
export type EvaluationCycle = ItemOf<typeof columns>;

/** Whether the item is a person's time between two evaluations. */
export function isEvaluation(item: EvaluationItem): item is EvaluationItem & EvaluationCycle {
  return item.list === "evaluation";
}

/** Whether the item is a violation. */
export function isViolation(item: EvaluationItem): item is EvaluationItem & Duty {
  return item.list === "violation";
}
