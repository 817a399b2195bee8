import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { accountPerson } from "../account-person/derive.js";
import { accountRow, PERIOD, positionRow, spellRow, systemScope } from "../account-person/fake-rows.js";
import { approvalRow, GRANTED, grantRow, ticketRow } from "./fake-rows.js";
import { type Grant, grants } from "./population.js";

const DAYS_30 = 30 * 86_400_000;

/** The grants of the period: E-1's, whose manager is E-9, with a request approved by E-9. */
function found(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(grants, {
    tables: {
      access_grant: [grantRow()],
      account: [accountRow({ id: "gh-1", system: "github" })],
      employment: [spellRow(), spellRow({ employee_no: "E-9" }), spellRow({ employee_no: "E-8" })],
      position: [positionRow()],
      ticket: [ticketRow()],
      ticket_approval: [approvalRow()],
      scope: [systemScope("github", "scm")],
      identity_decision: [],
      ...tables,
    },
    period: PERIOD,
    derived: [accountPerson],
    ...more,
  });
}

async function only(tables: TableRows): Promise<Grant> {
  const [item, ...others] = await found(tables);
  expect(others).toEqual([]);
  if (item === undefined) throw new Error("no grant");
  return item;
}

describe("which grants are items", () => {
  it("are events in the period, both edges as they should be, once, and never carried in", async () => {
    const at = (id: string, from_hi: number, more = {}) => grantRow({ id, from_hi, ...more });
    const access_grant = [
      at("a", PERIOD.start - 1),
      at("b", PERIOD.start),
      at("c", PERIOD.end - 1),
      at("d", PERIOD.end),
      at("e", GRANTED, { is_event: false }),
      at("f", GRANTED, { system: "elsewhere" }),
    ];
    expect((await found({ access_grant })).map(({ itemId }) => itemId)).toEqual(["b", "c"]);
    expect(await found({ access_grant }, { isCarryIn: true })).toEqual([]);
  });

  it("are not birthright from the day the workspace lists it", async () => {
    const birthright = (from_at: number, to_at: number | null = null) => ({
      scope: [
        systemScope("github", "scm"),
        { id: "b", kind: "birthright", key: "deployers", attribute: "", from_at, to_at },
      ],
    });
    expect(await found(birthright(GRANTED))).toHaveLength(0);
    expect(await found(birthright(GRANTED + 1))).toHaveLength(1);
    expect(await found(birthright(0, GRANTED))).toHaveLength(1);
  });
});

describe("whose it is", () => {
  it("is the person's, by number in the label, whose spell is the last that had begun", async () => {
    const employment = [
      spellRow({ end_at: GRANTED - 9 }),
      spellRow({ id: "inside", start_at: GRANTED - 99, end_at: GRANTED - 98 }),
      spellRow({ id: "next", start_at: GRANTED + 1 }),
    ];
    expect(await only({ employment })).toMatchObject({
      label: "worker E-1 x github: deployers",
      actor: "it-admin",
      isHuman: true,
      isMatched: true,
      spellEndAt: GRANTED - 9,
      firstStartAt: Date.UTC(2020, 0, 1),
      evidence: "00#row 2|00#row 2",
    });
    expect(await only({ employment: [spellRow({ start_at: GRANTED + 1 })] })).toMatchObject({
      spellStartAt: null,
      firstStartAt: GRANTED + 1,
    });
  });

  it("is the owner's for a machine, and nobody's where nothing matches", async () => {
    const account = (more: object) => [accountRow({ id: "gh-1", system: "github", employee_no: null, ...more })];
    const machine = account({ account_type: "service", owner_employee_no: "E-1" });
    expect(await only({ account: machine })).toMatchObject({
      label: "service account gh-1 x github: deployers",
      isHuman: false,
      isMatched: true,
      employeeNo: "E-1",
    });
    expect(await only({ account: account({}) })).toMatchObject({
      label: "human account gh-1 x github: deployers",
      isHuman: true,
      isMatched: false,
      requestKey: null,
    });
  });
});

describe("the account", () => {
  it("may be one that no listing has: then the right is nobody's", async () => {
    expect(await only({ account: [] })).toMatchObject({
      label: "unknown account gh-1 x github: deployers",
      isHuman: true,
      isMatched: false,
      isTaggedTest: false,
    });
  });
});

describe("the request", () => {
  it("is the one the grant names, then that of its rule", async () => {
    const ticket = [ticketRow(), ticketRow({ key: "SEC-7", beneficiary_employee_no: "E-8" })];
    const named = async (more: object) => (await only({ ticket, access_grant: [grantRow(more)] })).requestKey;
    expect(await named({ request_key: "SEC-7" })).toBe("SEC-7");
    expect(await named({ rule_key: "SEC-7" })).toBe("SEC-7");
    expect(await named({ request_key: "SEC-12", rule_key: "SEC-7" })).toBe("SEC-12");
    expect(await named({ request_key: "SEC-99" })).toBe(null);
    expect(await only({ ticket, access_grant: [grantRow({ request_key: "SEC-7" })] })).toMatchObject({
      isForAnother: true,
    });
    expect(await only({ access_grant: [grantRow({ rule_key: "SEC-7" })] })).toMatchObject({
      isByRule: true,
      askKey: "SEC-7",
    });
  });

  it("names the system or none, and the entitlement whole, in a list, or by a whole profile", async () => {
    const names = async (more: object) => {
      const found = await only({ ticket: [ticketRow(more)], access_grant: [grantRow({ request_key: "SEC-12" })] });
      return [found.hasRequest, found.namesBeneficiary, found.namesSystem, found.namesEntitlement];
    };
    expect(await names({})).toEqual([true, true, true, true]);
    expect(await names({ system: null, entitlements: "readers|deployers" })).toEqual([true, true, true, true]);
    expect(await names({ system: "okta", entitlements: "deployers2" })).toEqual([true, true, false, false]);
    expect(await names({ entitlements: "*", beneficiary_employee_no: null })).toEqual([true, false, true, true]);
    expect(await names({ entitlements: null })).toEqual([true, true, true, false]);
  });

  it("is else one that names person, system and entitlement, within 30 days", async () => {
    const match = async (more: object) => (await only({ ticket: [ticketRow(more)] })).requestKey !== null;
    expect(await match({ created_at: GRANTED - DAYS_30 })).toBe(true);
    expect(await match({ created_at: GRANTED - DAYS_30 - 1 })).toBe(false);
    expect(await match({ created_at: GRANTED + DAYS_30 })).toBe(true);
    expect(await match({ created_at: GRANTED + DAYS_30 + 1 })).toBe(false);
    expect(await match({ entitlements: "readers|deployers" })).toBe(true);
    expect(await match({ entitlements: "readers|deployers-eu" })).toBe(false);
    expect(await match({ entitlements: "*" })).toBe(true);
    expect(await match({ entitlements: null })).toBe(false);
    expect(await match({ system: "aws" })).toBe(false);
    expect(await match({ beneficiary_employee_no: "E-8" })).toBe(false);
  });

  it("is, of several, the approved one, then the last before the grant", async () => {
    const ticket = [ticketRow({ created_at: GRANTED - 9 }), ticketRow({ key: "SEC-3", created_at: GRANTED - 99 })];
    expect((await only({ ticket, ticket_approval: [approvalRow({ ticket_key: "SEC-3" })] })).requestKey).toBe("SEC-3");
    expect((await only({ ticket, ticket_approval: [] })).requestKey).toBe("SEC-12");
  });
});

describe("what an approval is worth", () => {
  const worth = async (approval: Parameters<typeof approvalRow>[0], tables: TableRows = {}) => {
    const item = await only({ ticket_approval: [approvalRow(approval)], ...tables });
    return item.approvedAt !== null ? "valid" : (item.openWhy ?? (item.selfCount === 1 ? "self" : "none"));
  };

  it("comes from the manager of that day by HR, or from the ticket's own word", async () => {
    expect(await worth({})).toBe("valid");
    expect(await worth({ approver_employee_no: "E-8" })).toBe("authority unknown");
    expect(await worth({ approver_employee_no: "E-8", is_manager_or_owner: true })).toBe("valid");
    expect(await worth({ is_manager_or_owner: false })).toBe("none");
    const position = [positionRow({ to_at: GRANTED - 1_800_000 })];
    expect(await worth({}, { position })).toBe("authority unknown");
    expect(await worth({}, { position: [positionRow({ to_at: GRANTED - 1_799_999 })] })).toBe("valid");
  });

  it("is nothing from who asked, gets it, or does not work here", async () => {
    expect(await worth({ approver_employee_no: "E-1", is_manager_or_owner: true })).toBe("self");
    const ticket = [ticketRow({ reporter_employee_no: "E-9" })];
    expect(await worth({}, { ticket })).toBe("self");
    const gone = [spellRow(), spellRow({ employee_no: "E-9", end_at: GRANTED - 1_800_000 })];
    expect(await worth({}, { employment: gone })).toBe("none");
    expect(await worth({ decision: "rejected" })).toBe("none");
  });

  it("stays open where a party is not known", async () => {
    expect(await worth({ approver_employee_no: null, is_manager_or_owner: true })).toBe("approver unknown");
    expect(await worth({}, { ticket: [ticketRow({ reporter_employee_no: null })] })).toBe("requester unknown");
  });

  it("is overruled by a later rejection until approved again", async () => {
    const ticket_approval = [
      approvalRow({ decided_at: 100 + GRANTED }),
      approvalRow({ decided_at: 200 + GRANTED, decision: "rejected" }),
      approvalRow({ decided_at: 300 + GRANTED }),
      approvalRow({ decided_at: 400 + GRANTED, approver_employee_no: "E-1" }),
    ];
    expect(await only({ ticket_approval })).toMatchObject({
      approvalCount: 3,
      selfCount: 1,
      approvedAt: GRANTED + 100,
      approvedBy: "E-9",
      rejectedAt: GRANTED + 200,
      reapprovedAt: GRANTED + 300,
      anyApprovalAt: GRANTED + 100,
    });
  });
});
