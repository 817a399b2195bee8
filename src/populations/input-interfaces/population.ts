import { duties } from "../kit/duties.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "input-interfaces",
  title: "Interfaces over time, and inputs that they rejected",
  doc: `One item per interface that took inputs at any moment of the period, by stretches in which nothing that is known of it
changes, and one per input that was rejected in the period or still unresolved on its first day; records of one key are one.
Records: register \`interface\` with the aspect \`validated\` (true, false: whether inputs are checked against its definition);
duty \`input-reject\` (subject = the interface, opened_at = rejected, closed_at = resolved, outcome \`corrected\`, \`returned\`, or
\`lost\` where nobody knows what became of it). Approved exceptions of kind \`processing\` cover an interface by its key. Rejects
of tests, tagged when they were made, are not applicable.`,
} as const;

const interfaces = entryStates({
  ...ABOUT,
  label: "interface",
  register: "interface",
  aspects: ["validated"],
  exceptions: ["processing"],
  stream: "processing",
});
const rejects = duties({ ...ABOUT, kinds: { "input-reject": "rejected input" }, steps: [], stream: "processing" });

/** Interfaces over time (`item_kind` state) and rejected inputs (`item_kind` reject). */
export const inputInterfaces = statesWith({ ...ABOUT, states: interfaces, events: rejects, eventKind: "reject" });

/** An interface with its stretches, or a rejected input. */
export type InputItem = BothItem<typeof inputInterfaces>;
