import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, day } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { reconciliations } from "./population.js";

const DAY = Date.UTC(2026, 2, 4);
const SEEN = Date.UTC(2026, 6, 2);

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(reconciliations, {
    tables: {
      scope: [systemScope("github", "scm")],
      calendar: [],
      employment: [spellRow()],
      account: [],
      account_state: [],
      reconciliation_run: [],
      orphan_account: [],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

const days = [0, 1].map((offset) => ({
  id: String(offset),
  kind: "day",
  period_key: `2026-03-0${4 + offset}`,
  from_at: DAY + offset * DAY_MS,
  to_at: DAY + (offset + 1) * DAY_MS,
}));

function runRow(id: string, ran_at: number | null, is_complete = true): TableRow<"reconciliation_run"> {
  return { id, due_day: day("2026-03-04"), ran_at, is_complete, failed_reason: is_complete ? null : "timeout" };
}

/** An account of nobody in github, created in the period. */
function nobodys(more: Partial<TableRow<"account">> = {}): TableRow<"account"> {
  return accountRow({ id: "gh-1", system: "github", employee_no: null, created_at: DAY, ...more });
}

const state = (more: Parameters<typeof stateRow>[0] = {}) => stateRow({ account_id: "gh-1", from_hi: DAY, ...more });

it("makes one item per day of the calendar, run or not", async () => {
  const reconciliation_run = [
    runRow("a", DAY + 9, false),
    runRow("b", DAY + 99),
    runRow("c", DAY + 999),
    runRow("d", null),
  ];
  expect(await found({ calendar: days, reconciliation_run })).toMatchObject([
    {
      label: "reconciliation of 2026-03-04",
      kind: "run",
      endsAt: DAY + DAY_MS,
      completedAt: DAY + 99,
      failedAt: DAY + 9,
      isUndated: true,
    },
    { label: "reconciliation of 2026-03-05", completedAt: null, failedAt: null, isUndated: false, evidence: null },
  ]);
});

it("lists what the runs found by the moment they found it, named by the vendor's id", async () => {
  const finding = {
    id: "o",
    system: "github",
    username: "USER-gh-1",
    found_at: DAY + 9,
    resolved_at: DAY + 99,
    resolution: "removed",
  };
  const account_state = [state({ to_lo: DAY + 99, to_hi: DAY + 99 })];
  const items = await found({ account: [nobodys()], account_state, orphan_account: [finding] });
  expect(items).toMatchObject([
    {
      kind: "finding",
      occurredAt: DAY + 9,
      label: "account gh-1 in github without a person",
      resolvedLo: DAY + 99,
      resolvedHi: DAY + 99,
    },
  ]);
});

it("lists what no run found: accounts of nobody and machines without owner, by their creation", async () => {
  const account = [
    nobodys(),
    nobodys({ id: "gh-2", account_type: "service" }),
    nobodys({ id: "gh-3", account_type: "service", owner_employee_no: "E-1" }),
    nobodys({ id: "gh-4", employee_no: "E-1" }),
    nobodys({ id: "gh-5", system: "elsewhere" }),
  ];
  const account_state = [state(), state({ account_id: "gh-2", to_hi: DAY + 9 })];
  expect(await found({ account, account_state })).toMatchObject([
    { itemId: "account gh-1", kind: "listed", occurredAt: DAY, seenAt: SEEN, resolvedHi: null, isStateUnknown: false },
    { itemId: "account gh-2", kind: "ownerless", seenAt: null, resolvedHi: DAY + 9 },
  ]);
});

it("lists what a run found only where that is no item, or was not the end of it", async () => {
  const finding = (more: Partial<TableRow<"orphan_account">> = {}) => ({
    ...{ id: "o", system: "github", username: "USER-gh-1", found_at: DAY + 9, resolved_at: DAY + 99 },
    ...{ resolution: "removed", ...more },
  });
  const listed = async (orphan_account: readonly TableRow<"orphan_account">[], more = {}) =>
    (await found({ account: [nobodys()], account_state: [state(more)], orphan_account }))
      .filter(({ kind }) => kind === "listed")
      .map(({ occurredAt }) => occurredAt);
  const inTime = { to_lo: DAY + 99 + 300_000, to_hi: DAY + 99 + 300_000 };
  expect(await listed([finding()], inTime)).toEqual([]);
  const later = { to_lo: inTime.to_lo + 1, to_hi: inTime.to_hi + 1 };
  expect(await listed([finding()], later)).toEqual([DAY + 99]);
  expect(await listed([finding()])).toEqual([DAY + 99]);
  expect(await listed([finding({ resolved_at: null })])).toEqual([]);
  expect(await listed([finding(), finding({ id: "again", resolved_at: SEEN })])).toEqual([]);
  expect(await listed([finding({ found_at: -1, resolved_at: null })])).toEqual([DAY]);
});

it("takes a decision for an answer, a missing state for none", async () => {
  const decision = {
    id: "d",
    system: "github",
    username: "user-gh-1",
    employee_no: null,
    reason: "bot",
    decided_at: 1,
    decided_by: "it",
  };
  expect(await found({ account: [nobodys()], account_state: [state()], identity_decision: [decision] })).toEqual([]);
  expect(await found({ account: [nobodys()] })).toMatchObject([{ isStateUnknown: true }]);
});

it("knows when the account was off, whichever source says so", async () => {
  const resolved = async (account_state: readonly TableRow<"account_state">[], more = {}) =>
    (await found({ account: [nobodys(more)], account_state })).map(({ resolvedLo, resolvedHi, seenAt }) => [
      resolvedLo,
      resolvedHi,
      seenAt,
    ]);
  const off = state({ state: "disabled", from_hi: DAY + 50, from_lo: DAY + 40 });
  expect(await resolved([state({ seen_at: DAY + 9 }), off])).toEqual([[DAY + 40, DAY + 50, null]]);
  expect(await resolved([state({ to_lo: DAY + 3, to_hi: DAY + 5 })])).toEqual([[DAY + 3, DAY + 5, null]]);
  expect(await resolved([state({ seen_at: DAY + 9 })], { deleted_at: DAY + 60 })).toEqual([[DAY + 9, DAY + 60, null]]);
  expect(await resolved([state(), off])).toEqual([[null, null, SEEN]]);
});

it("carries in what was there and open on the first day, and contracts without an end", async () => {
  const old = { created_at: PERIOD.start - 9 };
  const carried = async (tables: TableRows) => (await found(tables, { isCarryIn: true })).map(({ itemId }) => itemId);
  const before = { from_hi: PERIOD.start - 9 };
  expect(await carried({ account: [nobodys(old)], account_state: [state(before)] })).toEqual(["account gh-1"]);
  const gone = state({ ...before, to_hi: PERIOD.start });
  expect(await carried({ account: [nobodys(old)], account_state: [gone] })).toEqual([]);
  expect(await carried({ employment: [spellRow({ worker_type: "contractor" })] })).toEqual(["contract spell E-1"]);
  expect(await carried({ employment: [spellRow({ worker_type: "contractor", end_at: SEEN })] })).toEqual([]);
});
