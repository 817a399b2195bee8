import { addDays, type Day, type EpochMs, HOUR_MS } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import { endOfDay, startOfDay } from "../../base/zone.js";
import { daysBetween, weekdays } from "../moments.js";
import { FAMILY_NAMES, GIVEN_NAMES } from "../names.js";
import { Prng } from "../prng.js";
import type { CompanyPlan } from "./plan.js";
import { ROLES, type RoleCode } from "./roles.js";

/** Somebody who works at the company for one spell. */
export interface CompanyPerson {
  /** Employee number, for example `E-1001`. */
  readonly no: string;
  readonly personId: string;
  /** Name as HR prints it; people share names. */
  readonly name: string;
  /** Address, in lower case; that of somebody who left may be given again. */
  readonly address: string;
  readonly type: "employee" | "contractor";
  readonly role: RoleCode;
  readonly managerNo: string | null;
  readonly startDay: Day;
  readonly startAt: EpochMs;
  readonly endDay: Day | null;
  /** End of work: the end of the last day. */
  readonly endAt: EpochMs | null;
  readonly isInvoluntary: boolean;
  /** A change of role inside the period. */
  readonly move: { readonly at: EpochMs; readonly role: RoleCode } | null;
}

/** The company as areas see it: the plan, and who works there. */
export interface CompanyWorld {
  readonly plan: CompanyPlan;
  readonly period: Interval;
  /** First moment that registers and logs cover, and the first that they no longer do. */
  readonly covered: Interval;
  readonly people: readonly CompanyPerson[];
  /** A generator of its own for one area: what one area draws changes nothing in another. */
  random(area: string): Prng;
}

/** Who there is, from a plan and its seed alone. */
export function companyWorld(plan: CompanyPlan): CompanyWorld {
  const { zone, period, coveredFrom, exportedOn } = plan;
  return {
    plan,
    period: { start: startOfDay(period.from, zone), end: endOfDay(period.to, zone) },
    covered: { start: startOfDay(coveredFrom, zone), end: startOfDay(exportedOn, zone) },
    people: peopleOf(plan),
    random: (area) => new Prng(plan.seed, area),
  };
}

/** Whether somebody worked there at a moment. */
export function isThere({ startAt, endAt }: CompanyPerson, at: EpochMs): boolean {
  return startAt <= at && (endAt === null || endAt > at);
}

/** The heads: who decides, approves and signs. They neither join, leave nor move in the period. */
export interface Heads {
  readonly chief: CompanyPerson;
  readonly security: CompanyPerson;
  readonly engineering: CompanyPerson;
  readonly people: CompanyPerson;
}

/** The first four people are the heads. */
export function headsOf({ people }: CompanyWorld): Heads {
  const [chief, security, engineering, head] = people;
  if (chief === undefined || security === undefined || engineering === undefined || head === undefined) {
    throw new RangeError("a company has at least four people");
  }
  return { chief, security, engineering, people: head };
}

function peopleOf(plan: CompanyPlan): readonly CompanyPerson[] {
  const random = new Prng(plan.seed, "people");
  const days = weekdays(daysBetween(plan.period.from, plan.period.to));
  const dayIn = (index: number, count: number): Day => {
    // Not in the first and last two weeks: deadlines around the edges are the examples' business, not the sample's.
    const inner = days.slice(10, -10);
    return inner[Math.floor((index * inner.length) / Math.max(1, count))] ?? plan.period.from;
  };
  const people: CompanyPerson[] = [];
  for (let index = 0; index < plan.people + plan.joiners; index += 1) {
    const joins = index - plan.people;
    const isHead = index < 4;
    const leaves = index - 4;
    const moves = index - 4 - plan.leavers;
    const role = roleOf(index);
    const acquired = plan.acquiredOn[joins % Math.max(1, plan.acquiredOn.length)];
    const startDay =
      joins >= 0 ? (acquired ?? dayIn(joins, plan.joiners)) : addDays(plan.coveredFrom, -300 - random.between(0, 900));
    const endDay = !isHead && leaves < plan.leavers ? dayIn(leaves, plan.leavers) : null;
    const moveDay = !isHead && moves >= 0 && moves < plan.movers ? dayIn(moves, plan.movers) : null;
    people.push({
      no: numberOf(index, plan),
      personId: `${plan.hrSystems[index % plan.hrSystems.length] ?? "hr"} p-${1001 + index}`,
      name: `${GIVEN_NAMES[index % GIVEN_NAMES.length]} ${FAMILY_NAMES[(index * 7) % FAMILY_NAMES.length]}`,
      address: addressOf({ index, joins, plan, startDay, people }),
      type: !isHead && index % 12 === 11 ? "contractor" : "employee",
      role,
      managerNo: managerOf(index, plan),
      startDay,
      startAt: startOfDay(startDay, plan.zone),
      endDay,
      endAt: endDay === null ? null : endOfDay(endDay, plan.zone),
      isInvoluntary: endDay !== null && leaves % 7 === 3,
      move: moveDay === null ? null : { at: startOfDay(moveDay, plan.zone) + 9 * HOUR_MS, role: nextRole(role) },
    });
  }
  return people;
}

/** Every HR system numbers its own people: E-1001, N-1002, Q-1003 and again E-1004. */
function numberOf(index: number, { hrSystems }: CompanyPlan): string {
  return `${["E", "N", "Q", "R"][index % hrSystems.length] ?? "E"}-${1001 + index}`;
}

/** One's own address, or that of a person who had left by then. */
function addressOf({
  index,
  joins,
  plan,
  startDay,
  people,
}: {
  index: number;
  joins: number;
  plan: CompanyPlan;
  startDay: Day;
  people: readonly CompanyPerson[];
}): string {
  const former = joins >= 0 && plan.reusesAddresses ? people[4 + joins] : undefined;
  if (former?.endDay != null && former.endDay < startDay) return former.address;
  return `${numberOf(index, plan).toLowerCase()}@${plan.id}.example`;
}

/** The chief has nobody above; the heads report to the chief, everybody else to one of the heads. */
function managerOf(index: number, plan: CompanyPlan): string | null {
  if (index === 0) return null;
  return numberOf(index < 4 ? 0 : 1 + (index % 3), plan);
}

function roleOf(index: number): RoleCode {
  if (index === 0) return "EXEC";
  if (index === 1) return "SEC";
  if (index === 2) return "ENG";
  if (index === 3) return "PPL";
  return ROLES[index % ROLES.length]?.code ?? "ENG";
}

function nextRole(role: RoleCode): RoleCode {
  return role === "ENG" ? "PLAT" : role === "PLAT" ? "ENG" : role === "SUP" ? "SAL" : "SUP";
}

/** Moments spread over a stretch of time, the first after one step; none on its edges. */
export function spread({ start, end }: Interval, count: number): readonly EpochMs[] {
  const step = (end - start) / (count + 1);
  return Array.from({ length: count }, (_, index) => Math.floor(start + (index + 1) * step));
}
