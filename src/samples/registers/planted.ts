import { DAY_MS, type EpochMs } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../company/rows.js";
import { at } from "../moments.js";
import { firstDay, handle, lastSpell, type Person } from "../people/person.js";
import { leadNo } from "../people/staff.js";
import {
  COMPANY,
  LATE_CHECK,
  LATE_POLICY,
  LATE_VENDOR_REVIEW,
  OVERDUE_VULNERABILITIES,
  PERIOD,
  RULE_DISABLED,
  UNENCRYPTED_LAPTOP,
} from "../plan.js";
import type { World } from "../world.js";

/** Changes the rows of one register from what was promised to what happened. */
export function plantInRegisters(register: string, rows: CompanyRows, world: World): void {
  PLANTED[register]?.(rows, world);
}

const PLANTED: Readonly<Record<string, (rows: CompanyRows, world: World) => void>> = {
  governance: latePolicy,
  people: lateCheck,
  production: (rows) => {
    pushesVoidApprovals(rows);
    ruleDisabled(rows);
  },
  vulnerabilities: overdue,
  endpoints: unencryptedLaptop,
  vendors: lateVendorReview,
};

function latePolicy(rows: CompanyRows): void {
  const { key, approvedOn } = LATE_POLICY;
  heldOn(rows, { kind: "policy-approval", subject: key }, approvedOn);
}

function lateVendorReview(rows: CompanyRows): void {
  const { key, heldOn: day } = LATE_VENDOR_REVIEW;
  heldOn(rows, { kind: "vendor-review", subject: key }, day);
}

/** The act of the period was held on another day. */
function heldOn(rows: CompanyRows, { kind, subject }: { kind: string; subject: string }, day: string): void {
  changeRows(rows, "activity", {
    where: (row) => row.kind === kind && row.subject === subject && (row.performed_at ?? 0) >= Date.parse(PERIOD.from),
    to: { performed_at: at(day, "15:10", COMPANY.zone) },
  });
}

/** The person whose check was late: an employee who joined in the period. */
export function checkedLate({ people }: World): Person {
  const joiners = people.filter(({ type, spells }) => type === "employee" && (spells[0]?.startDay ?? "") > PERIOD.from);
  const found = joiners[LATE_CHECK.joiner];
  if (found === undefined) throw new RangeError("not so many joined");
  return found;
}

function lateCheck(rows: CompanyRows, world: World): void {
  const person = checkedLate(world);
  const done = at(firstDay(person), "16:00", person.zone) + LATE_CHECK.days * DAY_MS;
  changeRows(rows, "activity", {
    where: ({ kind, subject }) => kind === "background-check" && subject === person.no,
    to: { performed_at: done },
  });
}

/** What the shared area tightens is here whether a push voids approvals: changes need one approval all the time. */
function pushesVoidApprovals(rows: CompanyRows): void {
  rows.entry_state = rows.entry_state.map((state) => {
    // For a ticket it was a person, who has another login in this company's forge.
    const row = state.change_key === null ? state : { ...state, changed_by: leadLogin() };
    if (row.aspect === "dismiss_stale") return named(row, "required_approvals", "1");
    return row.aspect === "required_approvals" ? named(row, "dismiss_stale", String(row.value === "2")) : row;
  });
}

function named(row: TableRow<"entry_state">, aspect: string, value: string): TableRow<"entry_state"> {
  return { ...row, id: `${row.entry_id} ${aspect} ${row.from_at}`, aspect, value };
}

/** Who leads the API team, in the forge. */
function leadLogin(): string {
  return `${handle({ no: leadNo("ENG-API") })}-tb`;
}

/** For 21 seconds the rule of the main branch asked for nobody's approval; nobody had approved that. */
function ruleDisabled(rows: CompanyRows): void {
  const row = rowAt(rows, "entry_state", {
    where: ({ aspect, entry_id }) =>
      aspect === "required_approvals" && entry_id.includes(` ${RULE_DISABLED.repository} `),
    at: 0,
  });
  const login = leadLogin();
  const [off, on] = [Date.parse(RULE_DISABLED.from), Date.parse(RULE_DISABLED.to)];
  cut(rows, row, [
    { value: "0", from: off, changed_by: login },
    { value: row.value, from: on, changed_by: login },
  ]);
}

/** Vulnerabilities that were fixed, too late. */
export function overdueIn({ duty }: Pick<CompanyRows, "duty">): readonly TableRow<"duty">[] {
  return OVERDUE_VULNERABILITIES.flatMap(({ severity, foundAfter }) =>
    duty
      .filter((row) => row.kind === "vulnerability" && row.severity === severity && row.outcome === "fixed")
      .filter(({ opened_at }) => opened_at >= Date.parse(foundAfter))
      .slice(0, 1),
  );
}

function overdue(rows: CompanyRows): void {
  const found = overdueIn(rows);
  for (const { severity, fixedAfterDays } of OVERDUE_VULNERABILITIES) {
    const row = found.find((each) => each.severity === severity);
    changeRows(rows, "duty", {
      where: ({ id }) => id === row?.id,
      to: { closed_at: (row?.opened_at ?? 0) + fixedAfterDays * DAY_MS },
    });
  }
}

/** Whose laptop it was: somebody of sales who was there before and after. */
export function withUnencryptedLaptop({ people }: World): Person {
  const found = people.find(
    (person) => person.role === "SAL" && person.no !== leadNo("SAL") && lastSpell(person).end === undefined,
  );
  if (found === undefined) throw new RangeError("nobody of sales stays");
  return found;
}

function unencryptedLaptop(rows: CompanyRows, world: World): void {
  const { no } = withUnencryptedLaptop(world);
  const row = rowAt(rows, "entry_state", {
    where: ({ aspect, entry_id }) => aspect === "disk_encrypted" && entry_id.startsWith(`device laptop-${no} `),
    at: 0,
  });
  cut(rows, row, [
    { value: "false", from: Date.parse(UNENCRYPTED_LAPTOP.from) },
    { value: "true", from: Date.parse(UNENCRYPTED_LAPTOP.to) },
  ]);
}

interface Later {
  readonly value: string;
  readonly from: EpochMs;
  readonly changed_by?: string;
}

/** A state that changed: each value holds until the next one. */
function cut(rows: CompanyRows, row: TableRow<"entry_state">, later: readonly Later[]): void {
  const parts = [{ value: row.value, from: row.from_at }, ...later];
  removeRows(rows, "entry_state", ({ id }) => id === row.id);
  addRows(
    rows,
    "entry_state",
    ...parts.map(({ from, ...more }, index) => {
      const end = parts[index + 1]?.from;
      const until = end === undefined ? {} : { to_lo: end, to_hi: end, seen_at: end };
      return { ...row, id: `${row.entry_id} ${row.aspect} ${from}`, from_at: from, ...more, ...until };
    }),
  );
}
