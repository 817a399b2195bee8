import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { LEAVE_LIST_SQL, LEAVES } from "../kit/leave-list.js";
import sql from "./population.sql";

const columns = {
  is_first: boolean("the clock began with the work; false: with the last completion"),
  worker_type: text("employee | contractor | intern"),
  zone: text("zone of the work location, in which days are counted"),
  started_at: instant("when the clock began: start of the spell, or the completion before"),
  completed_at: nullable(instant("the next completion; null: none")),
  end_at: nullable(instant("end of the spell; null: none known")),
  leaves: LEAVES,
  has_undated_completion: boolean("a completion since is recorded without a time"),
} as const;

/** Security-awareness training that fell due for people at work in the period. */
export const trainingDues = definePopulation({
  name: "training-dues",
  title: "Security-awareness training due",
  doc: `One item per person at work in the period (employees, contractors, interns) and clock that was running: from the start
of the work, or from a completion, until the next completion. The control's promise says when each was due; those due before the
period and met before it, or due after it, are not applicable. The moment shown is the usual due date (30 days after the start,
365 after a completion), held inside the period. A change from contractor to employee starts no new clock.`,
  shape: "events",
  columns,
  sql: sql.replace("leave-list", `\n  ${LEAVE_LIST_SQL}\n`),
  reads: { employment: "whole", position: "whole", leave: "whole", training_completion: "whole" },
  carriesIn: false,
  triggers: [{ stream: "hr.workers", per: "*" }],
  facts: [
    { stream: "training.completions", per: "*" },
    { stream: "hr.leaves", per: "*" },
  ],
});

/** A training that was due, or a clock that still runs. */
export type TrainingDue = ItemOf<typeof columns>;
