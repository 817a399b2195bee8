import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import approvals from "../changes/approvals.sql";
import identities from "../changes/identities.sql";
import mergeEvents from "../changes/merge-events.sql";
import events from "./events.sql";
import select from "./population.sql";

const columns = {
  kind: text("direct_push | rewrite | bypassed_merge | emergency_change | manual_deployment"),
  sha: nullable(text("commit")),
  number: nullable(integer("number on the forge; of a direct push: a change the forge names but no export holds")),
  bypass_at: nullable(instant("when the forge recorded that a rule was passed over")),
  named_key: nullable(text("ticket the change names, or the reason given for passing over the rule")),
  declared_at: nullable(instant("when the first ticket or incident that belongs to it was opened; null: none found")),
  approved_at: nullable(instant("first approval by a known person who did not act, and did not take it back")),
  reviewed_at: nullable(
    instant(
      "first review of the final head, or approval on the ticket after the event, by a known person who did not act",
    ),
  ),
  approvers: integer("such persons who approved"),
  reviewers: integer("such persons who reviewed"),
  unmatched_actors: integer("identities among those who acted that belong to no known person; 1 where nobody is named"),
  unmatched_approved_at: nullable(instant("first approval by an account without a person")),
  unmatched_reviewed_at: nullable(instant("first review by an account without a person")),
  unplaced_approved_at: nullable(
    instant(
      "first approval of which is not known whether it stands on the final head; at an unknown time: the event's",
    ),
  ),
  unplaced_reviewed_at: nullable(instant("the same of reviews")),
  unnamed_approved_at: nullable(instant("first approval by nobody in particular")),
  has_self_approval: boolean("somebody who acted approved"),
  has_self_review: boolean("somebody who acted reviewed"),
  tested_at: nullable(instant("first success among the checks' last runs after the event")),
  failed_checks: integer("checks whose last run after the event did not succeed"),
} as const;

/** Everything that went past the normal path of a change, all of it. */
export const emergencyChanges = definePopulation({
  name: "emergency-changes",
  title: "Emergency changes",
  doc: `All direct pushes, history rewrites, merges that passed over a rule, changes labelled as emergencies before or at
their merge, and deployments to production by hand. The first four are found by the same query as the population of
changes. Out: the first commit of a repository. A change merged past a rule and labelled as an emergency is one item.
Those of the 31 days before the period are carried in while their review was still missing on its first day.`,
  shape: "events",
  columns,
  sql: `with ${identities},\n${mergeEvents},\n${events},\n${approvals},\n${select}`,
  // Reviews carry the month of their merge; checks are looked for after the event only.
  reads: {
    scope: "whole",
    landed_commit: "whole",
    far_landing: "whole",
    change: "whole",
    far_change: "whole",
    change_party: "month",
    review: "month",
    protection_bypass: "whole",
    deployment: "month",
    check_result: "from",
    ticket: "whole",
    ticket_approval: "whole",
    incident: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
  },
  triggers: [
    { stream: "repo.landed", per: "repository" },
    { stream: "repo.changes", per: "repository" },
    { stream: "repo.bypasses", per: "repository" },
    { stream: "deployments", per: "*" },
  ],
  facts: [
    { stream: "repo.reviews", per: "repository" },
    { stream: "repo.checks", per: "repository" },
    { stream: "tickets", per: "*" },
    { stream: "accounts", per: "system", attribute: "scm" },
    { stream: "hr.workers", per: "*" },
  ],
});

/** One emergency with its facts. */
export type EmergencyItem = ItemOf<typeof columns>;
