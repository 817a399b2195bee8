import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { bulkClose } from "./bulk-close.js";
import { alertRow, incidentRow, NOON, PERIOD, stepRow, suppressionRow, systemScope } from "./fake-rows.js";
import { type AlertItem, alerts } from "./population.js";

const SCOPE = [systemScope("siem"), systemScope("edr")];

async function run(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(alerts, { tables: { scope: SCOPE, ...tables }, period: PERIOD, derived: [bulkClose], ...more });
}

/** The item of the only alert, `a`, unless `tables` has others. */
async function one(tables: TableRows): Promise<AlertItem> {
  const [item, ...others] = await run({ alert: [alertRow("a")], ...tables });
  expect(others).toEqual([]);
  if (item === undefined) throw new Error("no item");
  return item;
}

const ids = (items: readonly AlertItem[]) => items.map(({ itemId }) => itemId);

describe("alerts", () => {
  it("are those of the window, medium or graver, of systems in scope at the time", async () => {
    const items = await run({
      scope: [systemScope("siem"), systemScope("edr", { from_at: NOON })],
      alert: [
        alertRow("before", { created_at: PERIOD.start - 1 }),
        alertRow("first", { created_at: PERIOD.start, key: "AAQ-1042" }),
        alertRow("low", { severity: 2 }),
        alertRow("medium", { severity: 3 }),
        alertRow("last", { created_at: PERIOD.end - 1, is_tagged_test: true }),
        alertRow("after", { created_at: PERIOD.end }),
        alertRow("elsewhere", { system: "other" }),
        alertRow("edr early", { system: "edr", created_at: NOON - 1 }),
        alertRow("edr", { system: "edr" }),
      ],
    });
    expect(items.map((item) => [item.itemId, item.label, item.unit, item.severity, item.isTaggedTest])).toEqual([
      ["first", "alert AAQ-1042", "siem", 4, false],
      ["edr", "alert edr", "edr", 4, false],
      ["medium", "alert medium", "siem", 3, false],
      ["last", "alert last", "siem", 4, true],
    ]);
  });

  it("have nothing on record when nobody did anything", async () => {
    const { itemId: _, occurredAt: __, label: ___, unit: ____, evidence, ...facts } = await one({});
    expect(evidence).toBe("00#row 2");
    expect(facts).toEqual({
      actor: null,
      severity: 4,
      isTaggedTest: false,
      isGroupedElsewhere: false,
      hasTicket: false,
      suppression: null,
      ackLo: null,
      ackHi: null,
      unknownAckHi: null,
      closeLo: null,
      closeHi: null,
      unknownCloseHi: null,
      automaticCloseHi: null,
      reopenHi: null,
      disposition: null,
      disposedLo: null,
      hasEvidence: false,
      evidencedLo: null,
      isEscalated: false,
      isBulkClosed: false,
    });
  });

  it("are carried in while they are open on the first day", async () => {
    const created_at = PERIOD.start - DAY_MS;
    const closing = (id: string, at_hi: number) => stepRow(id, "closed", { at_hi, alert_created_at: created_at });
    const items = await run(
      {
        alert: ["settled", "open", "closed late", "reopened"].map((id) => alertRow(id, { created_at })),
        alert_state: [
          closing("settled", PERIOD.start - 1),
          closing("closed late", PERIOD.start),
          closing("reopened", PERIOD.start - 9),
          stepRow("reopened", "reopened", { at_hi: PERIOD.start - 8 }),
        ],
      },
      { isCarryIn: true },
    );
    expect(ids(items)).toEqual(["closed late", "open", "reopened"]);
  });
});

describe("responses", () => {
  it("count from the first by a person or a playbook approved before", async () => {
    const facts = await one({
      playbook: [
        { id: "approved", approved_at: NOON + 2, retired_at: null },
        { id: "late", approved_at: NOON + 3, retired_at: null },
        { id: "retired", approved_at: 0, retired_at: NOON },
        { id: "draft", approved_at: null, retired_at: null },
      ],
      alert_state: [
        stepRow("a", "note", { at_hi: NOON + 1 }),
        ...["late", "retired", "draft", "approved"].map((actor) =>
          stepRow("a", "acknowledged", { actor, actor_kind: "playbook", at_hi: NOON + 2 }),
        ),
        stepRow("a", "acknowledged", { actor_kind: "automation", at_hi: NOON + 1 }),
        stepRow("a", "in_review", { at_lo: NOON + 4, at_hi: NOON + 9 }),
      ],
    });
    expect([facts.ackLo, facts.ackHi, facts.unknownAckHi]).toEqual([NOON + 2, NOON + 2, null]);
  });

  it("keep their bounds, and 0 for an unknown beginning", async () => {
    const bounded = await one({
      alert_state: [
        stepRow("a", "in_review", { at_lo: NOON + 4, at_hi: NOON + 9 }),
        stepRow("a", "closed", { at_lo: null, at_hi: NOON + 20 }),
      ],
    });
    expect([bounded.ackLo, bounded.ackHi, bounded.closeLo, bounded.closeHi]).toEqual([0, NOON + 9, 0, NOON + 20]);
  });

  it("tell apart who nobody knows and what nobody approved", async () => {
    const facts = await one({
      alert_state: [
        stepRow("a", "acknowledged", { actor_kind: "unknown", at_hi: NOON + 1 }),
        stepRow("a", "closed", { actor_kind: "unknown", at_hi: NOON + 5 }),
        stepRow("a", "closed", { actor_kind: "automation", at_hi: NOON + 7, disposition: "benign", evidence: "x" }),
      ],
    });
    expect([facts.unknownAckHi, facts.unknownCloseHi, facts.automaticCloseHi]).toEqual([NOON + 1, NOON + 5, NOON + 7]);
    expect([facts.closeHi, facts.disposition, facts.hasEvidence]).toEqual([null, null, false]);
  });
});

describe("closing", () => {
  it("is the last one, and none once the alert was reopened", async () => {
    const first = stepRow("a", "closed", { at_hi: NOON + 5, disposition: "benign", evidence: "query" });
    const reopened = stepRow("a", "reopened", { at_hi: NOON + 6 });
    const open = await one({ alert_state: [first, reopened] });
    expect([open.closeHi, open.reopenHi, open.disposition, open.hasEvidence]).toEqual([null, NOON + 6, "benign", true]);
    const last = stepRow("a", "closed", { at_hi: NOON + 9, disposition: "true_positive" });
    const closed = await one({ alert_state: [last, first, reopened] });
    expect([closed.closeLo, closed.closeHi, closed.disposition]).toEqual([NOON + 9, NOON + 9, "true_positive"]);
  });

  it("keeps when disposition and evidence were first written, by whoever counts", async () => {
    const written = { disposition: "benign", evidence: "query" };
    const facts = await one({
      alert_state: [
        stepRow("a", "note", { ...written, at_hi: NOON + 1, actor_kind: "automation" }),
        stepRow("a", "closed", { at_hi: NOON + 2 }),
        stepRow("a", "note", { at_lo: NOON + 3, at_hi: NOON + 4, evidence: "query" }),
        stepRow("a", "note", { ...written, at_hi: NOON + 5 }),
      ],
    });
    expect([facts.disposedLo, facts.evidencedLo]).toEqual([NOON + 5, NOON + 3]);
    const unknown = await one({ alert_state: [stepRow("a", "closed", { ...written, at_lo: null })] });
    expect([unknown.disposedLo, unknown.evidencedLo]).toEqual([0, 0]);
  });

  it("keeps words nobody knows as such", async () => {
    expect((await one({ alert_state: [stepRow("a", "closed", { disposition: "odd" })] })).disposition).toBe(
      "unreadable",
    );
  });

  it("is a true positive's escalation if a step, a ticket or an incident says so", async () => {
    const alert_state = [stepRow("a", "closed", { disposition: "true_positive" })];
    const escalated = async (tables: TableRows) => (await one({ alert_state, ...tables })).isEscalated;
    expect(await escalated({})).toBe(false);
    expect(await escalated({ alert_state: [...alert_state, stepRow("a", "escalated")] })).toBe(true);
    const ticket = { alert: [alertRow("a", { ticket_key: "INC-1", key: "AAQ" })] };
    expect(await escalated({ ...ticket, incident: [incidentRow("1")] })).toBe(true);
    expect(await escalated({ ...ticket, incident: [incidentRow("2")] })).toBe(false);
    expect(await escalated({ ...ticket, incident: [incidentRow("INC-1", { key: "5" })] })).toBe(true);
    expect(await escalated({ ...ticket, incident: [incidentRow("2", { alert_keys: "x|a" })] })).toBe(true);
    expect(await escalated({ ...ticket, incident: [incidentRow("2", { alert_keys: "AAQ|x" })] })).toBe(true);
    expect(await escalated({ ...ticket, incident: [incidentRow("2", { alert_keys: "aa|AAQ1" })] })).toBe(false);
  });
});

it("knows what is wrong with a suppression", async () => {
  const suppression = async (more: object) =>
    (await one({ alert: [alertRow("a", { suppression_id: "s" })], suppression: [suppressionRow("s", more)] }))
      .suppression;
  expect(await suppression({})).toBe("valid");
  expect(await suppression({ id: "other" })).toBe("unknown");
  expect(await suppression({ approved_at: null })).toBe("unapproved");
  expect(await suppression({ approved_at: NOON + 1 })).toBe("unapproved");
  expect(await suppression({ owner: null })).toBe("unowned");
  expect(await suppression({ expires_at: null })).toBe("unending");
  expect(await suppression({ expires_at: NOON })).toBe("expired");
});
