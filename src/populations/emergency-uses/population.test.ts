import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { accountRow, PERIOD, spellRow, systemScope } from "../account-person/fake-rows.js";
import { ticketRow } from "../grants/fake-rows.js";
import { dutyRow, stepRow } from "../kit/fake-rows.js";
import { emergencyUses } from "./population.js";

const USED = Date.UTC(2026, 2, 4, 11);
const account = accountRow({ account_type: "break_glass", username: "BG-1", employee_no: null });
const scope = [systemScope("okta", "idp")];
const employment = [
  spellRow({ employee_no: "E-1" }),
  spellRow({ employee_no: "E-1b", person_id: "person E-1" }),
  spellRow({ employee_no: "E-9" }),
];

function signIn(at: number, more: Partial<TableRow<"sign_in">> = {}): TableRow<"sign_in"> {
  const base = { id: `s ${at}`, account_id: "okta-1", system: "okta", at, is_success: true, factor_count: 2 };
  return { ...base, app: null, is_legacy_protocol: false, bypass_key: null, ...more };
}

function record(more: Partial<TableRow<"duty">> = {}): TableRow<"duty"> {
  return dutyRow({ kind: "emergency-access", key: "EA-1", subject: "okta/bg-1", opened_at: USED, ...more });
}

function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(emergencyUses, {
    tables: { account: [account], scope, employment, ...tables },
    period: PERIOD,
    ...more,
  });
}

it("lists successful sign-ins of emergency accounts in scope, and knows the one before in the period", async () => {
  const tables = {
    account: [
      account,
      accountRow({ id: "okta-2" }),
      accountRow({ id: "x-1", system: "x", account_type: "break_glass" }),
    ],
    sign_in: [
      signIn(PERIOD.start - MINUTE_MS),
      signIn(PERIOD.start),
      signIn(PERIOD.start + MINUTE_MS),
      signIn(USED, { is_success: false }),
      signIn(USED + 1, { account_id: "okta-2", id: "person" }),
      signIn(USED + 2, { account_id: "x-1", id: "no scope" }),
      signIn(PERIOD.end),
    ],
  };
  expect(await found(tables)).toMatchObject([
    { occurredAt: PERIOD.start, label: "use of okta/bg-1", previousAt: null, recordKey: null },
    { occurredAt: PERIOD.start + MINUTE_MS, previousAt: PERIOD.start },
  ]);
  expect(await found(tables, { isCarryIn: true })).toEqual([]);
});

it("takes the record that covers the moment, else the nearest, with its ticket or incident", async () => {
  const duty = [
    record({ id: "far", key: "EA-9", opened_at: USED - 9 * HOUR_MS }),
    record({ id: "near", key: "EA-2", opened_at: USED + MINUTE_MS, ticket_key: "SEC-12" }),
    record({ id: "other", subject: "okta/bg-2" }),
  ];
  const covering = record({ id: "long", key: "EA-3", opened_at: USED - 5 * HOUR_MS, closed_at: USED + HOUR_MS });
  const ticket = [ticketRow({ created_at: USED + 5 })];
  expect(await found({ sign_in: [signIn(USED)], duty, ticket })).toMatchObject([
    { recordKey: "EA-2", recordOwner: "E-1", actor: "E-1", ticketKey: "SEC-12", ticketCreatedAt: USED + 5 },
  ]);
  expect(await found({ sign_in: [signIn(USED)], duty: [...duty, covering] })).toMatchObject([
    { recordKey: "EA-3", ticketKey: null, ticketCreatedAt: null },
  ]);
});

it("tells a review by another from one's own, and takes the change of the secret after the use", async () => {
  const after = async (...duty_step: TableRow<"duty_step">[]) =>
    (await found({ sign_in: [signIn(USED)], duty: [record()], duty_step }))[0];
  const own = stepRow("reviewed", { done_at: USED + 1, actor: "E-1" });
  const others = stepRow("reviewed", { done_at: USED + 2, actor: "E-9" });
  expect(await after(own)).toMatchObject({ reviewedAt: null, hasOtherReview: true });
  expect(await after(own, others)).toMatchObject({ reviewedAt: USED + 2, reviewedBy: "E-9", hasOtherReview: false });
  expect(await after({ ...others, actor: "E-1b" })).toMatchObject({ reviewedAt: null, hasOtherReview: true });
  expect(await after(own, { ...others, actor: "E-7" })).toMatchObject({
    reviewedAt: null,
    hasOtherReview: false,
    hasUnsureReview: true,
  });
  expect(await after({ ...others, done_at: null })).toMatchObject({ reviewedAt: null, hasOtherReview: true });
  expect(await after()).toMatchObject({ reviewedAt: null, hasOtherReview: false, rotatedAt: null });
  const rotations = [USED - 1, USED + 7, USED + 9].map((done_at) => stepRow("rotated", { done_at }));
  expect(await after(...rotations)).toMatchObject({ rotatedAt: USED + 7 });
});

it("names the record of the use before, and the last use that the record covers, before which no secret counts", async () => {
  const duty = [record({ closed_at: USED + HOUR_MS })];
  const duty_step = [9, 40, 90].map((minutes) => stepRow("rotated", { done_at: USED + minutes * MINUTE_MS }));
  const sign_in = [0, 30, 65, 70].map((minutes) => signIn(USED + minutes * MINUTE_MS));
  const uses = await found({ sign_in, duty, duty_step });
  expect(
    uses.map(({ previousRecordKey, lastAt, rotatedAt }) => [
      previousRecordKey,
      lastAt === null ? null : (lastAt - USED) / MINUTE_MS,
      rotatedAt === null ? null : (rotatedAt - USED) / MINUTE_MS,
    ]),
  ).toEqual([
    [null, 65, 90],
    ["EA-1", 65, 90],
    ["EA-1", null, 90],
    ["EA-1", null, 90],
  ]);
});
