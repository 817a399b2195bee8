import { addDays, type Day, day, type EpochMs } from "../../base/instant.js";
import { endOfDay, startOfDay } from "../../base/zone.js";
import { emailOf } from "../access/account.js";
import type { CompanyPlan } from "../company/plan.js";
import type { RoleCode } from "../company/roles.js";
import type { CompanyPerson, CompanyWorld } from "../company/world.js";
import type { Person, Spell } from "../people/person.js";
import { leadNo } from "../people/staff.js";
import { CLOUD_ACCOUNT, COMPANY, COVERED, PERIOD, REPOSITORIES } from "../plan.js";
import { Prng } from "../prng.js";
import type { World } from "../world.js";

/** Since when the registers hold what is done every so often: long enough for everything that is done once a year. */
const KEPT_SINCE = day("2025-01-01");

/**
 * The company as the areas of `samples/company` see it: what they write of policies, vendors, devices and the like is
 * then about Tarnbrook's own people, systems and repositories. The four heads come first, as the areas expect.
 */
export function companyView({ people, seed }: World): CompanyWorld {
  const plan = companyPlan(seed);
  const heads = [leadNo("EXEC"), leadNo("SEC"), leadNo("ENG-PLAT"), leadNo("PPL")];
  const first = heads.flatMap((no) => people.filter((person) => person.no === no));
  const others = people.filter(({ no }) => !heads.includes(no));
  return {
    plan,
    period: { start: startOfDay(plan.period.from, plan.zone), end: endOfDay(plan.period.to, plan.zone) },
    covered: { start: startOfDay(plan.coveredFrom, plan.zone), end: startOfDay(plan.exportedOn, plan.zone) },
    people: [...first, ...others].flatMap((person) => person.spells.map((spell) => personOf(person, spell))),
    random: (area) => new Prng(seed, `registers/${area}`),
  };
}

function companyPlan(seed: string): CompanyPlan {
  return {
    id: "tarnbrook",
    name: COMPANY.name,
    seed,
    zone: COMPANY.zone,
    holidays: [],
    period: { from: day(PERIOD.from), to: day(PERIOD.to) },
    coveredFrom: KEPT_SINCE,
    exportedOn: addDays(day(COVERED.to), 1),
    categories: ["security", "availability"],
    people: COMPANY.people,
    joiners: COMPANY.joiners,
    leavers: 0,
    movers: 0,
    hrSystems: ["hr"],
    acquiredOn: [],
    reusesAddresses: false,
    systems: [
      { id: "okta", kind: "idp" },
      { id: "github", kind: "scm" },
      { id: "aws-prod", kind: "cloud" },
      { id: "datadog", kind: "siem" },
      { id: "guardduty", kind: "siem" },
    ],
    repositories: REPOSITORIES.map(({ name, changes }) => ({ name, changesPerMonth: changes / 6 })),
    cloudAccount: CLOUD_ACCOUNT,
    alertsPerMonth: 0,
    buckets: 0,
  };
}

/** One spell of work. An end that lies after the exports is not known to the registers yet. */
function personOf(person: Person, { startDay, end }: Spell): CompanyPerson {
  const endDay = end === undefined || end.lastDay > COVERED.to ? null : day(end.lastDay);
  const move = person.moves.find(({ kind }) => kind === "role");
  return {
    no: person.no,
    personId: `hr ${person.no}`,
    name: person.name,
    address: emailOf(person),
    type: person.type,
    role: roleIn(person.role),
    managerNo: person.managerNo,
    startDay: day(startDay),
    startAt: startOfDay(day(startDay), person.zone),
    endDay,
    endAt: endOfWork(endDay, person.zone),
    isInvoluntary: end?.reason === "involuntary",
    move: move === undefined ? null : { at: startOfDay(day(move.day), person.zone), role: roleIn(move.role) },
  };
}

function endOfWork(endDay: Day | null, zone: string): EpochMs | null {
  return endDay === null ? null : endOfDay(endDay, zone);
}

/** The role of a profile: the areas know fewer. */
function roleIn(code: string): RoleCode {
  if (code === "ENG-PLAT") return "PLAT";
  if (code.startsWith("ENG-")) return "ENG";
  return code === "EXEC" || code === "SEC" || code === "SAL" || code === "PPL" ? code : "SUP";
}
