import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import lines from "./lines.sql";
import select from "./population.sql";

const columns = {
  period_key: text("the quarter, for example 2026-Q1"),
  interval_from: instant("when the quarter began; it ended at occurred_at"),
  is_recorded: boolean("there is a record of a review"),
  listing_at: nullable(instant("when the reviewed listing was extracted; null: undated")),
  listing_count: nullable(integer("lines in the reviewed listing")),
  system_count: nullable(integer("accounts the system itself counted at that time")),
  signed_off_at: nullable(instant("when it was signed off; null: not")),
  signed_off_by: nullable(text("employee number of who signed off")),
  is_population_complete: nullable(boolean("the record says that all users and privileged roles are in it")),
  line_count: integer("lines of the review that are known"),
  undecided_count: integer("of these: without a decision"),
  odd_count: integer("of these: with a decision that is neither keep, change nor remove"),
  removal_count: integer("of these: to be removed or changed"),
  open_count: integer("of these: not seen to be carried out"),
  open_decided_at: nullable(instant("the earliest decision that was not carried out")),
  slowest_decided_at: nullable(instant("decision of the removal that took longest")),
  slowest_executed_at: nullable(instant("when that was carried out")),
  self_count: integer("lines decided by the person whose access it is"),
  unknown_count: integer("lines of which the reviewer, or whose access it is, is not known"),
} as const;

/** Access reviews that were due, held or not. */
export const accessReviews = definePopulation({
  name: "access-reviews",
  title: "Access reviews due",
  doc: `One item per system and calendar quarter, for every system in scope when the quarter ended: the calendar and the
scope make the list, never the reviews that were held. The moment is the end of the quarter. Quarters that ended up to 92 days
before the period are looked at too, because their review may have been due in it. Of several records of one review the one
that is signed off and complete counts, then the earliest.`,
  shape: "events",
  columns,
  sql: `with ${lines},\n${select}`,
  reads: {
    scope: "whole",
    calendar: "whole",
    access_review: "whole",
    access_review_item: "whole",
    employment: "whole",
    account: "whole",
    account_person: "whole",
  },
  triggers: [],
  facts: [
    { stream: "access-reviews", per: "system" },
    { stream: "hr.workers", per: "*" },
  ],
});

/** Per line of the reviews that count: whether who decided is whose access it is; `null` when either is not known. */
export const OWN_LINES = {
  sql: `with ${lines}
select id as id,
  case when is_nobodys = 1 then false when subject_person is not null and reviewer_person is not null then subject_person = reviewer_person end as is_own
from line`,
  columns: { id: text("the line"), is_own: nullable(boolean("decided by whose access it is; null: not known")) },
  reads: ["access_review", "access_review_item", "employment", "account", "account_person"],
} as const;

/** A review that was due. */
export type AccessReview = ItemOf<typeof columns>;
