import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { accountRow, PERIOD, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { activityRow, entryRow } from "../kit/fake-rows.js";
import { serviceAccounts } from "./population.js";

const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);
const calendar = ["2026-Q1", "2026-Q2", "2026-Q3"].map((period_key, index) => ({
  id: period_key,
  kind: "quarter",
  period_key,
  from_at: at(1 + 3 * index),
  to_at: at(4 + 3 * index),
}));
const deployer = accountRow({
  account_type: "service",
  username: "Deploy",
  employee_no: null,
  owner_employee_no: "E-1",
});
const scope = [systemScope("okta", "idp")];

function entry(owner: string | null, more: Partial<TableRow<"register_entry">> = {}): TableRow<"register_entry"> {
  return entryRow({
    id: `e ${owner}`,
    register: "service-account",
    key: "okta/deploy",
    class: "releases",
    owner,
    ...more,
  });
}

function found(tables: TableRows) {
  const base = { calendar, scope, account: [deployer], employment: [spellRow()], account_state: [stateRow()] };
  return populate(serviceAccounts, { tables: { ...base, ...tables }, period: PERIOD });
}

it("asks of each quarter which machines' accounts existed when it ended, with that quarter's review", async () => {
  const account = [
    deployer,
    accountRow({ id: "new", account_type: "bot", created_at: at(4) }),
    accountRow({ id: "gone", account_type: "bot", deleted_at: at(4) }),
    accountRow({ id: "person" }),
    accountRow({ id: "AWS", account_type: "service", system: "aws", username: "AWSServiceRoleForX" }),
  ];
  const activity = [
    activityRow({ id: "a", kind: "service-account-review", subject: "Okta/deploy", performed_at: at(3, 20) }),
    activityRow({
      id: "b",
      kind: "service-account-review",
      subject: "okta/deploy",
      period_key: "2026-Q2",
      performed_at: null,
    }),
  ];
  const items = await found({ account, activity, scope: [...scope, systemScope("aws", "cloud", { to_at: at(4) })] });
  expect(
    items
      .map(({ label, performedAt, isUndated, isProviderManaged }) => [label, performedAt, isUndated, isProviderManaged])
      .sort(),
  ).toEqual([
    ["service account aws/AWSServiceRoleForX for 2026-Q1", null, false, true],
    ["service account okta/Deploy for 2026-Q1", at(3, 20), false, false],
    ["service account okta/Deploy for 2026-Q2", null, true, false],
    ["service account okta/user-gone for 2026-Q1", null, false, false],
    ["service account okta/user-new for 2026-Q2", null, false, false],
  ]);
});

it("finds the longest stretch without somebody responsible", async () => {
  const stretches = async (tables: TableRows) =>
    (await found(tables)).map(({ orphanOwner, orphanFrom, orphanTo, unknownOwner, purpose }) => [
      orphanOwner,
      orphanFrom,
      orphanTo,
      unknownOwner,
      purpose,
    ]);
  const nobody = [null, null, null, null];
  expect(await stretches({})).toEqual([
    [...nobody, null],
    [...nobody, null],
  ]);
  const employment = [spellRow({ end_at: at(2) }), spellRow({ employee_no: "E-2" })];
  expect(await stretches({ employment })).toEqual([
    ["E-1", at(2), null, null, null],
    ["E-1", at(2), null, null, null],
  ]);
  const handed = [entry("E-1", { to_at: at(3) }), entry("E-2", { from_at: at(3), class: "tests" })];
  expect(await stretches({ employment, register_entry: handed })).toEqual([
    ["E-1", at(2), at(3), null, "tests"],
    [...nobody, "tests"],
  ]);
  expect(await stretches({ register_entry: [entry("E-1", { to_at: at(2) })] })).toEqual([
    [null, at(2), null, null, "releases"],
    [...nobody, null],
  ]);
  expect(await stretches({ register_entry: [entry(null)] })).toEqual([
    [null, 0, null, null, "releases"],
    [null, 0, null, null, "releases"],
  ]);
  expect((await stretches({ register_entry: [entry("E-7")] }))[0]).toEqual([null, null, null, "E-7", "releases"]);
});

it("knows whether it could be used at the end, and when it last was", async () => {
  const off = stateRow({ state: "disabled", from_hi: at(5) });
  const key = (id: string, last_used_at: number | null): TableRow<"credential"> => ({
    id,
    account_id: "okta-1",
    system: "okta",
    kind: "access_key",
    is_service: true,
    last_used_at,
    owner_reassigned_at: null,
    from_lo: 0,
    from_hi: 0,
    to_lo: null,
    to_hi: null,
    seen_at: at(7),
  });
  const sign = (time: number): TableRow<"sign_in"> => ({
    id: `s ${time}`,
    account_id: "okta-1",
    system: "okta",
    at: time,
    is_success: true,
    factor_count: null,
    app: null,
    is_legacy_protocol: false,
    bypass_key: null,
  });
  const used = async (tables: TableRows) =>
    (await found(tables)).map(({ access, lastUsedAt, hasUnknownUse }) => [access, lastUsedAt, hasUnknownUse]);
  expect(await used({ account_state: [stateRow(), off], sign_in: [sign(at(2)), sign(at(5))] })).toEqual([
    ["on", at(2), false],
    ["off", at(5), false],
  ]);
  expect(await used({ account_state: [], credential: [key("a", at(3)), key("b", null)] })).toEqual([
    ["maybe", at(3), true],
    ["maybe", at(3), true],
  ]);
});
