import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import accountEndings from "../leavers/account-endings.sql";
import endedSpells from "../leavers/ended-spells.sql";
import select from "./population.sql";

const lo = nullable(instant("earliest moment at which the last of the others had ended; null: unknown"));
const hi = nullable(instant("latest such moment; null: none ended"));
const seen = nullable(instant("the last moment one of them was seen so"));

const columns = {
  employee_no: text("the HR system's number"),
  end_recorded_at: nullable(instant("when HR entered the end; null: HR does not say")),
  is_involuntary: boolean("the company ended the work"),
  is_continued: boolean("another spell of the same person covers the end: a conversion, not a departure"),
  next_start_at: nullable(instant("when the next spell of the same person began; null: none")),
  next_approved_at: nullable(instant("when that spell was approved")),
  system_kind: text("app | scm | cloud | db | siem"),
  is_sso_only: boolean("the workspace declares that sign-in is possible through the identity provider only"),
  account_count: integer("their accounts in the system that could sign in during the spell"),
  on_count: integer("of these: still able to sign in when last seen"),
  on_seen_at: seen,
  off_lo: lo,
  off_hi: hi,
  is_state_unknown: boolean("the state of an account is missing, or a word nobody here knows"),
  idp_count: integer("identity providers in which they had an account"),
  idp_first: nullable(text("one of these")),
  idp_last: nullable(text("another of these, or the same")),
  idp_on_count: integer("identity-provider accounts still able to sign in when last seen"),
  idp_on_seen_at: seen,
  idp_off_lo: lo,
  idp_off_hi: hi,
  is_idp_state_unknown: boolean("the state of such an account is missing or unknown"),
  token_count: integer("personal tokens, keys and grants of their accounts that lived during the spell"),
  token_on_count: integer("of these: not revoked when last seen"),
  token_seen_at: seen,
  token_off_lo: lo,
  token_off_hi: hi,
  service_count: integer("credentials of workloads that they owned"),
  service_on_count: integer("of these: neither given to another owner nor revoked when last seen"),
  service_seen_at: seen,
  service_off_lo: lo,
  service_off_hi: hi,
  nobodys_accounts: integer("accounts of the system without person, number or address: one may be theirs"),
} as const;

/** Departures by systems outside the identity provider, one item for each pair. */
export const leaverAccounts = definePopulation({
  name: "leaver-accounts",
  title: "Leavers and the applications they used",
  doc: `One item per departure (as in the population of leavers) and system in scope on that day, identity providers left out:
applications, source control, cloud, databases. Pairs without an account stay in the list with the proof that there was none.
A pair of before the period whose account or credential was still alive on its first day, or may have been, is carried in.`,
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
    credential: "whole",
  },
  triggers: [{ stream: "hr.workers", per: "*" }],
  facts: [
    { stream: "accounts", per: "system" },
    { stream: "account-events", per: "system" },
    { stream: "credentials", per: "system" },
  ],
});

/** A departure and a system. */
export type LeaverAccount = ItemOf<typeof columns>;
