import { type EntryStateItem, entryStates } from "../kit/entry-states.js";

const ASPECTS = ["retention_days", "oldest_record_at"] as const;

/** Log stores over time: how long they are told to keep, and what they still hold. */
export const logStores = entryStates({
  name: "log-stores",
  title: "Log stores over time",
  doc: `One item per log store that was in use at any moment of the period, by stretches in which nothing that is known of it
changes. Records: register \`log-store\`, key its name, in use from and to; aspects \`retention_days\` (days it is told to keep;
\`never\`: nothing expires) and \`oldest_record_at\` (the time of the oldest record found in it, as epoch milliseconds; from_at
is when somebody asked). Approved exceptions of kind \`logging\` cover a store by its key.`,
  label: "log store",
  register: "log-store",
  aspects: ASPECTS,
  exceptions: ["logging"],
  stream: "log.stores",
});

/** One log store with its stretches. */
export type LogStore = EntryStateItem<(typeof ASPECTS)[number]>;
