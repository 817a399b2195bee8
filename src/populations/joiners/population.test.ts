import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, positionRow, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { activityRow } from "../kit/fake-rows.js";
import { agreementDues, backgroundCheckDues } from "./population.js";

const START = Date.UTC(2026, 1, 2);
const scope = [systemScope("okta", "idp")];
const account = [accountRow({ created_at: START - 9 * DAY_MS })];

function check(performed_at: number | null, more: Partial<TableRow<"activity">> = {}): TableRow<"activity"> {
  const base = { id: `c ${performed_at}`, kind: "background-check", subject: "E-1", result: "clear" };
  return activityRow({ ...base, performed_at, ...more });
}

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  const base = {
    employment: [spellRow({ start_at: START })],
    scope,
    account,
    account_state: [],
    identity_decision: [],
  };
  return populate(backgroundCheckDues, {
    tables: { ...base, ...tables },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

it("lists spells that begin in the period, conversions left out, returns as such", async () => {
  const contract = (end_at: number) => spellRow({ id: "old", worker_type: "contractor", end_at });
  const employment = (old: number) => [contract(old), spellRow({ start_at: START })];
  expect(await found({ employment: employment(START) })).toEqual([]);
  expect(await found({ employment: employment(START - 1), position: [positionRow({ from_at: START })] })).toMatchObject(
    [{ itemId: "spell E-1", label: "worker E-1", unit: "Platform", isRehire: true, occurredAt: START }],
  );
  expect(await found({ employment: [spellRow({ start_at: PERIOD.end })] })).toEqual([]);
});

it("finds first access: never before the first day, by state where one is known", async () => {
  const access = async (tables: TableRows) =>
    (await found(tables)).map(({ accountCount, accessLo, accessHi }) => [accountCount, accessLo, accessHi]);
  expect(await access({})).toEqual([[1, START, START]]);
  expect(await access({ account: [] })).toEqual([[0, null, null]]);
  const staged = stateRow({ state: "staged", from_hi: START - DAY_MS, to_hi: START + DAY_MS });
  const active = stateRow({ from_lo: START + DAY_MS, from_hi: START + 2 * DAY_MS });
  expect(await access({ account_state: [staged, active] })).toEqual([[1, START + DAY_MS, START + 2 * DAY_MS]]);
  expect(await access({ account_state: [staged] })).toEqual([[1, null, null]]);
});

it("tells acts before from acts after, of any number of the person, open and undated ones apart", async () => {
  const employment = [
    spellRow({ id: "old", employee_no: "E-7", person_id: "person E-1", end_at: Date.UTC(2025, 0, 1) }),
    spellRow({ start_at: START }),
  ];
  const activity = [
    check(START - 9, { subject: "E-7" }),
    check(START, { result: "consider" }),
    check(START + 1, { result: null }),
    check(START + 5, { result: "adjudicated" }),
    check(START + 9, { result: "Ordered" }),
    check(null),
    check(START + 7, { kind: "confidentiality-agreement" }),
  ];
  expect(await found({ employment, activity })).toMatchObject([
    { beforeAt: START, nextAt: START + 1, lastResult: "adjudicated", hasOpen: true, hasUndated: true },
  ]);
  const tables = { employment, activity, scope, account, identity_decision: [] };
  expect(await populate(agreementDues, { tables, period: PERIOD, derived: [accountPerson] })).toMatchObject([
    { beforeAt: null, nextAt: START + 7, hasOpen: false, hasUndated: false },
  ]);
});

it("knows exceptions for the person or the zone, and carries in whose access began in the period", async () => {
  const excused = async (subject: string, more: object = {}) => {
    const base = {
      id: "x",
      kind: "background-check",
      subject,
      owner: "E-9",
      approved_at: 5,
      from_at: 0,
      to_at: START + 1,
    };
    return (await found({ approved_exception: [{ ...base, ...more }] }))[0]?.exceptionId;
  };
  expect(await excused("E-1")).toBe("x");
  expect(await excused("UTC")).toBe("x");
  expect(await excused("UTC", { to_at: START })).toBe(null);
  expect(await excused("E-2")).toBe(null);
  const carried = async (start_at: number, from_hi: number) =>
    found({ employment: [spellRow({ start_at })], account_state: [stateRow({ from_hi })] }, { isCarryIn: true });
  const first = PERIOD.start - 90 * DAY_MS;
  expect(await carried(first, PERIOD.start)).toHaveLength(1);
  expect(await carried(first, PERIOD.start - 1)).toEqual([]);
  expect(await carried(first - 1, PERIOD.start)).toEqual([]);
});

it("names the systems in scope on the first day, whose listings prove that somebody had no account", async () => {
  const systems = async (scopes: readonly TableRow<"scope">[]) => (await found({ scope: scopes }))[0]?.scopedSystems;
  const until = (to_at: number) => ({ ...systemScope("github", "scm"), to_at });
  expect(await systems([systemScope("okta", "idp"), until(START + 1)])).toBe("github|okta");
  expect(await systems([systemScope("okta", "idp"), until(START)])).toBe("okta");
  expect(await systems([])).toBe(null);
});
