import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, positionRow, spellRow, systemScope } from "../account-person/fake-rows.js";
import { approvalRow, grantRow, ticketRow } from "../grants/fake-rows.js";
import { type Mover, movers } from "./population.js";

const AT = Date.UTC(2026, 2, 2);
const OLD = Date.UTC(2025, 0, 1);
const DAYS_30 = 30 * DAY_MS;
const SEEN = Date.UTC(2026, 6, 2);

const before = positionRow({ role_code: "SUPPORT", to_at: AT });
const after = positionRow({ from_at: AT, is_first: false, department: "Data" });
const peer = positionRow({ person_id: "person E-2" });

/** The moves of the period: E-1 from SUPPORT to ENG, where E-2 is already. */
function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(movers, {
    tables: {
      position: [before, after, peer],
      employment: ["E-1", "E-2", "E-9"].map((employee_no) => spellRow({ employee_no })),
      account: [
        accountRow({ id: "gh-1", system: "github" }),
        accountRow({ id: "gh-2", system: "github", employee_no: "E-2" }),
      ],
      access_grant: [],
      access_review: [],
      access_review_item: [],
      ticket: [],
      ticket_approval: [],
      scope: [systemScope("github", "scm")],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

async function only(tables: TableRows): Promise<Mover> {
  const [item, ...others] = await found(tables);
  expect(others).toEqual([]);
  if (item === undefined) throw new Error("no move");
  return item;
}

describe("who moved", () => {
  it("is whoever changed position in the period, once, with the roles before and after", async () => {
    expect(await found({})).toMatchObject([
      {
        occurredAt: AT,
        label: "move of worker E-1",
        unit: "Data",
        roleBefore: "SUPPORT",
        roleAfter: "ENG",
        peerCount: 1,
        systems: "github",
        scopedSystems: "github",
      },
    ]);
    expect(await found({}, { isCarryIn: true })).toEqual([]);
    const at = async (from_at: number) => (await found({ position: [before, { ...after, from_at }] })).length;
    expect([
      await at(PERIOD.start - 1),
      await at(PERIOD.start),
      await at(PERIOD.end - 1),
      await at(PERIOD.end),
    ]).toEqual([0, 1, 1, 0]);
  });

  it("is not a joiner, but is who became an employee without a break", async () => {
    const first = { ...after, is_first: true };
    expect(await found({ position: [{ ...before, to_at: AT - 1 }, first] })).toEqual([]);
    expect(await found({ position: [{ ...before, to_at: AT }, first] })).toHaveLength(1);
    expect(await found({ position: [first] })).toEqual([]);
  });
});

it("keeps who has a position and no employment at all, and leaves out the cancelled and whoever is gone", async () => {
  const employment = [spellRow({ employee_no: "E-2" })];
  expect(await found({ employment })).toMatchObject([
    { label: "move of worker person E-1", employeeNo: null, endAt: null },
  ]);
  expect(await found({ employment: [spellRow({ is_cancelled: true })] })).toEqual([]);
  expect(await found({ employment: [spellRow({ end_at: AT })] })).toEqual([]);
});

describe("who moved before the period", () => {
  const moved = PERIOD.start - DAY_MS;
  const position = [{ ...before, to_at: moved }, { ...after, from_at: moved }, peer];
  const carried = async (grant: Parameters<typeof grantRow>[0], more: TableRows = {}) =>
    (await found({ position, access_grant: [grantRow({ from_hi: OLD, ...grant })], ...more }, { isCarryIn: true }))
      .length;

  it("is carried in while the old access was unsettled on the first day", async () => {
    expect(await carried({})).toBe(1);
    expect(await carried({ to_hi: PERIOD.start + 1 })).toBe(1);
    expect(await carried({ to_hi: PERIOD.start })).toBe(0);
    expect(await carried({ from_hi: moved })).toBe(0);
    expect(await carried({ account_id: "gh-2" })).toBe(0);
  });

  it("is a leaver where the work ended by then", async () => {
    const until = (end_at: number) => ({ employment: [spellRow({ end_at }), spellRow({ employee_no: "E-2" })] });
    expect(await carried({}, until(PERIOD.start))).toBe(0);
    expect(await carried({}, until(PERIOD.start + 1))).toBe(1);
  });
});

describe("old entitlements", () => {
  const grant = (more: object = {}) => grantRow({ from_hi: OLD, is_event: false, ...more });
  const request = (decided_at: number, more: object = {}) => ({
    ticket: [ticketRow({ created_at: AT, ...more })],
    ticket_approval: [approvalRow({ decided_at, is_manager_or_owner: true })],
  });

  it("are open until removed, and those begun or ended with the move do not count", async () => {
    expect(await only({ access_grant: [grant()] })).toMatchObject({
      heldCount: 1,
      outsideCount: 1,
      openCount: 1,
      openSeenAt: SEEN,
      openFirst: "github",
      openLast: "github",
      openSystems: 1,
      settledHi: null,
    });
    expect(await only({ access_grant: [grant({ to_lo: AT + 3, to_hi: AT + 9 })] })).toMatchObject({
      openCount: 0,
      settledLo: AT + 3,
      settledHi: AT + 9,
    });
    expect(await only({ access_grant: [grant({ from_hi: AT }), grant({ id: "x", to_hi: AT })] })).toMatchObject({
      heldCount: 0,
    });
    const scope = [
      systemScope("github", "scm"),
      { id: "b", kind: "birthright", key: "deployers", attribute: "", from_at: 0, to_at: null },
    ];
    expect(await only({ access_grant: [grant()], scope })).toMatchObject({ heldCount: 0 });
  });

  it("end where another file tells it, and may be known by their end alone", async () => {
    const end = (at: number) => grant({ id: "end", from_lo: null, from_hi: at, to_lo: at, to_hi: at, seen_at: at });
    const begun = grant({ is_event: true, seen_at: OLD });
    const access_grant = [begun, end(AT + 9)];
    expect(await only({ access_grant })).toMatchObject({
      ...{ heldCount: 1, openCount: 0 },
      ...{ settledLo: AT + 9, settledHi: AT + 9 },
    });
    expect(await only({ access_grant: [end(AT + 9)] })).toMatchObject({
      ...{ heldCount: 1, openCount: 0 },
      ...{ settledLo: 0, settledHi: AT + 9 },
    });
    expect(await only({ access_grant: [end(AT)] })).toMatchObject({ heldCount: 0 });
  });

  it("belong to the role if everybody else in it holds them", async () => {
    const theirs = grant({ id: "g-2", account_id: "gh-2" });
    expect(await only({ access_grant: [grant(), theirs] })).toMatchObject({
      heldCount: 1,
      outsideCount: 0,
      openCount: 0,
    });
    const position = [before, after, peer, positionRow({ person_id: "person E-9" })];
    expect(await only({ access_grant: [grant(), theirs], position })).toMatchObject({ peerCount: 2, outsideCount: 1 });
    expect(await only({ access_grant: [grant(), theirs], position: [before, after] })).toMatchObject({
      peerCount: 0,
      outsideCount: 1,
    });
  });

  it("belong to the role of those who held it and them at that moment, each person once", async () => {
    const theirs = (more: object) => grant({ id: "g-2", account_id: "gh-2", ...more });
    const outside = async (more: object, position = [before, after, peer]) =>
      (await only({ access_grant: [grant(), theirs(more)], position })).outsideCount;
    expect(await outside({ from_hi: AT })).toBe(0);
    expect(await outside({ from_hi: AT + 1 })).toBe(1);
    expect(await outside({ to_lo: AT, to_hi: AT + 1 })).toBe(0);
    expect(await outside({ to_lo: AT, to_hi: AT })).toBe(1);
    const peers = async (more: object, employment = ["E-1", "E-2", "E-2"]) => {
      const twice = employment.map((employee_no, at) => spellRow({ employee_no, id: `spell ${at}` }));
      const again = theirs({ id: "g-3" });
      const access_grant = [grant(), theirs({}), again];
      const position = [before, after, { ...peer, ...more }];
      const { peerCount, outsideCount } = await only({ access_grant, employment: twice, position });
      return [peerCount, outsideCount];
    };
    expect(await peers({})).toEqual([1, 0]);
    expect(await peers({ from_at: AT - 1 })).toEqual([1, 0]);
    expect(await peers({ from_at: AT })).toEqual([0, 1]);
    expect(await peers({ to_at: AT + 1 })).toEqual([1, 0]);
    expect(await peers({ to_at: AT })).toEqual([0, 1]);
    expect(await peers({}, ["E-1"])).toEqual([0, 1]);
  });

  it("are settled when their keeping was approved, from 30 days before the move on", async () => {
    const agreed = async (at: number, more: object = {}) =>
      (await only({ access_grant: [grant()], ...request(at, more) })).settledHi;
    expect(await agreed(AT + 9)).toBe(AT + 9);
    expect(await agreed(AT - DAYS_30)).toBe(AT - DAYS_30);
    expect(await agreed(AT - DAYS_30 - 1)).toBe(null);
    expect(await agreed(AT + 9, { entitlements: "*" })).toBe(AT + 9);
    expect(await agreed(AT + 9, { entitlements: "readers" })).toBe(null);
  });

  it("are settled when a reviewer kept them after the move", async () => {
    const review = {
      id: "r",
      system: "github",
      period_key: "2026-Q1",
      listing_at: AT,
      listing_count: 1,
      system_count: 1,
    };
    const access_review = [{ ...review, signed_off_at: null, signed_off_by: null, is_population_complete: null }];
    const kept = async (decided_at: number, decision = "keep") => {
      const line = {
        id: "i",
        review_id: "r",
        account_username: "USER-gh-1",
        entitlement: "deployers",
        decision,
        decided_at,
      };
      const access_review_item = [
        { ...line, reviewer_employee_no: "E-9", subject_employee_no: "E-1", executed_at: null },
      ];
      const item = await only({ access_grant: [grant()], access_review, access_review_item });
      return [item.settledHi, item.reviewedAt];
    };
    expect(await kept(AT)).toEqual([AT, AT]);
    expect(await kept(AT - 1)).toEqual([null, null]);
    expect(await kept(AT, "remove")).toEqual([null, AT]);
  });
});

it("takes a ticket for the person labelled so for a review, when it was resolved", async () => {
  const reviewed = async (more: object) => {
    const ticket = [ticketRow({ created_at: AT, resolved_at: AT + 9, labels: "hr|mover", ...more })];
    const { reviewedAt, reviewCount } = await only({ ticket });
    return [reviewedAt, reviewCount];
  };
  expect(await reviewed({})).toEqual([AT + 9, 1]);
  expect(await reviewed({ labels: "access-review" })).toEqual([AT + 9, 1]);
  expect(await reviewed({ labels: "movers" })).toEqual([null, 0]);
  expect(await reviewed({ resolved_at: null })).toEqual([null, 1]);
  expect(await reviewed({ beneficiary_employee_no: "E-2" })).toEqual([null, 0]);
  expect(await reviewed({ created_at: AT - DAYS_30 - 1 })).toEqual([null, 0]);
});

it("judges new entitlements of 30 days as grants are", async () => {
  const fresh = async (from_hi: number, approval: Parameters<typeof approvalRow>[0] = {}) => {
    const ticket_approval = [approvalRow({ decided_at: AT, is_manager_or_owner: true, ...approval })];
    const item = await only({
      access_grant: [grantRow({ from_hi })],
      ticket: [ticketRow({ created_at: AT })],
      ticket_approval,
    });
    return [item.newCount, item.approvedCount, item.unapprovedCount, item.lastDoubtAt];
  };
  expect(await fresh(AT)).toEqual([1, 1, 0, null]);
  expect(await fresh(AT + DAYS_30 - 1)).toEqual([1, 1, 0, null]);
  expect(await fresh(AT + DAYS_30)).toEqual([0, 0, 0, null]);
  expect(await fresh(AT, { decided_at: AT + 300_000 })).toEqual([1, 1, 0, null]);
  expect(await fresh(AT, { decided_at: AT + 300_001 })).toEqual([1, 0, 1, AT]);
  expect(await fresh(AT, { is_manager_or_owner: false })).toEqual([1, 0, 1, AT]);
  expect(await fresh(AT, { approver_employee_no: null })).toEqual([1, 0, 0, AT]);
});
