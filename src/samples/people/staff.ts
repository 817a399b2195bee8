import { addDays, day } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { FAMILY_NAMES, GIVEN_NAMES } from "../names.js";
import { COMPANY, PERIOD } from "../plan.js";
import { Prng } from "../prng.js";
import { ROLES, type Role, roleOf } from "../roles.js";
import type { Person, WorkerType } from "./person.js";

/** How many of the people of the first day are contractors, by role. */
const CONTRACTORS: Readonly<Record<string, number>> = {
  "ENG-API": 6,
  "ENG-WEB": 5,
  "ENG-PLAT": 3,
  "ENG-DATA": 2,
  SUP: 4,
};

const ZONES = ["America/New_York", "America/New_York", "America/New_York", "Europe/London", "Asia/Kolkata"] as const;

/** Everybody who works on the first day of the period, and those who join in it; nobody has left or moved yet. */
export function staff(seed: string): readonly Person[] {
  const random = new Prng(seed, "staff");
  const founders = ROLES.flatMap((role) => roleStaff(role, random));
  const numbered = founders.map((person, index) => named(person, index));
  const joiners = joinDays(random).map((startDay, index) => joiner(startDay, index, random));
  return [...numbered, ...joiners];
}

/** The first person of every role leads it: leads neither leave nor move, so that managers are always there. */
export function leadNo(role: string): string {
  const index = ROLES.findIndex(({ code }) => code === role);
  const before = ROLES.slice(0, index).reduce((sum, { head }) => sum + head, 0);
  return employeeNo(before);
}

function roleStaff(role: Role, random: Prng): readonly Omit<Person, "no" | "name">[] {
  return Array.from({ length: role.head }, (_, index) => {
    const isLead = index === 0;
    const type: WorkerType = index >= role.head - (CONTRACTORS[role.code] ?? 0) ? "contractor" : "employee";
    return {
      type,
      zone: isLead ? COMPANY.zone : random.pick(ZONES),
      role: role.code,
      managerNo: isLead ? (role.code === "EXEC" ? null : leadNo("EXEC")) : leadNo(role.code),
      spells: [{ startDay: startedOn(random, isLead) }],
      moves: [],
      hasAccounts: true,
    };
  });
}

function startedOn(random: Prng, isLead: boolean): string {
  const year = isLead ? 2020 : random.between(2021, 2025);
  const month = String(random.between(1, year === 2025 ? 9 : 12)).padStart(2, "0");
  return `${year}-${month}-${String(random.between(2, 27)).padStart(2, "0")}`;
}

function joinDays(random: Prng): readonly string[] {
  const mondays = weekdays(daysBetween(addDays(day(PERIOD.from), 4), "2026-06-22")).filter(
    (_, index) => index % 5 === 0,
  );
  return Array.from({ length: COMPANY.joiners }, () => random.pick(mondays)).sort();
}

function joiner(startDay: string, index: number, random: Prng): Person {
  const role = roleOf(random.pick(["ENG-API", "ENG-API", "ENG-WEB", "ENG-PLAT", "SUP", "SAL", "MKT", "FIN", "SEC"]));
  const person = {
    type: index % 9 === 8 ? ("contractor" as const) : ("employee" as const),
    zone: random.pick(ZONES),
    role: role.code,
    managerNo: leadNo(role.code),
    spells: [{ startDay, approvedAt: at(addDays(day(startDay), -12), "15:00", COMPANY.zone) }],
    moves: [],
    hasAccounts: true,
  };
  return named(person, COMPANY.people + index);
}

function named(person: Omit<Person, "no" | "name">, index: number): Person {
  const given = GIVEN_NAMES[index % GIVEN_NAMES.length] ?? "";
  const family = FAMILY_NAMES[(index * 5 + Math.floor(index / GIVEN_NAMES.length)) % FAMILY_NAMES.length] ?? "";
  return { ...person, no: employeeNo(index, person.type), name: `${given} ${family}` };
}

function employeeNo(index: number, type: WorkerType = "employee"): string {
  return `${type === "contractor" ? "C" : "E"}-${1001 + index}`;
}
