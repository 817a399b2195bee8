import { DAY_MS, type Day, day } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";

/** The first half of 2026, UTC: the period of the examples. */
export const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) } as const;

/** A spell of work: of E-1 since 2020, unless told otherwise; `end_day` follows `end_at`. */
export function spellRow(more: Partial<TableRow<"employment">> & { end_at?: number } = {}): TableRow<"employment"> {
  const number = more.employee_no ?? "E-1";
  return {
    id: `spell ${number}`,
    person_id: `person ${number}`,
    employee_no: number,
    work_email: `${number.toLowerCase()}@acme.example`,
    display_name: null,
    worker_type: "employee",
    start_day: day("2020-01-01"),
    start_at: Date.UTC(2020, 0, 1),
    end_day: more.end_at === undefined ? null : dayBefore(more.end_at),
    end_at: null,
    end_recorded_at: null,
    end_reason: more.end_at === undefined ? "unknown" : "voluntary",
    access_end_at: null,
    access_end_recorded_at: null,
    approved_at: null,
    zone: "UTC",
    is_cancelled: false,
    ...more,
  };
}

function dayBefore(end: number): Day {
  return day(new Date(end - DAY_MS).toISOString().slice(0, 10));
}

/** An account of E-1 in okta, unless told otherwise. */
export function accountRow(more: Partial<TableRow<"account">> = {}): TableRow<"account"> {
  const id = more.id ?? "okta-1";
  return {
    id,
    system: "okta",
    external_id: id,
    username: `user-${id}`,
    email: null,
    employee_no: "E-1",
    account_type: "human",
    owner_employee_no: null,
    is_tagged_test: false,
    created_at: Date.UTC(2020, 0, 1),
    deleted_at: null,
    ...more,
  };
}

/** What okta-1 could do: active since 2020 and still so when last seen on 2 July 2026, unless told otherwise. */
export function stateRow(more: Partial<TableRow<"account_state">> = {}): TableRow<"account_state"> {
  const account = more.account_id ?? "okta-1";
  const from = more.from_hi ?? Date.UTC(2020, 0, 1);
  return {
    id: `${account} ${more.state ?? "active"} ${from}`,
    account_id: account,
    state: "active",
    vendor_status: "ACTIVE",
    from_lo: from,
    from_hi: from,
    to_lo: more.to_hi ?? null,
    to_hi: null,
    seen_at: more.to_hi ?? Date.UTC(2026, 6, 2),
    ...more,
  };
}

/** A system in scope since ever. */
export function systemScope(key: string, attribute: string, more: Partial<TableRow<"scope">> = {}): TableRow<"scope"> {
  return { id: `system ${key}`, kind: "system", key, attribute, from_at: 0, to_at: null, ...more };
}

/** The position of E-1 since 2020: engineer of the platform team, unless told otherwise. */
export function positionRow(more: Partial<TableRow<"position">> = {}): TableRow<"position"> {
  const person = more.person_id ?? "person E-1";
  const from = more.from_at ?? Date.UTC(2020, 0, 1);
  return {
    id: `${person} since ${from}`,
    person_id: person,
    title: "Engineer",
    department: "Platform",
    role_code: "ENG",
    manager_employee_no: "E-9",
    from_at: from,
    to_at: null,
    recorded_at: from,
    is_first: true,
    ...more,
  };
}
