import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { jointList } from "../kit/joint-list.js";
import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";
import sql from "./badges.sql";

const columns = {
  badge: text("number of the badge"),
  is_holder_known: boolean("HR knows the holder"),
  left_at: nullable(
    instant("when the holder's work ended, of a badge given later when it was given; null: the holder is unknown"),
  ),
  back_at: nullable(instant("when the holder's next spell began; null: none")),
  removed_at: nullable(instant("when the badge ended; null: it is active")),
} as const;

const badges = definePopulation({
  name: "badges",
  title: "Badges of leavers",
  doc: "",
  shape: "events",
  columns,
  sql,
  reads: { register_entry: "whole", employment: "whole" },
  triggers: [
    { stream: "facilities", per: "*" },
    { stream: "hr.workers", per: "*" },
  ],
  facts: [],
});
const badgeReviews = standingActivities({
  name: "badge-reviews",
  title: "Badge reviews due",
  doc: "",
  label: "badge review",
  kind: "badge-review",
  parts: [],
  isActOfPeriod: true,
  stream: "facilities",
});
const providerReviews = standingActivities({
  name: "provider-reviews",
  title: "Reviews of providers' reports due",
  doc: "",
  label: "facility provider review",
  kind: "facility-provider-review",
  parts: [],
  isActOfPeriod: true,
  stream: "facilities",
});

/** Badges of people who left, reviews of who holds one, and of the reports of those who run the data centres. */
export const physicalAccess = jointList({
  name: "physical-access",
  title: "Badges of leavers, and reviews of physical access due",
  doc: `One item per badge and end of its holder's work in the period according to HR, and per older one that was still active on
its first day and whose holder was not back; a badge given after the last end counts from when it was given. Badges in force whose holder HR does not know are in too, badges that name nobody are not. One
item for the review in force when the period began, and one for each of the period, of badges and of providers' reports.
Records: register \`badge\` (key = its number, owner = employee number of the holder, from_at, to_at = taken back or
switched off); activity kinds \`badge-review\` and \`facility-provider-review\`.`,
  lists: [
    { word: "badge", of: badges },
    { word: "badge-review", of: badgeReviews },
    { word: "provider-review", of: providerReviews },
  ],
});

export type PhysicalAccessItem = ItemOf<(typeof physicalAccess)["columns"]>;
type Badge = ItemOf<typeof columns>;

/** Whether the item is a badge. */
export function isBadge(item: PhysicalAccessItem): item is PhysicalAccessItem & Badge {
  return item.list === "badge";
}

/** Whether the item is a cycle of badge reviews. */
export function isBadgeReview(item: PhysicalAccessItem): item is PhysicalAccessItem & StandingActivity {
  return item.list === "badge-review";
}

/** Whether the item is a cycle of reviews of providers' reports. */
export function isProviderReview(item: PhysicalAccessItem): item is PhysicalAccessItem & StandingActivity {
  return item.list === "provider-review";
}
