import { addDays, DAY_MS, type EpochMs } from "../../../base/instant.js";
import { dayAt, endOfDay } from "../../../base/zone.js";
import { nth } from "../fault.js";
import { companyRole } from "../roles.js";
import { addRows, type CompanyRows, changeRows, rowAt } from "../rows.js";
import type { CompanyPerson, CompanyWorld } from "../world.js";
import { middleOf } from "./accounts-hit.js";
import { type GivenRight, rightsOf } from "./rights.js";

/** Somebody who changed role, as far as faults must know it. */
export interface Mover {
  readonly no: string;
  readonly person: CompanyPerson;
  readonly movedAt: EpochMs;
  /** Last moment at which review and removal are in time: the end of the fifth day after. */
  readonly dueAt: EpochMs;
  readonly ticket: string;
  readonly rights: readonly GivenRight[];
}

/** The `at`-th mover whom no review of a quarter happened to look at in the days after. */
export function moverAt(rows: CompanyRows, world: CompanyWorld, at: number): Mover {
  const movers = world.people.flatMap((person) => (person.move === null ? [] : [mover(person, person.move.at, world)]));
  return nth(
    movers.filter(({ no, movedAt, dueAt }) => !reviewsOf(rows, no).some((done) => done >= movedAt && done <= dueAt)),
    at,
  );
}

/** Without a ticket the next review of a quarter is the first that looks at the access, if there is one. */
export function kindWithoutTicket(rows: CompanyRows, { no, movedAt }: Mover): string {
  return reviewsOf(rows, no).some((done) => done >= movedAt) ? "late" : "not-performed";
}

/** Somebody in support or sales changes to the other in the middle of the period, and only HR knows. */
export function unnoticed(rows: CompanyRows, world: CompanyWorld, at: number): Mover {
  const people = world.people.filter(
    ({ role, endAt, move, startAt }) =>
      (role === "SUP" || role === "SAL") && endAt === null && move === null && startAt < world.covered.start,
  );
  const person = nth(people, at);
  const next = companyRole(person.role === "SUP" ? "SAL" : "SUP");
  const movedAt = middleOf(world);
  const id = `position ${person.no}`;
  const known = rowAt(rows, "position", { where: (row) => row.id === id, at: 0 });
  changeRows(rows, "position", { where: (row) => row.id === id, to: { to_at: movedAt } });
  addRows(rows, "position", {
    ...known,
    id: `${id} 2`,
    title: next.title,
    department: next.department,
    role_code: next.code,
    from_at: movedAt,
    recorded_at: movedAt - DAY_MS,
    is_first: false,
  });
  return mover(person, movedAt, world);
}

function mover(person: CompanyPerson, movedAt: EpochMs, world: CompanyWorld): Mover {
  const dueAt = endOfDay(addDays(dayAt(movedAt, world.plan.zone), 5), world.plan.zone) - 1;
  const { no } = person;
  return { no, person, movedAt, dueAt, ticket: `ACC-${no}-2`, rights: rightsOf(person, world) };
}

/** When reviews of a quarter decided on somebody's access. */
function reviewsOf({ access_review_item }: CompanyRows, no: string): readonly EpochMs[] {
  return access_review_item.flatMap(({ subject_employee_no, decided_at }) =>
    subject_employee_no === no && decided_at !== null ? [decided_at] : [],
  );
}
