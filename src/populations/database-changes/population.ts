import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { duties } from "../kit/duties.js";
import steps from "./population.sql";

const base = duties({
  name: "database-changes",
  title: "Migrations and manual changes of production data",
  doc: `One item per migration that ran, and per statement by which a person wrote to a production database, in the period.
Records: duty \`database-change\` with its key, subject (the database), owner (who ran it), opened_at when it ran, outcome
(migration, manual or emergency), ticket_key; steps \`reviewed\` and \`approved\` with their actor, \`script\` with the digest of
the text that was approved, \`executed\` with the digest of the text that was run. The logs of the database and of the migration
tool make the list, never the approvals.`,
  kinds: { "database-change": "database change" },
  steps: ["reviewed", "approved", "script", "executed"],
  stream: "database.changes",
  facts: [{ stream: "tickets", per: "*" }],
});

const columns = {
  ...base.columns,
  independent_review_at: nullable(
    instant("last review by another person than who ran it, up to the run; the first after it where there is none"),
  ),
  unmatched_review_at: nullable(instant("the same of reviews by somebody who may be the person who ran it")),
  independent_approval_at: nullable(instant("the same of approvals by another person")),
  unmatched_approval_at: nullable(instant("the same of approvals by somebody who may be the person who ran it")),
  has_nameless_review: boolean("a review names nobody"),
  has_nameless_approval: boolean("an approval names nobody"),
  approved_digest: nullable(text("digest of the text put forward last, up to the run")),
  approved_text_at: nullable(instant("when that text was put forward; null: undated")),
  run_digest: nullable(text("digest of the text that was run")),
  is_run_mixed: boolean("different texts were run under this key"),
  ran_at: instant("when it was run first"),
} as const;

/** Changes of production data, each once. */
export const databaseChanges = definePopulation({
  ...base,
  carriesIn: false,
  columns,
  sql: `with ${numbers.trim()},\nbase as (${base.sql}),\n${steps}`,
});

/** One change of production data with what was reviewed, approved and run. */
export type DatabaseChange = ItemOf<typeof columns>;
