import { duties } from "../kit/duties.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "retention-stores",
  title: "Data stores with a retention rule over time, and disposal jobs",
  doc: `One item per data store with a retention rule that was in use at any moment of the period, by stretches in which nothing
that is known of it changes, and one per disposal job that began in the period or still ran on its first day. Records:
register \`retention-store\` (class = which limit of the schedule holds, \`backup\` for backups) with the aspects \`lifecycle\`
(true, false: whether old records are removed by themselves) and \`oldest_age_days\` (a number: age of the oldest record); duty
\`disposal-job\` (subject = the store, opened_at = started, closed_at = ended, outcome \`success\` or \`failure\`) with the step
\`logged\` (value = what was disposed of). Approved exceptions of kind \`legal-hold\` (id = the case) cover a store by its key.`,
} as const;

const stores = entryStates({
  ...ABOUT,
  label: "store",
  register: "retention-store",
  aspects: ["lifecycle", "oldest_age_days"],
  exceptions: ["legal-hold"],
  stream: "retention",
});
const jobs = duties({ ...ABOUT, kinds: { "disposal-job": "disposal job" }, steps: ["logged"], stream: "retention" });

/** Stores over time (`item_kind` state) and disposal jobs (`item_kind` disposal). */
export const retentionStores = statesWith({ ...ABOUT, states: stores, events: jobs, eventKind: "disposal" });

/** A store with its stretches, or a disposal job. */
export type RetentionItem = BothItem<typeof retentionStores>;
