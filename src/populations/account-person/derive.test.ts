import { expect, it } from "vitest";
import { runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { TABLES } from "../../model/tables.js";
import { accountPerson } from "./derive.js";
import { accountRow, PERIOD, spellRow } from "./fake-rows.js";

/** Person and basis by account. */
async function owners(tables: TableRows) {
  const rows = await runOnBoth({
    sql: accountPerson.sql,
    columns: TABLES.account_person.columns,
    names: ["account", "employment", "identity_decision"],
    input: { tables, period: PERIOD },
  });
  return Object.fromEntries(rows.map(({ id, personId, basis }) => [String(id), [personId, basis]]));
}

const nobody = accountRow({ employee_no: null });
const mail = "e-1@acme.example";

function decided(employee_no: string | null, at = 1) {
  const who = { system: "okta", username: "USER-okta-1", reason: "asked", decided_by: "it" };
  return { id: `decision ${at}`, employee_no, decided_at: at, ...who };
}

it("stops at the first hit: decision, employee number, address", async () => {
  const employment = [spellRow(), spellRow({ employee_no: "E-2" })];
  const both = accountRow({ email: "E-2@acme.example" });
  expect(await owners({ employment, account: [both] })).toEqual({ "okta-1": ["person E-1", "employee_no"] });
  expect(await owners({ employment, account: [{ ...nobody, email: mail }] })).toEqual({
    "okta-1": ["person E-1", "email"],
  });
  expect(await owners({ employment, account: [both], identity_decision: [decided("E-2")] })).toEqual({
    "okta-1": ["person E-2", "decision"],
  });
  expect(await owners({ employment, account: [nobody] })).toEqual({ "okta-1": [null, "none"] });
});

it("lets the newest decision win: nobody's is a match too, a number HR does not know is none", async () => {
  const tables = { employment: [spellRow()], account: [accountRow()] };
  expect(await owners({ ...tables, identity_decision: [decided("E-1"), decided(null, 2)] })).toEqual({
    "okta-1": [null, "decision"],
  });
  expect(await owners({ ...tables, identity_decision: [decided("E-77")] })).toEqual({ "okta-1": [null, "none"] });
});

it("takes an address only while account and spell both lived", async () => {
  const left = spellRow({ end_at: Date.UTC(2024, 0, 1) });
  const account = (more: object) => owners({ employment: [left], account: [{ ...nobody, email: mail, ...more }] });
  expect(await account({ created_at: Date.UTC(2024, 0, 1) - 1 })).toEqual({ "okta-1": ["person E-1", "email"] });
  expect(await account({ created_at: Date.UTC(2024, 0, 1) })).toEqual({ "okta-1": [null, "none"] });
  expect(await account({ deleted_at: Date.UTC(2020, 0, 1) + 1 })).toEqual({ "okta-1": ["person E-1", "email"] });
  expect(await account({ created_at: null, deleted_at: Date.UTC(2020, 0, 1) })).toEqual({ "okta-1": [null, "none"] });
});

it("never merges two persons who had one address, and never takes a cancelled spell", async () => {
  const reused = spellRow({ employee_no: "E-2", work_email: mail });
  const account = [{ ...nobody, email: mail }];
  expect(await owners({ employment: [spellRow(), reused], account })).toEqual({ "okta-1": [null, "none"] });
  const again = spellRow({ id: "again", start_at: Date.UTC(2025, 0, 1) });
  expect(await owners({ employment: [spellRow(), again], account })).toEqual({ "okta-1": ["person E-1", "email"] });
  expect(await owners({ employment: [spellRow({ is_cancelled: true })], account })).toEqual({
    "okta-1": [null, "none"],
  });
});

it("gives no person to machines and shared accounts, but does to guests", async () => {
  const types = ["service", "shared", "bot", "break_glass", "guest"].map((account_type) =>
    accountRow({ id: account_type, account_type }),
  );
  expect(await owners({ employment: [spellRow()], account: types })).toEqual({
    service: [null, "not-human"],
    shared: [null, "not-human"],
    bot: [null, "not-human"],
    break_glass: [null, "not-human"],
    guest: ["person E-1", "employee_no"],
  });
});
