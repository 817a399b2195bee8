import { addDays, DAY_MS, day, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { COMPANY, LEAVERS } from "../plan.js";
import { Prng } from "../prng.js";
import { type EndReason, lastSpell, type Person, type SpellEnd, type WorkerType } from "./person.js";

/**
 * The same people, 41 of whom leave in the period: three late in the identity provider, the others in time. The days
 * end a week before the period does, so that every deadline has passed when the exports are made.
 */
export function withLeavers(people: readonly Person[], seed: string): readonly Person[] {
  const random = new Prng(seed, "leavers");
  const ends = new Map<string, { end: SpellEnd; zone: string; lateId?: string }>();
  for (const type of ["employee", "contractor"] as const) {
    const late = LEAVERS.late.filter((each) => each.type === type);
    const count = LEAVERS[type === "employee" ? "employees" : "contractors"];
    const chosen = random.shuffled(people.filter((person) => mayLeave(person, type))).slice(0, count);
    const days = lastDays(type, count - late.length, random);
    for (const [index, person] of chosen.entries()) {
      const planned = late[index];
      if (planned === undefined) {
        const lastDay = days[index - late.length] ?? "2026-03-31";
        ends.set(person.no, { end: inTime({ person, lastDay, random }), zone: person.zone });
      } else {
        const { lastDay, reason } = planned;
        const end = {
          lastDay,
          reason,
          recordedAt: Date.parse(planned.recordedAt),
          disabledAt: Date.parse(planned.disabledAt),
        };
        ends.set(person.no, { end, zone: planned.zone, lateId: planned.id });
      }
    }
  }
  return people.map((person) => leaving(person, ends.get(person.no)));
}

function leaving(person: Person, leaver: { end: SpellEnd; zone: string; lateId?: string } | undefined): Person {
  if (leaver === undefined) return person;
  const { end, zone, lateId } = leaver;
  const spells = [{ ...lastSpell(person), end }];
  return { ...person, zone, spells, ...(lateId === undefined ? {} : { lateId }) };
}

/** Everybody of the first day may leave, except leads and those who play another part. */
function mayLeave(person: Person, type: WorkerType): boolean {
  return (
    person.type === type && person.managerNo !== null && lastSpell(person).startDay < "2026-01-01" && !isLead(person)
  );
}

function isLead(person: Person): boolean {
  return lastSpell(person).startDay < "2021-01-01";
}

function lastDays(type: WorkerType, count: number, random: Prng): readonly string[] {
  const planned: readonly string[] = type === "employee" ? LEAVERS.liveTokens.map(({ lastDay }) => lastDay) : [];
  const days = weekdays(daysBetween("2026-01-05", "2026-06-19"));
  const drawn = Array.from({ length: count - planned.length }, () => random.pick(days)).sort();
  return [...planned, ...drawn];
}

function inTime({ person, lastDay, random }: { person: Person; lastDay: string; random: Prng }): SpellEnd {
  const reason = reasonOf(person, random);
  const evening = at(lastDay, "17:00", person.zone);
  const minutes = random.between(0, 50) * MINUTE_MS;
  if (reason === "involuntary") {
    const talk = at(lastDay, "10:30", person.zone);
    return { lastDay, reason, recordedAt: talk - HOUR_MS, disabledAt: talk + minutes / 5 };
  }
  const notice = random.between(9, 30) * DAY_MS;
  return {
    lastDay,
    reason,
    recordedAt: evening - notice,
    disabledAt: evening + random.between(0, 9) * HOUR_MS + minutes,
  };
}

function reasonOf({ type }: Person, random: Prng): EndReason {
  if (type === "contractor") return "end_of_contract";
  return random.chance(15) ? "involuntary" : "voluntary";
}

/** Somebody who left in the autumn before the period, everything taken away in time: no item of this period. */
export function leftBefore(person: Person, lastDay: string): Person {
  const end: SpellEnd = {
    lastDay,
    reason: "voluntary",
    recordedAt: at(addDays(day(lastDay), -20), "11:00", COMPANY.zone),
    disabledAt: at(lastDay, "18:05", person.zone),
  };
  return { ...person, spells: [{ ...lastSpell(person), end }] };
}
