import { type Duty, duties } from "../kit/duties.js";

/** Sessions of people on production data. */
export const dataSessions = duties({
  name: "data-sessions",
  title: "Human sessions on production data",
  doc: `One item per session of a person on a store of production data, or on a console that shows customer data, that began
in the period, and those from before it that were still open on its first day. Sessions of machines are left out where the
source tells them apart; the log of the database or of the access tool makes the list, never the tickets. Records: duty kind
\`data-session\` (subject: the store; unit: system or team; owner: employee number of who it was; opened_at, closed_at;
ticket_key; outcome \`emergency\` for declared emergencies), steps \`approved\` (actor: who approved) and \`logged\` (value: where
the commands or queries are).`,
  kinds: { "data-session": "session" },
  steps: ["approved", "logged"],
  stream: "data.sessions",
  facts: [{ stream: "tickets", per: "*" }],
});

/** A session on production data. */
export type DataSession = Duty<"approved" | "logged">;
