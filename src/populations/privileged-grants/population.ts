import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import requested from "../grants/requested.sql";
import requests from "../grants/requests.sql";
import wholeGrants from "../grants/whole-grants.sql";
import { STRETCH_COLUMNS } from "../kit/columns.js";
import { factsAndMarks } from "../kit/things-over-time.js";
import stretches from "../storage-encryption/stretches.sql";
import picked from "./picked.sql";
import select from "./select.sql";
import things from "./things.sql";
import wanted from "./wanted.sql";

const columns = {
  entitlement: text("group, role or permission"),
  account_type: text("human | service | shared | break_glass | guest | bot | unknown: no listing has it"),
  is_tagged_test: boolean("tagged as a test account when it was created"),
  is_matched: boolean("the person, or a machine's owner, is known to HR"),
  ask_key: nullable(text("request that the grant itself names, or the key of its group rule")),
  has_request: boolean(
    "a request was found: that one, or one of the 30 days around that names person, system and right",
  ),
  is_request_reused: boolean("an earlier grant of the same right to the same account named the same request"),
  ticket_approved_at: nullable(instant("first independent approval of the request by somebody with authority")),
  open_approval_at: nullable(instant("first approval of it whose worth the sources leave open")),
  open_why: nullable(text("approver unknown | authority unknown | requester unknown")),
  began_lo: nullable(instant("earliest moment at which the right may have begun; null: unknown")),
  began_at: instant("latest such moment; the period's start where only its end is known"),
  ended_lo: nullable(instant("earliest moment at which it may have ended; null: still held when last seen")),
  ended_at: nullable(instant("latest moment at which it had ended; null: still held")),
  ...STRETCH_COLUMNS,
  held: nullable(text("true while it was seen to be held; null: nobody saw")),
  approved_at: nullable(instant("the newest approval by then that still stood: of the request, or on the register")),
  approved_role: nullable(text("the holder's role then; without an approval, when the right began")),
  present_role: nullable(text("the holder's role in the stretch; null: unknown")),
  holder_state: nullable(
    text("before | there | gone: whether the holder worked here in the stretch; null: nobody is known"),
  ),
} as const;

/** Administrative rights, over the time for which each was held. */
export const privilegedGrants = definePopulation({
  name: "privileged-grants",
  title: "Privileged role memberships over time",
  doc: `One item per administrative right of an account in a system in scope, over the part of the period in which it was
held; each elevation for a time is one. A right of which only the end is known was held since nobody knows when. Grants and their ends make the list, never the approvals. Cut where approvals, the holder's
job, their employment and exceptions change. Records: tickets with approvals (named by the grant, by its group rule, or by person,
system and right), and the register \`privileged-role\` (key: system/entitlement/username; owner: the holder's employee number;
listed_at: when the approval was recorded; class: the reason; an entry that ends is an approval that ended); approved exceptions of
kind \`shared-account\` (subject: system/username) for shared accounts that are checked out to one person at a time.`,
  shape: "segments",
  columns,
  sql: `with ${numbers},
${wholeGrants},
${picked},
${wanted},
${requests},
${requested},
${things},
${factsAndMarks(["held"], ["shared-account"])},
life_mark as (
  select m.thing_id as thing_id, m.at as at from mark m
  union select v.thing_id, v.at from approval_event v
  union select thing_id, stands_until from approval_event
  union select thing_id, start_at from spell
  union select thing_id, end_at from spell
  union select thing_id, from_at from job
),
${stretches.replace("from mark m", "from life_mark m")},
${select}`,
  reads: {
    scope: "whole",
    access_grant: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
    position: "whole",
    ticket: "whole",
    ticket_approval: "whole",
    register_entry: "whole",
    approved_exception: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "grants", per: "system" }],
  facts: [
    { stream: "accounts", per: "system" },
    { stream: "tickets", per: "*" },
    { stream: "privileged.approvals", per: "*" },
    { stream: "hr.workers", per: "*" },
    { stream: "hr.positions", per: "*" },
    { stream: "exceptions.approved", per: "*" },
  ],
});

/** A right with its stretches of time. */
export type PrivilegedGrant = StateItemOf<typeof columns>;
