import { DAY_MS } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { MOVERS } from "../plan.js";
import { Prng } from "../prng.js";
import { roleOf } from "../roles.js";
import { firstDay, lastSpell, type Move, type Person } from "./person.js";
import { leadNo } from "./staff.js";

/** From which role the others moved to which; their old rights were taken away in time. */
const PATHS: readonly (readonly [from: string, to: string])[] = [
  ["SUP", "SAL"],
  ["SAL", "MKT"],
  ["SUP", "PRD"],
  ["SAL", "SUP"],
  ["MKT", "PRD"],
  ["ENG-API", "ENG-WEB"],
  ["SUP", "ENG-WEB"],
  ["FIN", "PPL"],
  ["ENG-WEB", "PRD"],
  ["SAL", "FIN"],
  ["SUP", "MKT"],
  ["ENG-API", "SEC"],
  ["PRD", "SAL"],
  ["ENG-WEB", "ENG-DATA"],
  ["SAL", "PRD"],
  ["SUP", "PPL"],
];

/** The same people, some of whom change role, title or manager in the period. Leads and leavers do not. */
export function withMovers(people: readonly Person[], seed: string): readonly Person[] {
  const random = new Prng(seed, "movers");
  const days = weekdays(daysBetween("2026-01-12", "2026-06-10"));
  const moves = new Map<string, Move>();
  const free = random.shuffled(people.filter(mayMove));
  const take = (role: string): Person => {
    const found = free.find((person) => person.role === role && !moves.has(person.no));
    if (found === undefined) throw new RangeError(`nobody of ${role} is left to move`);
    return found;
  };
  for (const { from, to, day, removedAfterDays } of MOVERS.residue) {
    const removedAt = removedAfterDays === null ? null : at(day, "16:00") + removedAfterDays * DAY_MS;
    moves.set(take(from).no, { ...into(to), day, residue: { removedAt } });
  }
  for (const [from, to] of PATHS) moves.set(take(from).no, { ...into(to), day: random.pick(days) });
  for (let index = 0; index < MOVERS.managerOnly; index += 1) {
    const person = take("SAL");
    moves.set(person.no, { ...same(person), day: random.pick(days), managerNo: leadNo("EXEC"), kind: "manager" });
  }
  for (let index = 0; index < MOVERS.titleOnly; index += 1) {
    const person = take("ENG-WEB");
    moves.set(person.no, { ...same(person), day: random.pick(days), title: "Senior web engineer", kind: "title" });
  }
  return people.map((person) => {
    const move = moves.get(person.no);
    return move === undefined ? person : { ...person, moves: [move] };
  });
}

function mayMove(person: Person): boolean {
  const { end } = lastSpell(person);
  return (
    person.type === "employee" &&
    end === undefined &&
    firstDay(person) > "2021-01-01" &&
    firstDay(person) < "2025-11-01"
  );
}

function same(person: Person): Pick<Move, "role" | "title" | "managerNo"> {
  return { role: person.role, title: roleOf(person.role).title, managerNo: person.managerNo ?? "" };
}

function into(role: string): Pick<Move, "role" | "title" | "managerNo" | "kind"> {
  return { role, title: roleOf(role).title, managerNo: leadNo(role), kind: "role" };
}
