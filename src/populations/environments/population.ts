import { definePopulation } from "../../assess/population.js";
import { nullable, text } from "../../model/table.js";
import { duties } from "../kit/duties.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";
import destination from "./population.sql";

const ABOUT = {
  name: "environments",
  title: "Environments over time, and copies of production data",
  doc: `One item per environment (account or project) that was in use at any moment of the period, by stretches in which nothing
that is known of it changes, and one per copy of production data that was made in the period. Records: register
\`environment\`, key the account or project, class production, staging or development, in use from and to, aspect \`separated\`
(true: an account or project of its own, with networks and data stores that no other environment uses); duty \`data-copy\` with
its key, subject (the environment it went to), unit (where it came from), opened_at when it was made, steps \`approved\` and
\`masked\`. Snapshot, restore and export events make the list of copies, never the approvals. Approved exceptions of kind
\`environment\` cover an environment by its key.`,
} as const;

const base = duties({
  ...ABOUT,
  kinds: { "data-copy": "data copy" },
  steps: ["approved", "masked"],
  stream: "environments",
});

const copies = definePopulation({
  ...base,
  columns: {
    ...base.columns,
    subject_class: nullable(text("class of the environment it went to; null: it is not on the register")),
  },
  sql: `with base as (${base.sql}),\n${destination}`,
  reads: { ...base.reads, register_entry: "whole" },
});

const states = entryStates({
  ...ABOUT,
  label: "environment",
  register: "environment",
  aspects: ["separated"],
  exceptions: ["environment"],
  stream: "environments",
});

/** Environments over time (`item_kind` state) and copies of production data (`item_kind` copy). */
export const environments = statesWith({ ...ABOUT, states, events: copies, eventKind: "copy" });

/** An environment with its stretches, or a copy. */
export type Environment = BothItem<typeof environments>;
