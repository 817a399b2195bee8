import { type EntryStateItem, entryStates } from "../kit/entry-states.js";

const ASPECTS = ["enrolled", "disk_encrypted", "os_lag_days", "screen_lock"] as const;

/** Devices that used systems of the company, over time. */
export const devices = entryStates({
  name: "devices",
  title: "Devices that used company systems, over time",
  doc: `One item per device that was in use at any moment of the period, by stretches in which nothing that is known of it
changes. The identity provider's log of devices makes the list, not the device management: what is not enrolled is on it too.
Records: register \`device\`, key its serial or id, owner, in use from and to; aspects \`enrolled\` (true, false, or container: a
personal phone with a managed container), seen as of the inventory's own time, and \`disk_encrypted\` (true, false),
\`os_lag_days\` (days by which its system is behind the newest release) and \`screen_lock\` (true, false), seen when the device
last reported. Approved exceptions of kind \`device\` cover a device by its key.`,
  label: "device",
  register: "device",
  aspects: ASPECTS,
  exceptions: ["device"],
  stream: "devices",
});

/** One device with its stretches. */
export type Device = EntryStateItem<(typeof ASPECTS)[number]>;
