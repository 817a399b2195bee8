import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { leaverAccounts } from "./population.js";

const LEFT = Date.UTC(2026, 2, 4);
const SEEN = Date.UTC(2026, 6, 2);
const github = accountRow({ id: "gh-1", system: "github" });

/** The pairs of the only leaver, who had accounts in okta and github and none in the app. */
function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(leaverAccounts, {
    tables: {
      employment: [spellRow({ end_at: LEFT })],
      position: [],
      scope: [systemScope("okta", "idp"), systemScope("github", "scm"), systemScope("wiki", "app")],
      account: [accountRow(), github],
      account_state: [stateRow({ to_hi: LEFT }), stateRow({ account_id: "gh-1" })],
      credential: [],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

function credential(more: Partial<TableRow<"credential">> = {}): TableRow<"credential"> {
  const bounds = { from_lo: 1, from_hi: 1, to_lo: more.to_hi ?? null, to_hi: null, seen_at: SEEN };
  const base = { id: "c", account_id: "gh-1", system: "github", kind: "token", is_service: false };
  return { ...base, last_used_at: null, owner_reassigned_at: null, ...bounds, ...more };
}

it("pairs the leaver with each system in scope that day, providers left out", async () => {
  const items = await found({
    scope: [
      systemScope("okta", "idp"),
      systemScope("github", "scm", { to_at: LEFT + 1 }),
      systemScope("wiki", "app", { from_at: LEFT }),
      systemScope("old", "app", { to_at: LEFT }),
      systemScope("new", "app", { from_at: LEFT + 1 }),
      { id: "sso", kind: "sso_only", key: "wiki", attribute: "app", from_at: 0, to_at: null },
    ],
  });
  expect(
    items.map(({ label, isSsoOnly, accountCount, idpCount }) => [label, isSsoOnly, accountCount, idpCount]),
  ).toEqual([
    ["worker E-1 x github", false, 1, 1],
    ["worker E-1 x wiki", true, 0, 1],
  ]);
});

it("tells the ending in the system from the one in the provider", async () => {
  expect((await found({}))[0]).toMatchObject({
    unit: "github",
    onCount: 1,
    onSeenAt: SEEN,
    offHi: null,
    idpFirst: "okta",
    idpOnCount: 0,
    idpOffLo: LEFT,
    idpOffHi: LEFT,
  });
});

it("adds up personal credentials, the worst counts", async () => {
  const tokens = [credential({ to_lo: LEFT, to_hi: LEFT + 5 }), credential({ id: "d", to_hi: LEFT + 9 })];
  expect((await found({ credential: tokens }))[0]).toMatchObject({
    tokenCount: 2,
    tokenOnCount: 0,
    tokenSeenAt: null,
    tokenOffLo: LEFT + 9,
    tokenOffHi: LEFT + 9,
    serviceCount: 0,
  });
  expect((await found({ credential: [...tokens, credential({ id: "e" })] }))[0]).toMatchObject({
    tokenCount: 3,
    tokenOnCount: 1,
    tokenSeenAt: SEEN,
    tokenOffHi: LEFT + 9,
  });
  expect((await found({ credential: [credential({ to_hi: Date.UTC(2020, 0, 1) })] }))[0]).toMatchObject({
    tokenCount: 0,
  });
});

it("takes another owner, or the end, for the end of owning a workload's credential", async () => {
  const service = async (more: Partial<TableRow<"credential">>) => {
    const [first] = await found({ credential: [credential({ is_service: true, ...more })] });
    return [first?.serviceCount, first?.serviceOnCount, first?.serviceOffHi, first?.tokenCount];
  };
  expect(await service({})).toEqual([1, 1, null, 0]);
  expect(await service({ owner_reassigned_at: LEFT + 5 })).toEqual([1, 0, LEFT + 5, 0]);
  expect(await service({ to_hi: LEFT + 3 })).toEqual([1, 0, LEFT + 3, 0]);
  expect(await service({ owner_reassigned_at: LEFT + 5, to_hi: LEFT + 3 })).toEqual([1, 0, LEFT + 3, 0]);
});

it("counts accounts of nobody in the system they may be in", async () => {
  const nobody = accountRow({ id: "w", system: "wiki", employee_no: null });
  const items = await found({ account: [accountRow(), github, nobody] });
  expect(items.map(({ unit, nobodysAccounts }) => [unit, nobodysAccounts])).toEqual([
    ["github", 0],
    ["wiki", 1],
  ]);
});

it("carries in a pair whose account or credential was alive on the first day", async () => {
  const employment = [spellRow({ end_at: PERIOD.start - 9 })];
  const gone = [stateRow({ account_id: "gh-1", to_hi: PERIOD.start })];
  const carried = async (tables: TableRows) => (await found({ employment, ...tables }, { isCarryIn: true })).length;
  expect(await carried({})).toBe(1);
  expect(await carried({ account_state: gone })).toBe(0);
  expect(await carried({ account_state: [] })).toBe(1);
  expect(await carried({ account_state: gone, credential: [credential()] })).toBe(1);
  expect(await carried({ account_state: gone, credential: [credential({ to_hi: PERIOD.start })] })).toBe(0);
});
