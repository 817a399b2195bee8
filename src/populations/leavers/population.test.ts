import { describe, expect, it } from "vitest";
import { populate, runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { day, HOUR_MS } from "../../base/instant.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, positionRow, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { leavers } from "./population.js";

const LEFT = Date.UTC(2026, 2, 4);
const SEEN = Date.UTC(2026, 6, 2);

/** The leavers of the period: E-1 left on 3 March, with an account in okta. */
async function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(leavers, {
    tables: {
      employment: [spellRow({ end_at: LEFT })],
      position: [positionRow()],
      scope: [systemScope("okta", "idp"), systemScope("github", "scm")],
      account: [accountRow()],
      account_state: [stateRow()],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

/** How the accounts of the only leaver ended. */
async function ending(tables: TableRows) {
  const items = await found(tables);
  expect(items).toHaveLength(1);
  const [{ accountCount, onCount, onSeenAt, offLo, offHi, isStateUnknown } = empty()] = items;
  return { accountCount, onCount, onSeenAt, offLo, offHi, isStateUnknown };
}

function empty(): never {
  throw new Error("no leaver");
}

const none = { accountCount: 1, onCount: 0, onSeenAt: null, offLo: null, offHi: null, isStateUnknown: false };
const disabled = (at: number, more = {}) => stateRow({ state: "disabled", from_hi: at, from_lo: at, ...more });

describe("who left", () => {
  it("is every spell that ended in the period, once, both edges as they should be", async () => {
    const end = (employee_no: string, end_at: number, more = {}) => spellRow({ employee_no, end_at, ...more });
    const items = await found({
      employment: [
        end("E-1", PERIOD.start),
        end("E-2", PERIOD.end - 1, { worker_type: "contractor" }),
        end("E-3", PERIOD.start - 1),
        end("E-4", PERIOD.end),
        end("E-5", LEFT, { is_cancelled: true }),
        spellRow({ employee_no: "E-6" }),
      ],
    });
    expect(items.map(({ label, occurredAt, accountCount }) => [label, occurredAt, accountCount])).toEqual([
      ["worker E-1", PERIOD.start, 1],
      ["worker E-2", PERIOD.end - 1, 0],
    ]);
  });

  it("runs from the end of access that HR stated beforehand, not from one stated after", async () => {
    const garden = (access_end_recorded_at: number) =>
      found({ employment: [spellRow({ end_at: LEFT, access_end_at: LEFT - HOUR_MS, access_end_recorded_at })] });
    expect(await garden(LEFT - HOUR_MS)).toMatchObject([
      { occurredAt: LEFT - HOUR_MS, isGardenLeave: true, endAt: LEFT },
    ]);
    expect(await garden(LEFT - HOUR_MS + 1)).toMatchObject([{ occurredAt: LEFT, isGardenLeave: false }]);
  });

  it("tells a conversion from a return, and knows when the return was approved", async () => {
    const next = (start_at: number) =>
      found({ employment: [spellRow({ end_at: LEFT }), spellRow({ id: "next", start_at, approved_at: 7 })] });
    expect(await next(LEFT)).toMatchObject([{ isContinued: true, nextStartAt: null }]);
    expect(await next(LEFT + 1)).toMatchObject([{ isContinued: false, nextStartAt: LEFT + 1, nextApprovedAt: 7 }]);
  });

  it("knows the department they left", async () => {
    const position = [
      positionRow(),
      positionRow({ from_at: LEFT - 1, department: "Data" }),
      positionRow({ from_at: LEFT, department: "X" }),
    ];
    expect(await found({ position })).toMatchObject([{ unit: "Data" }]);
  });

  it("carries in who could still sign in on the first day", async () => {
    const employment = [spellRow({ end_at: PERIOD.start - HOUR_MS })];
    const carried = async (state: Parameters<typeof stateRow>[0]) =>
      (await found({ employment, account_state: [stateRow(state)] }, { isCarryIn: true })).length;
    expect(await carried({})).toBe(1);
    expect(await carried({ to_lo: PERIOD.start, to_hi: PERIOD.start + 1 })).toBe(1);
    expect(await carried({ to_lo: PERIOD.start, to_hi: PERIOD.start })).toBe(0);
  });

  it("carries in who may still have been able to sign in, because nobody saw", async () => {
    const employment = [spellRow({ end_at: PERIOD.start - HOUR_MS })];
    const carried = async (tables: TableRows) => (await found({ employment, ...tables }, { isCarryIn: true })).length;
    const odd = (more: Parameters<typeof stateRow>[0] = {}) => ({
      account_state: [stateRow({ state: "unknown", ...more })],
    });
    expect(await carried({ account_state: [] })).toBe(1);
    expect(await carried(odd())).toBe(1);
    expect(await carried(odd({ to_lo: PERIOD.start, to_hi: PERIOD.start + 1 }))).toBe(1);
    const off = disabled(PERIOD.start);
    expect(await carried({ account_state: [...odd({ to_hi: PERIOD.start }).account_state, off] })).toBe(0);
    expect(await carried({ ...odd(), account: [accountRow({ deleted_at: PERIOD.start })] })).toBe(0);
    expect(await carried({ ...odd(), account: [accountRow({ deleted_at: PERIOD.start + 1 })] })).toBe(1);
  });
});

describe("when the account could no longer sign in", () => {
  it("is the end of its last stretch, or still open", async () => {
    expect(await ending({})).toEqual({ ...none, onCount: 1, onSeenAt: SEEN });
    expect(await ending({ account_state: [stateRow({ to_lo: 5e11, to_hi: LEFT })] })).toEqual({
      ...none,
      offLo: 5e11,
      offHi: LEFT,
    });
    const account_state = [
      stateRow({ to_hi: LEFT }),
      disabled(LEFT),
      stateRow({ from_hi: LEFT + 9, state: "can_recover" }),
    ];
    expect(await ending({ account_state })).toEqual({ ...none, onCount: 1, onSeenAt: SEEN });
    expect(await ending({ account_state: [stateRow({ state: "locked" })] })).toMatchObject({ onCount: 1 });
  });

  it("is where another source saw it disabled, after it was last seen active", async () => {
    const log = stateRow({ seen_at: LEFT - 50 });
    expect(await ending({ account_state: [log, disabled(LEFT)] })).toEqual({ ...none, offLo: LEFT, offHi: LEFT });
    const listing = disabled(SEEN, { from_lo: Date.UTC(2020, 0, 1) });
    expect(await ending({ account_state: [log, listing] })).toEqual({ ...none, offLo: LEFT - 50, offHi: SEEN });
    expect(await ending({ account_state: [disabled(LEFT), listing] })).toEqual({ ...none, offLo: LEFT, offHi: LEFT });
    expect(await ending({ account_state: [stateRow(), disabled(LEFT)] })).toMatchObject({ onCount: 1, onSeenAt: SEEN });
  });

  it("is the deletion at the latest, and the first seen disabling where nothing came before", async () => {
    expect(await ending({ account_state: [disabled(LEFT)] })).toEqual({ ...none, offLo: LEFT, offHi: LEFT });
    const account = [accountRow({ deleted_at: LEFT + 9 })];
    expect(await ending({ account, account_state: [] })).toEqual({ ...none, offHi: LEFT + 9 });
    expect(await ending({ account, account_state: [stateRow({ seen_at: LEFT })] })).toEqual({
      ...none,
      offLo: LEFT,
      offHi: LEFT + 9,
    });
    expect(await ending({ account, account_state: [disabled(LEFT)] })).toMatchObject({ offLo: LEFT, offHi: LEFT });
  });

  it("is unknown without a state, or with a word nobody knows", async () => {
    expect(await ending({ account_state: [] })).toEqual({ ...none, isStateUnknown: true });
    const odd = stateRow({ state: "unknown", from_hi: LEFT });
    expect(await ending({ account_state: [stateRow({ to_hi: LEFT }), odd] })).toMatchObject({
      offHi: LEFT,
      isStateUnknown: true,
    });
  });

  it("is that of the worst account, in providers only, and not of one that was off before the spell", async () => {
    const account = [accountRow(), accountRow({ id: "okta-2" }), accountRow({ id: "gh-1", system: "github" })];
    const account_state = [
      disabled(LEFT),
      disabled(LEFT + 9, { account_id: "okta-2" }),
      stateRow({ account_id: "gh-1" }),
    ];
    expect(await ending({ account, account_state })).toEqual({
      ...none,
      accountCount: 2,
      offLo: LEFT + 9,
      offHi: LEFT + 9,
    });
    const old = [disabled(LEFT), disabled(Date.UTC(2020, 0, 1), { account_id: "okta-2" })];
    expect(await ending({ account, account_state: old })).toMatchObject({ accountCount: 1, offHi: LEFT });
  });

  it("leaves out what begins with the next spell", async () => {
    const employment = [spellRow({ end_at: LEFT }), spellRow({ id: "next", start_at: LEFT + 900 })];
    const account_state = [stateRow({ to_hi: LEFT }), disabled(LEFT), stateRow({ from_hi: LEFT + 900 })];
    expect(await ending({ employment, account_state })).toEqual({ ...none, offLo: LEFT, offHi: LEFT });
  });
});

describe("sessions and sign-ins", () => {
  const revoked = async (at: number, scope = "sessions") =>
    (
      await found({
        account_state: [disabled(LEFT)],
        session_revocation: [{ id: "r", account_id: "okta-1", at, scope }],
      })
    )[0]?.sessionsRevokedAt;

  it("count from five minutes before access ended", async () => {
    expect(await revoked(LEFT - 300_000)).toBe(LEFT - 300_000);
    expect(await revoked(LEFT - 300_001)).toBe(null);
    expect(await revoked(LEFT, "tokens")).toBe(null);
    expect(await revoked(LEFT, "all")).toBe(LEFT);
  });

  it("count when successful, after the end and before the next spell", async () => {
    const signed = async (at: number, more = {}) => {
      const row = { id: "s", account_id: "okta-1", system: "okta", at, is_success: true, factor_count: 2, app: null };
      const employment = [spellRow({ end_at: LEFT }), spellRow({ id: "next", start_at: LEFT + 900 })];
      const sign_in = [{ ...row, is_legacy_protocol: false, bypass_key: null, ...more }];
      return (await found({ employment, sign_in }))[0]?.lastSignInAt;
    };
    expect(await signed(LEFT)).toBe(null);
    expect(await signed(LEFT + 1)).toBe(LEFT + 1);
    expect(await signed(LEFT + 1, { is_success: false })).toBe(null);
    expect(await signed(LEFT + 900)).toBe(null);
  });
});

it("counts accounts that say nothing of whose they are, where the leaver has none", async () => {
  const nobody = { employee_no: null, email: null };
  const account = [
    accountRow({ ...nobody, created_at: LEFT - 1 }),
    accountRow({ id: "okta-2", ...nobody, created_at: LEFT }),
    accountRow({ id: "okta-3", employee_no: "E-77" }),
    accountRow({ id: "okta-4", ...nobody, account_type: "bot" }),
  ];
  expect(await found({ account })).toMatchObject([
    { accountCount: 0, nobodysAccounts: 1, firstSystem: "okta", lastSystem: "okta", systemCount: 1 },
  ]);
});

it("compares with payroll, explaining contractors only", async () => {
  const paid = (employee_no: string) => ({ id: employee_no, employee_no, end_day: day("2026-03-31") });
  const rows = await runOnBoth({
    sql: leavers.secondSource?.sql ?? "",
    columns: Object.fromEntries(
      ["key", "side", "explanation"].map((name) => [name, { kind: "text" as const, nullable: true, doc: "" }]),
    ),
    names: ["employment", "payroll_end", "calendar"],
    input: {
      period: PERIOD,
      tables: {
        employment: [
          spellRow({ end_at: LEFT }),
          spellRow({ employee_no: "E-2", end_at: LEFT }),
          spellRow({ employee_no: "E-3", end_at: LEFT, worker_type: "contractor" }),
          spellRow({ employee_no: "E-4" }),
        ],
        payroll_end: [paid("E-1"), paid("E-4"), { ...paid("E-5"), end_day: day("2025-12-31") }],
        calendar: [{ id: "d", kind: "day", period_key: "2026-03-31", from_at: LEFT, to_at: LEFT + 1 }],
      },
    },
  });
  expect(rows.map(({ key, side, explanation }) => [key, side, explanation]).sort()).toEqual([
    ["E-2", "first only", null],
    ["E-3", "first only", "a contractor: paid by invoice, not by payroll"],
    ["E-4", "second only", null],
  ]);
});
