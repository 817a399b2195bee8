import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, positionRow, spellRow, systemScope } from "../account-person/fake-rows.js";
import { approvalRow, GRANTED, grantRow, ticketRow } from "../grants/fake-rows.js";
import { entryRow } from "../kit/fake-rows.js";
import { privilegedGrants } from "./population.js";

const account = [accountRow({ id: "gh-1", system: "github", username: "Ann" })];
const admin = (more: Parameters<typeof grantRow>[0] = {}) =>
  grantRow({ is_privileged: true, entitlement: "admin", ...more });
const ask = { key: "SEC-12", entitlements: "admin" };

function found(tables: TableRows) {
  const base = {
    scope: [systemScope("github", "scm")],
    account,
    employment: [spellRow(), spellRow({ employee_no: "E-9" })],
    position: [positionRow()],
    access_grant: [admin()],
    identity_decision: [],
  };
  return populate(privilegedGrants, { tables: { ...base, ...tables }, period: PERIOD, derived: [accountPerson] });
}

it("lists administrative rights held in the period, with the approval of the request named", async () => {
  const access_grant = [
    admin({ request_key: "SEC-12" }),
    admin({ id: "plain", is_privileged: false }),
    admin({ id: "over", from_hi: 9, to_hi: PERIOD.start }),
    admin({ id: "elsewhere", system: "x" }),
  ];
  const [item, ...rest] = await found({ access_grant, ticket: [ticketRow(ask)], ticket_approval: [approvalRow()] });
  expect(rest).toEqual([]);
  expect(item).toMatchObject({
    label: "worker E-1 x github: admin",
    unit: "github",
    actor: "it-admin",
    beganAt: GRANTED,
    hasRequest: true,
    isRequestReused: false,
    ticketApprovedAt: GRANTED - 1_800_000,
  });
  expect(
    item?.segments.map(({ fromAt, toAt, held, approvedAt, approvedRole, presentRole, holderState }) => [
      fromAt,
      toAt,
      held,
      approvedAt,
      approvedRole,
      presentRole,
      holderState,
    ]),
  ).toEqual([[GRANTED, PERIOD.end, "true", GRANTED - 1_800_000, "ENG", "ENG", "there"]]);
});

it("takes the register of holders, for as long as an entry stands, and only for the holder", async () => {
  const approvals = async (more: Parameters<typeof entryRow>[0]) => {
    const entry = entryRow({ register: "privileged-role", key: "github/admin/ann", listed_at: GRANTED + 5, ...more });
    const [item] = await found({ register_entry: [entry] });
    return item?.segments.map(({ fromAt, approvedAt }) => [
      fromAt - GRANTED,
      approvedAt === null ? null : approvedAt - GRANTED,
    ]);
  };
  expect(await approvals({})).toEqual([
    [0, null],
    [5, 5],
  ]);
  expect(await approvals({ from_at: GRANTED + 9, to_at: GRANTED + 20 })).toEqual([
    [0, null],
    [9, 9],
    [20, null],
  ]);
  expect(await approvals({ owner: "E-9" })).toEqual([[0, null]]);
  expect(await approvals({ listed_at: null })).toEqual([[0, null]]);
});

it("knows an approval that is open, one's own, for another right, overruled, or used before", async () => {
  const of = async (tables: TableRows) => {
    const items = await found({
      access_grant: [admin({ request_key: "SEC-12" })],
      ticket: [ticketRow(ask)],
      ...tables,
    });
    return items.map(({ ticketApprovedAt, openWhy, isRequestReused }) => [
      ticketApprovedAt !== null,
      openWhy,
      isRequestReused,
    ]);
  };
  const good = [approvalRow()];
  const unknown = [approvalRow({ approver_employee_no: null })];
  expect(await of({ ticket_approval: unknown })).toEqual([[false, "approver unknown", false]]);
  const rule = ticketRow({ ...ask, beneficiary_employee_no: null, reporter_employee_no: "E-5" });
  const own = [approvalRow({ approver_employee_no: "E-1", is_manager_or_owner: true })];
  expect(await of({ ticket: [rule], ticket_approval: own })).toEqual([[false, null, false]]);
  expect(await of({ ticket: [ticketRow()], ticket_approval: good })).toEqual([[false, null, false]]);
  const rejected = approvalRow({ decision: "rejected", decided_at: GRANTED });
  expect(await of({ ticket_approval: [...good, rejected] })).toEqual([[false, null, false]]);
  const twice = [admin({ request_key: "SEC-12" }), admin({ id: "again", request_key: "SEC-12", from_hi: GRANTED + 9 })];
  expect(await of({ access_grant: twice, ticket_approval: good })).toEqual([
    [true, null, false],
    [true, null, true],
  ]);
});

it("takes a newer request for the same right as a newer approval", async () => {
  const later = GRANTED + 5 * DAY_MS;
  const ticket = [ticketRow(ask), ticketRow({ ...ask, key: "SEC-13", created_at: later - 9 })];
  const ticket_approval = [approvalRow(), approvalRow({ ticket_key: "SEC-13", decided_at: later })];
  const [item] = await found({ access_grant: [admin({ request_key: "SEC-12" })], ticket, ticket_approval });
  expect(item?.segments.map(({ fromAt, approvedAt }) => [fromAt, approvedAt])).toEqual([
    [GRANTED, GRANTED - 1_800_000],
    [later, later],
  ]);
  expect(item?.ticketApprovedAt).toBe(GRANTED - 1_800_000);
});

it("cuts where the job and the employment of the holder change, and knows machines by their owner", async () => {
  const moved = GRANTED + DAY_MS;
  const position = [positionRow({ to_at: moved }), positionRow({ from_at: moved, role_code: null, title: "Seller" })];
  const employment = [spellRow({ end_at: GRANTED + 9 * DAY_MS })];
  const [item] = await found({ position, employment });
  expect(
    item?.segments.map(({ fromAt, approvedRole, presentRole, holderState }) => [
      fromAt,
      approvedRole,
      presentRole,
      holderState,
    ]),
  ).toEqual([
    [GRANTED, "ENG", "ENG", "there"],
    [moved, "ENG", "Seller", "there"],
    [GRANTED + 9 * DAY_MS, "ENG", "Seller", "gone"],
  ]);
  const [machine] = await found({
    account: [accountRow({ id: "gh-1", system: "github", account_type: "service", owner_employee_no: "E-1" })],
  });
  expect(machine).toMatchObject({
    label: "service account gh-1 x github: admin",
    isMatched: true,
    accountType: "service",
  });
});

it("keeps a right whose account no listing has", async () => {
  const access_grant = [admin({ request_key: "SEC-12" })];
  const tables = { access_grant, account: [], ticket: [ticketRow(ask)], ticket_approval: [approvalRow()] };
  expect(await found(tables)).toMatchObject([
    { label: "unknown account gh-1 x github: admin", accountType: "unknown", isMatched: false, hasRequest: true },
  ]);
});

it("puts the start and the end that two files told together", async () => {
  const ended = (at: number, more: Parameters<typeof grantRow>[0] = {}) =>
    admin({ id: `end ${at}`, is_event: false, from_lo: null, from_hi: at, to_lo: at, to_hi: at, seen_at: at, ...more });
  const lives = async (...access_grant: ReturnType<typeof grantRow>[]) =>
    (await found({ access_grant })).map(({ itemId, beganAt, endedLo, endedAt, segments }) => [
      itemId,
      [beganAt, endedLo, endedAt],
      segments.map(({ fromAt, toAt, held }) => [fromAt, toAt, held]),
    ]);
  const end = GRANTED + DAY_MS;
  const event = admin({ seen_at: GRANTED });
  const one = [["g-1", [GRANTED, end, end], [[GRANTED, end, "true"]]]];
  expect(await lives(event, ended(end))).toEqual(one);
  expect(await lives({ ...event, seen_at: end }, ended(end), ended(end + 9))).toMatchObject(one);
  const other = ended(end, { entitlement: "owner" });
  const since = PERIOD.start;
  expect(await lives(event, other)).toEqual([
    [other.id, [since, end, end], [[since, end, null]]],
    ["g-1", [GRANTED, null, null], [[GRANTED, PERIOD.end, "true"]]],
  ]);
  // Seen after that end: as an event, nobody knows whether it ended; in a listing, it did not.
  expect(await lives({ ...event, seen_at: end + 1 }, ended(end))).toEqual([
    [
      "g-1",
      [GRANTED, end, null],
      [
        [GRANTED, end + 1, "true"],
        [end + 1, PERIOD.end, null],
      ],
    ],
  ]);
  expect(await lives({ ...event, is_event: false, seen_at: end + 1 }, ended(end))).toEqual([
    ["g-1", [GRANTED, null, null], [[GRANTED, PERIOD.end, "true"]]],
  ]);
});
