import { addDays, type Day, day, instantOf, SECOND_MS } from "../../base/instant.js";
import { emailOf } from "../access/account.js";
import { csv } from "../files.js";
import { at } from "../moments.js";
import { ARCHIVED_SINCE, COVERED } from "../plan.js";
import { Prng } from "../prng.js";
import type { SampleSource } from "../source.js";
import type { World } from "../world.js";
import type { Person } from "./person.js";

const COURSE = "Security awareness 2026";
/** The course comes round every eleven months, so that nobody is ever without one for twelve. */
const EVERY_DAYS = 325;
const LAST_DAY = "2026-06-30";

/** Courses assigned and completed: everybody within a month of joining, and again before a year has passed. */
export function trainingSource({ people, seed }: World): SampleSource {
  const random = new Prng(seed, "training");
  const rows = people.flatMap((person) => enrolments(person, random));
  const numbered = rows.map((row, index) => [88_000_001 + index, ...row]);
  const header = [
    "enrollment_id",
    "module_name",
    "user.employee_number",
    "user.email",
    "enrollment_date",
    "start_date",
    "completion_date",
    "status",
  ];
  return {
    entry: {
      id: "knowbe4-enrollments",
      mapping: "knowbe4-enrollments",
      files: "training/knowbe4-enrollments.csv",
      covers: { from: ARCHIVED_SINCE, to: COVERED.to },
      query: "GET /v1/training/enrollments?include_employee_number=true&exclude_archived_users=false",
      count: rows.length,
    },
    files: [csv("training/knowbe4-enrollments.csv", header, numbered)],
  };
}

function enrolments(person: Person, random: Prng): readonly (readonly string[])[] {
  return person.spells.flatMap(({ startDay, end }) => {
    const until = end === undefined || end.lastDay > LAST_DAY ? LAST_DAY : end.lastDay;
    const found: (readonly string[])[] = [];
    for (let due = addDays(day(startDay), random.between(6, 19)); due <= until; due = addDays(due, EVERY_DAYS)) {
      const done = outsideLeave(due, person);
      const assigned = instantOf(at(addDays(due, -5), "09:00"));
      const completed = instantOf(at(done, "13:20", person.zone) + random.between(0, 9_000) * SECOND_MS);
      found.push([COURSE, person.no, emailOf(person), assigned, completed, completed, "Passed"]);
    }
    return found;
  });
}

/** Nobody learns while on leave: then the course is done in the week before. */
function outsideLeave(due: Day, { leave }: Person): Day {
  return leave !== undefined && due >= leave.from && due <= leave.to ? addDays(day(leave.from), -6) : due;
}
