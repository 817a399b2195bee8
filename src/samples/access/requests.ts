import { addDays, DAY_MS, day, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { at } from "../moments.js";
import { managerOn, type Person } from "../people/person.js";
import { leadNo } from "../people/staff.js";
import { COMPANY, COVERED } from "../plan.js";
import type { Ticket } from "../tickets.js";
import type { World } from "../world.js";
import type { Grant } from "./account.js";

/**
 * The requests behind every right given since the tickets are covered: one for each person, system and role, asked
 * for by the People team, approved by the manager on the first morning of the role, before anything is given; and
 * for every mover the review of what the old role held.
 */
export function accessTickets({ people, accounts }: World): readonly Ticket[] {
  const given = accounts.flatMap(({ grants }) => grants.filter(isAskedFor));
  const groups = new Map<string, Grant[]>();
  for (const grant of given) {
    const key = [grant.roleDay, grant.person.no, grant.system].join("/");
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  const ordered = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const requests = ordered.map(([, grants], index) => request(grants, index));
  const moved = people.filter(({ moves }) => moves.some(({ kind }) => kind === "role"));
  const reviews = moved.flatMap((person, index) => moverReview(person, index));
  return [...requests, ...reviews];
}

function isAskedFor({ isBirthright, roleDay }: Grant): boolean {
  return !isBirthright && roleDay >= COVERED.from;
}

function request(grants: readonly Grant[], index: number): Ticket {
  const [first] = grants;
  if (first === undefined) throw new RangeError("a request for nothing");
  const { person, system, roleDay } = first;
  const approver = managerOn(person, roleDay) ?? leadNo("EXEC");
  const approvedAt = at(roleDay, "09:30", person.zone) + (index % 50) * MINUTE_MS;
  return {
    key: `ACC-${101 + index}`,
    kind: "Access request",
    summary: `Access to ${system} for ${person.no}`,
    createdAt: at(addDays(day(roleDay), -5), "14:00", COMPANY.zone),
    reporterNo: askerFor(approver),
    approval: { by: approver, at: approvedAt },
    resolvedAt: Math.max(...grants.map(({ from }) => from)) + HOUR_MS,
    beneficiaryNo: person.no,
    system,
    entitlements: grants.map(({ entitlement }) => entitlement),
    labels: ["access-request"],
  };
}

function moverReview(person: Person, index: number): readonly Ticket[] {
  return person.moves
    .filter(({ kind }) => kind === "role")
    .map((move) => {
      const createdAt = at(move.day, "09:20", person.zone);
      return {
        key: `ACC-${701 + index}`,
        kind: "Mover review",
        summary: `Review of entitlements after the move of ${person.no}`,
        createdAt,
        reporterNo: askerFor(move.managerNo),
        approval: { by: move.managerNo, at: createdAt + 26 * HOUR_MS },
        resolvedAt: createdAt + 2 * DAY_MS,
        beneficiaryNo: person.no,
        labels: ["mover"],
      };
    });
}

/** The People team asks; for its own people the chief executive does, since nobody approves what they asked for. */
function askerFor(approver: string): string {
  return approver === leadNo("PPL") ? leadNo("EXEC") : leadNo("PPL");
}
