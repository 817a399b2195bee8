import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import accountEndings from "./account-endings.sql";
import endedSpells from "./ended-spells.sql";
import select from "./population.sql";
import secondSource from "./second-source.sql";

const columns = {
  employee_no: text("the HR system's number"),
  worker_type: text("employee | contractor | intern"),
  end_at: instant("effective termination"),
  end_recorded_at: nullable(instant("when HR entered it; null: HR does not say")),
  is_involuntary: boolean("the stricter promise holds"),
  is_garden_leave: boolean("HR stated beforehand that access ends at another moment than the spell"),
  is_continued: boolean("another spell of the same person covers the end: a conversion, not a departure"),
  next_start_at: nullable(instant("when the next spell of the same person began; null: none")),
  next_approved_at: nullable(instant("when that spell was approved")),
  first_system: nullable(text("an identity provider of theirs, or in scope where they have no account")),
  last_system: nullable(text("another of these, or the same")),
  system_count: integer("how many of these there are"),
  account_count: integer("their accounts in identity providers that could sign in during the spell"),
  on_count: integer("of these: still able to sign in when last seen"),
  on_seen_at: nullable(instant("the last moment one of them was seen so")),
  off_lo: nullable(instant("earliest moment at which the last of the others could no longer sign in; null: unknown")),
  off_hi: nullable(instant("latest such moment; null: none ended")),
  is_state_unknown: boolean("the state of an account is missing, or a word nobody here knows"),
  sessions_revoked_at: nullable(instant("when the sessions of the last of them had been ended; null: not of all")),
  last_sign_in_at: nullable(instant("last successful sign-in after the end of work")),
  nobodys_accounts: integer("accounts of these systems without person, number or address: one may be theirs"),
} as const;

/** Departures, each spell once, with what the identity provider says of the worst of the person's accounts. */
export const leavers = definePopulation({
  name: "leavers",
  title: "Leavers",
  doc: `One item per spell of work, of employees and contractors alike, that ended in the period according to HR; never from
the list of disabled accounts. The moment is the effective end, or the end of access where HR stated one in writing
beforehand (garden leave). Cancelled ends are out. An end of before the period whose account could still sign in on its first
day, or in a state that nobody saw, is carried in. Accounts are those that resolve to the person in systems of kind idp; of several, the last to end counts.`,
  shape: "events",
  columns,
  sql: `with ${endedSpells},\n${accountEndings},\n${select}`,
  reads: {
    employment: "whole",
    position: "whole",
    scope: "whole",
    account: "whole",
    account_person: "whole",
    account_state: "whole",
    session_revocation: "whole",
    sign_in: "from",
  },
  triggers: [{ stream: "hr.workers", per: "*" }],
  facts: [
    { stream: "accounts", per: "system", attribute: "idp" },
    { stream: "account-events", per: "system", attribute: "idp" },
    { stream: "sign-ins", per: "system", attribute: "idp" },
    { stream: "session-revocations", per: "system", attribute: "idp" },
  ],
  secondSource: {
    title: "Leavers according to payroll",
    sql: secondSource,
    reads: ["employment", "payroll_end", "calendar"],
    stream: "payroll.leavers",
  },
});

/** A departure with its facts. */
export type Leaver = ItemOf<typeof columns>;
