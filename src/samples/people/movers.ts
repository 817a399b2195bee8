import { DAY_MS } from "../../base/instant.js";
import { at, daysBetween, weekdays } from "../moments.js";
import { MOVERS } from "../plan.js";
import { Prng } from "../prng.js";
import { roleOf } from "../roles.js";
import { firstDay, lastSpell, type Move, type Person } from "./person.js";
import { leadNo } from "./staff.js";

/** From which role people moved to which, in the order of the planned movers. */
const PATHS: readonly (readonly [from: string, to: string])[] = [
  ["SUP", "SAL"],
  ["ENG-API", "ENG-PLAT"],
  ["SAL", "MKT"],
  ["ENG-WEB", "ENG-API"],
  ["SUP", "PRD"],
  ["ENG-PLAT", "SEC"],
  ["ENG-DATA", "ENG-API"],
  ["SAL", "SUP"],
  ["MKT", "PRD"],
  ["ENG-API", "ENG-WEB"],
  ["SUP", "ENG-WEB"],
  ["FIN", "PPL"],
  ["ENG-WEB", "PRD"],
  ["SAL", "FIN"],
  ["ENG-PLAT", "ENG-DATA"],
  ["SUP", "MKT"],
  ["ENG-API", "SEC"],
  ["PRD", "SAL"],
  ["ENG-WEB", "ENG-DATA"],
  ["SAL", "PRD"],
  ["SUP", "PPL"],
  ["ENG-API", "PRD"],
];

/** The places of those who kept an entitlement of the old role. */
const RESIDUE_AT: readonly number[] = [1, 3, 5, 6, 14, 21];

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
  for (const [index, [from, to]] of PATHS.entries()) {
    const day = random.pick(days);
    moves.set(take(from).no, {
      day,
      role: to,
      title: roleOf(to).title,
      managerNo: leadNo(to),
      kind: "role",
      ...residue(index, day),
    });
  }
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

function residue(index: number, day: string): Pick<Move, "residue"> {
  const place = RESIDUE_AT.indexOf(index);
  if (place === -1) return {};
  const after = MOVERS.residueRemovedAfterDays[place] ?? null;
  return { residue: { removedAt: after === null ? null : at(day, "16:00") + after * DAY_MS } };
}
