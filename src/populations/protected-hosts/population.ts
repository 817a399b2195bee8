import { duties } from "../kit/duties.js";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";

const ABOUT = {
  name: "protected-hosts",
  title: "Devices and servers with malware protection over time, and detections",
  doc: `One item per device or server that had to be protected at any moment of the period, by stretches in which nothing that
is known of it changes, and one per detection of malware that began in the period or was still open on its first day.
Records: register \`protected-host\`, key its name, in use from and to, aspects \`agent_healthy\` and \`signatures_current\`
(true, false, or image: an immutable container whose image is scanned instead); duty \`malware-detection\` with its subject (the
host), opened_at when it was detected, closed_at when it was dealt with. Approved exceptions of kind \`malware\` cover a host by
its key. Detections tagged as tests when they were made are not applicable.`,
} as const;

const hosts = entryStates({
  ...ABOUT,
  label: "host",
  register: "protected-host",
  aspects: ["agent_healthy", "signatures_current"],
  exceptions: ["malware"],
  stream: "endpoint.protection",
});

const detections = duties({
  ...ABOUT,
  kinds: { "malware-detection": "malware detection" },
  steps: [],
  stream: "endpoint.protection",
});

/** Hosts over time (`item_kind` state) and detections (`item_kind` detection). */
export const protectedHosts = statesWith({ ...ABOUT, states: hosts, events: detections, eventKind: "detection" });

/** A host with its stretches, or a detection. */
export type ProtectedHost = BothItem<typeof protectedHosts>;
