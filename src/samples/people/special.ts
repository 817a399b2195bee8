import { at } from "../moments.js";
import { COMPANY } from "../plan.js";
import { leftBefore } from "./leavers.js";
import { lastSpell, type Person } from "./person.js";
import { leadNo } from "./staff.js";

const SPARE = ["SUP", "MKT", "FIN"];

/**
 * Ordinary cases that a test must not take for failures: people who came back, went on leave, will leave after the
 * period, left before it, or never had an account.
 */
export function withSpecialCases(people: readonly Person[]): readonly Person[] {
  const quiet = people.filter(
    (person) =>
      person.type === "employee" &&
      person.moves.length === 0 &&
      lastSpell(person).end === undefined &&
      SPARE.includes(person.role) &&
      lastSpell(person).startDay > "2021-01-01" &&
      lastSpell(person).startDay < "2025-06-01",
  );
  const [away, awayLong, leavesLater, leftInAutumn] = quiet;
  const change = new Map<string, Person>();
  if (away !== undefined) change.set(away.no, { ...away, leave: { from: "2026-02-02", to: "2026-02-20" } });
  if (awayLong !== undefined) change.set(awayLong.no, { ...awayLong, leave: { from: "2026-03-09", to: "2026-05-29" } });
  if (leavesLater !== undefined) change.set(leavesLater.no, leavingLater(leavesLater));
  if (leftInAutumn !== undefined) change.set(leftInAutumn.no, leftBefore(leftInAutumn, "2025-12-12"));
  return [
    ...people.map((person) => change.get(person.no) ?? person),
    renewedContractor(),
    returningContractor(),
    adviser(),
  ];
}

/** Gave notice in June for the end of July: no leaver of this period. */
function leavingLater(person: Person): Person {
  const end = {
    lastDay: "2026-07-31",
    reason: "voluntary" as const,
    recordedAt: at("2026-06-18", "14:20", COMPANY.zone),
    disabledAt: null,
  };
  return { ...person, spells: [{ ...lastSpell(person), end }] };
}

/** The contract ended on a Friday and the next, approved two days before, began on Saturday: work never stopped. */
function renewedContractor(): Person {
  return contractor("C-1901", "Brenna Stillwater", [
    {
      startDay: "2025-10-18",
      approvedAt: at("2025-10-06", "16:00", COMPANY.zone),
      end: {
        lastDay: "2026-04-17",
        recordedAt: at("2025-10-06", "16:00", COMPANY.zone),
        reason: "end_of_contract",
        disabledAt: null,
      },
    },
    { startDay: "2026-04-18", approvedAt: at("2026-04-15", "15:30", COMPANY.zone) },
  ]);
}

/** Away for seven weeks between two contracts, with everything off; came back with a new approval. */
function returningContractor(): Person {
  return contractor("C-1902", "Callan Merrowby", [
    {
      startDay: "2025-06-02",
      approvedAt: at("2025-05-20", "16:00", COMPANY.zone),
      end: {
        lastDay: "2025-12-19",
        recordedAt: at("2025-12-01", "16:00", COMPANY.zone),
        reason: "end_of_contract",
        disabledAt: at("2025-12-19", "19:10", COMPANY.zone),
      },
    },
    { startDay: "2026-02-09", approvedAt: at("2026-02-02", "15:30", COMPANY.zone) },
  ]);
}

/** Advised the board by telephone and never had an account anywhere. */
function adviser(): Person {
  const end = {
    lastDay: "2026-03-31",
    recordedAt: at("2026-01-15", "16:00", COMPANY.zone),
    reason: "end_of_contract" as const,
    disabledAt: null,
  };
  const spells = [{ startDay: "2025-04-01", approvedAt: at("2025-03-20", "16:00", COMPANY.zone), end }];
  return {
    ...contractor("C-1903", "Ottilie Windermark", spells),
    hasAccounts: false,
    managerNo: leadNo("EXEC"),
    role: "EXEC",
  };
}

function contractor(no: string, name: string, spells: Person["spells"]): Person {
  return {
    no,
    name,
    type: "contractor",
    zone: COMPANY.zone,
    role: "SUP",
    managerNo: leadNo("SUP"),
    spells,
    moves: [],
    hasAccounts: true,
  };
}
