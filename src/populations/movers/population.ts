import { definePopulation, type ItemOf } from "../../assess/population.js";
import { instant, integer, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import requested from "../grants/requested.sql";
import requests from "../grants/requests.sql";
import wholeGrants from "../grants/whole-grants.sql";
import { systemListSql, withScopedSystems } from "../kit/system-list.js";
import held from "./held.sql";
import moves from "./moves.sql";
import select from "./population.sql";
import scope from "./scope.sql";

const columns = {
  employee_no: nullable(text("the HR system's number; null: HR has no employment of that person")),
  role_before: nullable(text("role profile before; null: HR has none")),
  role_after: nullable(text("role profile after")),
  end_at: nullable(instant("end of the spell; null: none known")),
  reviewed_at: nullable(instant("when a review of the person's entitlements was done; null: not seen")),
  review_count: integer("records of such a review, done or not"),
  systems: nullable(text("systems in which the person had an account, joined by |; null: in none")),
  peer_count: integer("other people in the new role at that moment"),
  held_count: integer("entitlements held when moving, birthright left out"),
  outside_count: integer("of these: not held by everybody else in the new role"),
  open_count: integer("of these: neither removed nor agreed to be kept when last seen"),
  open_seen_at: nullable(instant("the last moment one of them was seen so")),
  open_first: nullable(text("a system of these")),
  open_last: nullable(text("another system of these, or the same")),
  open_systems: integer("how many systems these are in"),
  settled_lo: nullable(instant("earliest moment at which the last of the others was settled; null: unknown")),
  settled_hi: nullable(instant("latest such moment; null: none was")),
  new_count: integer("entitlements given in the 30 days after the move"),
  approved_count: integer("of these: approved before, by somebody independent with authority"),
  unapproved_count: integer("of these: without such an approval, as far as tickets are known"),
  last_doubt_at: nullable(instant("when the last of those not surely approved was given")),
} as const;

/** Changes of role, department or manager, with what became of the person's access. */
export const movers = withScopedSystems(
  definePopulation({
    name: "movers",
    title: "Movers",
    doc: `One item per change of position in the period according to HR: role, department or manager, and the change from
contractor to employee. A first position after a break is a joiner's. Entitlements held when moving are settled when they were
removed, when a request for keeping them was approved (from 30 days before HR knew), or when a reviewer kept them; birthright
ones are left out. What everybody else in the new role held at that moment belongs to the role. A review is a ticket for the
person labelled mover or access-review, when it was resolved, or a decision in an access review after the move. A move of
before the period is carried in while the person works here and holds what was unsettled on its first day.`,
    shape: "events",
    columns,
    sql: `with ${numbers},\n${scope},\n${moves},\n${requests},\n${wholeGrants},\n${held},\n${requested},\n${select.replace("(own-system-list)", `(\n${systemListSql("own_system", "move_id")}\n)`)}`,
    reads: {
      position: "whole",
      employment: "whole",
      account: "whole",
      account_person: "whole",
      access_grant: "whole",
      access_review: "whole",
      access_review_item: "whole",
      ticket: "whole",
      ticket_approval: "whole",
      scope: "whole",
    },
    triggers: [
      { stream: "hr.positions", per: "*" },
      { stream: "hr.workers", per: "*" },
    ],
    facts: [
      { stream: "accounts", per: "system" },
      { stream: "grants", per: "system" },
      { stream: "tickets", per: "*" },
    ],
  }),
);

/** A move. */
export type Mover = ItemOf<(typeof movers)["columns"]>;
