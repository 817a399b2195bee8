import { definePopulation, type ItemOf } from "../../assess/population.js";
import { instant, integer, nullable, text } from "../../model/table.js";
import { jointList } from "../kit/joint-list.js";
import { type StandingActivity, standingActivities } from "../kit/standing-activities.js";
import sql from "./roles.sql";

const reviews = standingActivities({
  name: "reviews",
  title: "Reviews of the organisation due",
  doc: "",
  label: "organisation review",
  kind: "organisation-review",
  parts: [],
  isActOfPeriod: true,
  stream: "org.roles",
});

const columns = {
  role: text("the role"),
  vacant_from: nullable(instant("when its longest vacancy that touches the period began; null: none")),
  vacant_to: nullable(instant("when it ended; null: still vacant at the period's end, or none")),
  unknown_holders: integer("entries of the role whose holder HR does not know"),
} as const;

const roles = definePopulation({
  name: "roles",
  title: "Security roles",
  doc: "",
  shape: "events",
  columns,
  sql,
  reads: { register_entry: "whole", employment: "whole" },
  carriesIn: false,
  triggers: [{ stream: "org.roles", per: "*" }],
  facts: [{ stream: "hr.workers", per: "*" }],
});

/** Reviews of the organisation chart, and the roles that security rests on. */
export const organisationAndRoles = jointList({
  name: "organisation-and-roles",
  title: "Reviews of the organisation due, and security roles",
  doc: `One item for the review in force when the period began, and one for each of the period: the time after it. One item per
security role that existed in the period, with its longest vacancy: time in which no entry of the role names somebody who
works here. Records: activity kind \`organisation-review\` (approved_at, approved_by); register \`security-role\` (key = the role,
owner = employee number of its holder, from_at, to_at); a delegate is another entry of the same role. A role ends with an
entry that names nobody and has an end.`,
  lists: [
    { word: "review", of: reviews },
    { word: "role", of: roles },
  ],
});

export type OrganisationItem = ItemOf<(typeof organisationAndRoles)["columns"]>;
type SecurityRole = ItemOf<typeof columns>;

/** Whether the item is a cycle of reviews. */
export function isReview(item: OrganisationItem): item is OrganisationItem & StandingActivity {
  return item.list === "review";
}

/** Whether the item is a role. */
export function isRole(item: OrganisationItem): item is OrganisationItem & SecurityRole {
  return item.list === "role";
}
