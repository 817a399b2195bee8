import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import numbers from "./numbers.sql";
import picked from "./picked.sql";
import select from "./population.sql";
import requested from "./requested.sql";
import requests from "./requests.sql";
import wanted from "./wanted.sql";

const columns = {
  from_lo: nullable(instant("earliest moment at which the right may have begun; null: unknown")),
  entitlement: text("group, role or permission"),
  is_human: boolean("the account of a person; false: of a machine, shared or for emergencies"),
  is_tagged_test: boolean("tagged as a test account when it was created"),
  is_matched: boolean("the person, or a machine's owner, is known to HR"),
  employee_no: nullable(text("of the person, or of a machine's owner")),
  owner_employee_no: nullable(text("owner of a machine's account as its system says")),
  spell_start_at: nullable(instant("start of the last spell that had begun by then; null: none had")),
  spell_end_at: nullable(instant("end of that spell; null: none known")),
  first_start_at: nullable(instant("start of the person's first spell")),
  ask_key: nullable(text("request that the grant itself names, or the key of its group rule")),
  is_by_rule: boolean("a group rule gave it: the approval is that of the rule"),
  has_request: boolean("a request was found"),
  names_beneficiary: boolean("it says for whom"),
  names_system: boolean("it names the system of the right, or none"),
  names_entitlement: boolean("it names the entitlement, or a whole role profile"),
  request_key: nullable(text("the request found; null: none")),
  request_system: nullable(text("system it names")),
  request_entitlements: nullable(text("entitlements it names, separated by `|`; `*`: a whole role profile")),
  request_beneficiary_no: nullable(text("for whom it asks; null: for a list, or not stated")),
  is_for_another: boolean("it asks for another person than the one who got the right"),
  approval_count: integer("approvals of any worth"),
  self_count: integer("of these: by who asked, or for whom"),
  any_approval_at: nullable(instant("the first approval of any worth")),
  approved_at: nullable(instant("the first independent approval with authority")),
  approved_by: nullable(text("employee number behind it")),
  reapproved_at: nullable(instant("the first such approval after the last rejection")),
  open_at: nullable(instant("the first approval whose worth the sources leave open")),
  open_by: nullable(text("employee number behind it")),
  open_why: nullable(text("approver unknown | authority unknown | requester unknown")),
  rejected_at: nullable(instant("the last rejection")),
} as const;

/** Rights given, each with the request it rests on. */
export const grants = definePopulation({
  name: "grants",
  title: "Access grants",
  doc: `One item per right whose start was seen in the period (an event, or successive listings) in a system in scope on
that day: groups, roles and permissions, of people and of machines. Birthright entitlements are left out from the day on which
the workspace lists them. Rights that were there when first seen have no known start and are not items. The request is the
ticket the grant names, that of its group rule, or one of the 30 days before or after that names person, system and
entitlement; an approval counts by what was true when it was given.`,
  shape: "events",
  columns,
  sql: `with ${numbers},\n${picked},\n${wanted},\n${requests},\n${requested},\n${select}`,
  reads: {
    access_grant: "month",
    account: "whole",
    account_person: "whole",
    employment: "whole",
    position: "whole",
    ticket: "whole",
    ticket_approval: "whole",
    scope: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "grants", per: "system" }],
  facts: [
    { stream: "tickets", per: "*" },
    { stream: "hr.workers", per: "*" },
    { stream: "accounts", per: "system" },
  ],
});

/** A right given. */
export type Grant = ItemOf<typeof columns>;
