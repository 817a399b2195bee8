import { type EntryStateItem, entryStates } from "../kit/entry-states.js";

/** Systems that people sign in to, with their password, lockout and session settings over time. */
export const authSystemStates = entryStates({
  name: "auth-system-states",
  title: "Authentication systems over time",
  doc: `One item per system in scope that people sign in to (register \`auth-system\`, key: the system's id), over the part
of the period in which it was in use, with its settings over time. Records: register \`auth-system\`, aspects \`session_hours\`
(longest session in hours; \`never\`: it never ends), \`lockout_attempts\` (wrong passwords until the account is locked; \`never\`:
it is not) and \`password_min_length\`; the last two are \`none\` where the system has no passwords of its own. A time-limited
exception is an approved exception of kind \`auth-settings\` for the system.`,
  label: "authentication system",
  register: "auth-system",
  aspects: ["session_hours", "lockout_attempts", "password_min_length"],
  exceptions: ["auth-settings"],
  stream: "auth.settings",
  per: "system",
});

/** A system with its settings over time. */
export type AuthSystemItem = EntryStateItem<"session_hours" | "lockout_attempts" | "password_min_length">;
