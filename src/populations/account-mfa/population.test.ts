import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, spellRow, stateRow, systemScope } from "../account-person/fake-rows.js";
import { grantRow } from "../grants/fake-rows.js";
import { accountMfa } from "./population.js";

const DAY = Date.UTC(2026, 2, 4);
const LATER = DAY + 5 * DAY_MS;

function policyRow(more: Partial<TableRow<"auth_policy">> = {}): TableRow<"auth_policy"> {
  const base = { id: `p ${more.account_id} ${more.from_at}`, system: "okta", account_id: null, is_mfa_enforced: true };
  return { ...base, exclusion_key: null, from_at: 0, to_at: null, ...more };
}

function factorRow(more: Partial<TableRow<"auth_factor">> = {}): TableRow<"auth_factor"> {
  const bounds = { from_lo: 1, from_hi: 1, to_lo: null, to_hi: null, seen_at: PERIOD.end };
  return { id: "f", account_id: "okta-1", factor: "totp", is_phishing_resistant: false, ...bounds, ...more };
}

function found(tables: TableRows) {
  return populate(accountMfa, {
    tables: {
      scope: [systemScope("okta", "idp"), systemScope("github", "scm"), systemScope("wiki", "app")],
      calendar: [{ id: "d", kind: "day", period_key: "2026-03-04", from_at: DAY, to_at: DAY + DAY_MS }],
      employment: [spellRow()],
      account: [accountRow()],
      account_state: [stateRow()],
      auth_policy: [policyRow()],
      auth_factor: [factorRow()],
      access_grant: [],
      sign_in: [],
      approved_exception: [],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
  });
}

/** The stretches of the only account, from their starts, with one fact. */
async function stretches(
  tables: TableRows,
  fact: "access" | "isEnforced" | "factorLevel" | "strongFactorLevel" | "isAdmin" | "weakSignIns" | "exceptionId",
) {
  const items = await found(tables);
  expect(items).toHaveLength(1);
  const segments = items[0]?.segments ?? [];
  expect(segments.map(({ toAt }) => toAt)).toEqual([...segments.slice(1).map(({ fromAt }) => fromAt), PERIOD.end]);
  return segments.map((segment) => [segment.fromAt, segment[fact]]);
}

it("has one item per person's account where people sign in", async () => {
  const account = [
    accountRow(),
    accountRow({ id: "gh-1", system: "github", employee_no: null }),
    accountRow({ id: "wiki-1", system: "wiki" }),
    accountRow({ id: "bot", account_type: "service" }),
    accountRow({ id: "gone", deleted_at: PERIOD.start }),
    accountRow({ id: "later", created_at: PERIOD.end }),
  ];
  expect((await found({ account })).map(({ label }) => label)).toEqual(["account gh-1 x github", "worker E-1 x okta"]);
  const sso = { id: "s", kind: "sso_only", key: "github", attribute: "scm", from_at: 0, to_at: null };
  const scope = [systemScope("okta", "idp"), systemScope("github", "scm"), sso];
  expect((await found({ account, scope })).map(({ label }) => label)).toEqual(["worker E-1 x okta"]);
});

it("lives from creation to deletion, within the scope of its system", async () => {
  const account = [accountRow({ created_at: DAY, deleted_at: LATER })];
  expect(await found({ account })).toMatchObject([
    { occurredAt: DAY, lifeFrom: DAY, lifeTo: LATER, segments: [{ fromAt: DAY, toAt: LATER }] },
  ]);
  const scope = [systemScope("okta", "idp", { from_at: DAY + 1, to_at: LATER - 1 })];
  expect(await found({ account, scope })).toMatchObject([{ lifeFrom: DAY + 1, lifeTo: LATER - 1 }]);
});

it("is an item in each time in which its system was in scope", async () => {
  const scope = [
    systemScope("okta", "idp", { id: "a", to_at: DAY }),
    systemScope("okta", "cloud", { id: "b", from_at: DAY, to_at: DAY + 9 }),
    systemScope("okta", "idp", { id: "c", from_at: LATER }),
  ];
  const row = { account_id: "okta-1", system: "okta", is_success: true, app: null, is_legacy_protocol: false };
  const sign_in = [{ ...row, id: "s", at: LATER, factor_count: null, bypass_key: null }];
  expect(await found({ scope, sign_in })).toMatchObject([
    { itemId: "okta-1", lifeTo: DAY + 9, firstUntoldAt: null, segments: [{ fromAt: PERIOD.start, toAt: DAY + 9 }] },
    {
      itemId: `okta-1 ${LATER}`,
      lifeFrom: LATER,
      lifeTo: null,
      firstUntoldAt: LATER,
      segments: [{ fromAt: LATER, toAt: PERIOD.end }],
    },
  ]);
});

describe("stretches are cut where facts change", () => {
  it("of the state: unknown before the first record", async () => {
    const account_state = [stateRow({ from_hi: DAY }), stateRow({ state: "disabled", from_hi: LATER })];
    expect(await stretches({ account_state }, "access")).toEqual([
      [PERIOD.start, "maybe"],
      [DAY, "on"],
      [LATER, "off"],
    ]);
  });

  it("of the policy: the account's own wins over the system's", async () => {
    const auth_policy = [
      policyRow({ to_at: LATER }),
      policyRow({ account_id: "okta-1", is_mfa_enforced: false, from_at: DAY, to_at: DAY + 9 }),
      policyRow({ account_id: "okta-2", is_mfa_enforced: false, from_at: DAY + 50 }),
    ];
    expect(await stretches({ auth_policy }, "isEnforced")).toEqual([
      [PERIOD.start, true],
      [DAY, false],
      [DAY + 9, true],
      [LATER, null],
    ]);
  });

  it("of factors and rights, with the bounds of what was seen", async () => {
    const auth_factor = [
      factorRow({ from_lo: DAY, from_hi: DAY + 9 }),
      factorRow({ id: "g", is_phishing_resistant: true, from_lo: LATER, from_hi: LATER }),
    ];
    expect(await stretches({ auth_factor }, "factorLevel")).toEqual([
      [PERIOD.start, 0],
      [DAY, 1],
      [DAY + 9, 2],
      [LATER, 2],
    ]);
    expect(await stretches({ auth_factor }, "strongFactorLevel")).toEqual([
      [PERIOD.start, 0],
      [DAY, 0],
      [DAY + 9, 0],
      [LATER, 2],
    ]);
    const access_grant = [
      grantRow({ account_id: "okta-1", is_privileged: true, from_hi: DAY, to_lo: LATER, to_hi: LATER }),
      grantRow({ id: "x", account_id: "okta-1" }),
    ];
    expect(await stretches({ access_grant }, "isAdmin")).toEqual([
      [PERIOD.start, false],
      [DAY, true],
      [LATER, false],
    ]);
  });

  it("of a factor whose end another file tells, one tick either side", async () => {
    const open = factorRow({ from_lo: DAY, from_hi: DAY, seen_at: DAY });
    const end = factorRow({ id: "e", from_lo: null, from_hi: LATER, to_lo: LATER, to_hi: LATER, seen_at: LATER });
    const levels = async (...auth_factor: readonly TableRow<"auth_factor">[]) =>
      stretches({ auth_factor }, "factorLevel");
    const ended = [
      [PERIOD.start, 0],
      [DAY, 2],
      [LATER, 0],
    ];
    expect(await levels(open, end)).toEqual(ended);
    expect(await levels({ ...open, seen_at: LATER }, end)).toEqual(ended);
    expect(await levels({ ...open, seen_at: LATER + 1 }, end)).toEqual([...ended.slice(0, 2), [LATER, 1]]);
    const second = { ...open, id: "g", from_lo: DAY + 1, from_hi: DAY + 1 };
    expect((await levels(open, second, end)).at(-1)).toEqual([LATER, 1]);
    const again = { ...open, id: "g", from_lo: LATER + 1, from_hi: LATER + 1 };
    expect((await levels(open, end, again)).slice(-2)).toEqual([
      [LATER, 0],
      [LATER + 1, 2],
    ]);
  });

  it("of a factor whose start no file tells: it was there before, since nobody knows when", async () => {
    const end = factorRow({ from_lo: null, from_hi: LATER, to_lo: LATER, to_hi: LATER, seen_at: LATER });
    const other = factorRow({ id: "g", factor: "sms", from_lo: DAY, from_hi: DAY });
    expect(await stretches({ auth_factor: [end] }, "factorLevel")).toEqual([
      [PERIOD.start, 1],
      [LATER, 0],
    ]);
    expect(await stretches({ auth_factor: [end, other] }, "factorLevel")).toEqual([
      [PERIOD.start, 1],
      [DAY, 2],
      [LATER, 2],
    ]);
  });

  it("of exceptions, by account or by the policy's exclusion", async () => {
    const exception = {
      id: "EX-1",
      kind: "mfa",
      subject: "okta-1",
      owner: "E-9",
      approved_at: DAY,
      from_at: DAY,
      to_at: LATER,
    };
    const covered = [
      [PERIOD.start, null],
      [DAY, "EX-1"],
      [LATER, null],
    ];
    expect(await stretches({ approved_exception: [exception] }, "exceptionId")).toEqual(covered);
    const auth_policy = [policyRow({ account_id: "okta-1", is_mfa_enforced: false, exclusion_key: "EX-1" })];
    const username = "Jane@acme.example";
    const account = [accountRow({ username, external_id: "00u1" })];
    for (const [subject, isNamed] of [
      ["OKTA/jane@acme.example", true],
      ["okta-1", true],
      [username, false],
      [`github/${username}`, false],
      ["00u1", false],
    ] as const) {
      const approved_exception = [{ ...exception, subject }];
      expect(await stretches({ account, approved_exception }, "exceptionId"), subject).toEqual(
        isNamed ? covered : [[PERIOD.start, null]],
      );
    }
    const named = { ...exception, subject: "a group" };
    expect(await stretches({ approved_exception: [named], auth_policy }, "exceptionId")).toEqual(covered);
    expect(await stretches({ approved_exception: [named] }, "exceptionId")).toEqual([[PERIOD.start, null]]);
  });
});

it("marks the day of a single-factor sign-in, and knows when factors were not told", async () => {
  const row = {
    account_id: "okta-1",
    system: "okta",
    is_success: true,
    app: null,
    is_legacy_protocol: false,
    bypass_key: null,
  };
  const sign = (id: string, more: object) => ({ ...row, id, at: DAY + 9, factor_count: 1, ...more });
  const days = async (more: object) => stretches({ sign_in: [sign("a", more)] }, "weakSignIns");
  const marked = [
    [PERIOD.start, 0],
    [DAY, 1],
    [DAY + DAY_MS, 0],
  ];
  expect(await days({})).toEqual(marked);
  expect(await days({ factor_count: 2, is_legacy_protocol: true })).toEqual(marked);
  expect(await days({ factor_count: 2 })).toEqual([[PERIOD.start, 0]]);
  expect(await days({ bypass_key: "SEC-1" })).toEqual([[PERIOD.start, 0]]);
  expect(await days({ is_success: false })).toEqual([[PERIOD.start, 0]]);
  const untold = [sign("a", { factor_count: null }), sign("b", { factor_count: null, at: LATER })];
  expect(await found({ sign_in: untold })).toMatchObject([{ firstUntoldAt: DAY + 9, lastUntoldAt: LATER }]);
});
