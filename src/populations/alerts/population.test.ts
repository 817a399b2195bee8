import { describe, expect, it } from "vitest";
import { populate, runOnBoth, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { TABLES } from "../../model/tables.js";
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

describe("one event, one item", () => {
  it("holds for alerts grouped under another, by id or key, with the highest severity and all that was done", async () => {
    const items = await run({
      alert: [
        alertRow("parent", { severity: 3, key: "P-1" }),
        alertRow("by id", { group_key: "parent", severity: 5 }),
        alertRow("by key", { group_key: "P-1" }),
        alertRow("itself", { group_key: "itself" }),
        alertRow("lost", { group_key: "gone" }),
        alertRow("under low", { group_key: "low" }),
        alertRow("low", { severity: 2 }),
      ],
      alert_state: [stepRow("by id", "acknowledged", { at_hi: NOON + 5 })],
    });
    expect(
      items.map(({ itemId, severity, isGroupedElsewhere, ackHi }) => [itemId, severity, isGroupedElsewhere, ackHi]),
    ).toEqual([
      ["itself", 4, false, null],
      ["lost", 4, true, null],
      ["parent", 5, false, NOON + 5],
      ["under low", 4, true, null],
    ]);
  });

  it("is the alert's own where the one it is grouped under is no item of its month", async () => {
    const january = PERIOD.start - 31 * DAY_MS;
    const calendar = [
      { id: "1", kind: "utc-month", period_key: "2026-01", from_at: january, to_at: PERIOD.start },
      { id: "2", kind: "utc-month", period_key: "2026-02", from_at: PERIOD.start, to_at: PERIOD.end },
    ];
    const late = PERIOD.start + HOUR_MS;
    const alert = [
      alertRow("january", { created_at: PERIOD.start - 1 }),
      alertRow("under january", { created_at: PERIOD.start, group_key: "january" }),
      alertRow("elsewhere", { system: "other" }),
      alertRow("under elsewhere", { group_key: "elsewhere" }),
      alertRow("too early", { system: "edr", created_at: late - 1 }),
      alertRow("under too early", { group_key: "too early" }),
      alertRow("in time", { system: "edr", created_at: late }),
      alertRow("under in time", { group_key: "in time" }),
    ];
    const scope = [systemScope("siem"), systemScope("edr", { from_at: late })];
    const own = ["under january", "in time", "under elsewhere", "under too early"];
    expect(ids(await run({ alert, scope, calendar }))).toEqual(own);
    const period = { start: january, end: PERIOD.end };
    expect(ids(await populate(alerts, { tables: { alert, scope, calendar }, period }))).toEqual(["january", ...own]);
  });

  it("is the second source's where the first one's was out of scope, or of another month", async () => {
    const twins = async (
      scope: typeof SCOPE,
      created_at: number,
      calendar: NonNullable<TableRows["calendar"]> = [],
    ) => {
      const alert = [
        alertRow("edr", { system: "edr", dedupe_key: "event-1", created_at }),
        alertRow("siem", { dedupe_key: "event-1", created_at: created_at + HOUR_MS }),
      ];
      return ids(await run({ alert, scope, calendar }));
    };
    const edrFrom = (from_at: number) => [systemScope("siem"), systemScope("edr", { from_at })];
    expect(await twins(edrFrom(NOON), NOON)).toEqual(["edr"]);
    expect(await twins(edrFrom(NOON + 1), NOON)).toEqual(["siem"]);
    expect(await twins(SCOPE, PERIOD.start - 1)).toEqual(["siem"]);
    const month = { id: "m", kind: "utc-month", period_key: "m", from_at: PERIOD.start, to_at: NOON + HOUR_MS };
    expect(await twins(SCOPE, NOON, [month])).toEqual(["edr", "siem"]);
  });

  it("is a test, or hidden by a suppression, only if all of its alerts are", async () => {
    const facts = async (parent: object, child: object) => {
      const alert = [alertRow("p", parent), alertRow("c", { group_key: "p", ...child })];
      const suppression = [suppressionRow("s"), suppressionRow("ended", { expires_at: NOON })];
      return (await run({ alert, suppression })).map(({ isTaggedTest, suppression: how }) => [isTaggedTest, how]);
    };
    const test = { is_tagged_test: true };
    expect(await facts(test, test)).toEqual([[true, null]]);
    expect(await facts(test, {})).toEqual([[false, null]]);
    expect(await facts({}, test)).toEqual([[false, null]]);
    const by = (suppression_id: string) => ({ suppression_id });
    expect(await facts(by("s"), by("s"))).toEqual([[false, "valid"]]);
    expect(await facts(by("s"), {})).toEqual([[false, null]]);
    expect(await facts(by("s"), by("ended"))).toEqual([[false, "expired"]]);
    expect(await facts(by("ended"), by("s"))).toEqual([[false, "expired"]]);
    expect(await facts({}, by("s"))).toEqual([[false, null]]);
  });

  it("is real if one of them was judged so, however the others were closed, unless that one was judged again", async () => {
    const dispositionOf = async (...alert_state: ReturnType<typeof stepRow>[]) => {
      const alert = [alertRow("p"), alertRow("c", { group_key: "p" }), alertRow("d", { group_key: "p" })];
      return (await run({ alert, alert_state })).map(({ itemId, disposition }) => [itemId, disposition]);
    };
    const said = (id: string, disposition: string, at: number, more: object = {}) =>
      stepRow(id, "closed", { disposition, at_hi: NOON + at, ...more });
    const real = (id: string, more: object = {}) => said(id, "true_positive", 5, more);
    expect(await dispositionOf(real("p"), said("c", "duplicate", 6))).toEqual([["p", "true_positive"]]);
    expect(await dispositionOf(real("c"), said("p", "benign", 6))).toEqual([["p", "true_positive"]]);
    expect(await dispositionOf(real("c"), said("c", "benign", 6), said("p", "duplicate", 7))).toEqual([
      ["p", "duplicate"],
    ]);
    expect(await dispositionOf(real("c", { actor_kind: "automation" }), said("p", "benign", 6))).toEqual([
      ["p", "benign"],
    ]);
    expect(
      await dispositionOf(real("c"), said("c", "benign", 6, { actor_kind: "automation" }), said("p", "x", 7)),
    ).toEqual([["p", "true_positive"]]);
  });

  it("holds for one fingerprint from two sources within a day, occurrence by occurrence", async () => {
    const dedupe_key = "event-1";
    const items = await run({
      alert: [
        alertRow("edr 1", { system: "edr", dedupe_key, severity: 5 }),
        alertRow("siem 1", { dedupe_key, created_at: NOON - HOUR_MS }),
        alertRow("siem 2", { dedupe_key, created_at: NOON + 2 * HOUR_MS }),
        alertRow("edr 2", { system: "edr", dedupe_key, created_at: NOON + 2 * HOUR_MS + DAY_MS + 1 }),
        alertRow("siem other", { dedupe_key: "event-2" }),
        alertRow("siem other again", { dedupe_key: "event-2", created_at: NOON + 1 }),
      ],
      alert_state: [stepRow("edr 1", "closed", { at_hi: NOON + 5, disposition: "true_positive" })],
      incident: [incidentRow("1", { alert_keys: "edr 1" })],
    });
    expect(items.map(({ itemId, severity, closeHi, isEscalated }) => [itemId, severity, closeHi, isEscalated])).toEqual(
      [
        ["siem 1", 5, NOON + 5, true],
        ["siem other", 4, null, false],
        ["siem other again", 4, null, false],
        ["siem 2", 4, null, false],
        ["edr 2", 4, null, false],
      ],
    );
  });
});

describe("closing in bulk", () => {
  const many = (count: number, more: (index: number) => object) => ({
    alert: Array.from({ length: count }, (_, index) => alertRow(`a${index}`)),
    alert_state: Array.from({ length: count }, (_, index) => stepRow(`a${index}`, "closed", more(index))),
  });
  const bulkOf = async (tables: TableRows) => (await run(tables)).filter(({ isBulkClosed }) => isBulkClosed).length;
  const within = (ms: number, count: number) => (index: number) => ({
    at_hi: NOON + Math.round((index * ms) / (count - 1)),
  });

  it("is more than twenty by one person within a minute, without a word", async () => {
    expect(await bulkOf(many(21, within(60_000, 21)))).toBe(21);
    expect(await bulkOf(many(20, within(60_000, 20)))).toBe(0);
    expect(await bulkOf(many(21, within(60_001, 21)))).toBe(0);
    expect(await bulkOf(many(30, within(60_000, 30)))).toBe(30);
    expect(await bulkOf(many(21, (index) => ({ at_hi: NOON + index, evidence: "looked" })))).toBe(0);
    expect(await bulkOf(many(21, (index) => ({ at_hi: NOON + index, actor: `u-${index % 2}` })))).toBe(0);
    expect(await bulkOf(many(21, (index) => ({ at_hi: NOON + index, actor_kind: "playbook" })))).toBe(0);
  });

  it("is what the source calls one act, unless a note says why", async () => {
    const act = (more: object) => (index: number) => ({ bulk_key: "act", at_hi: NOON + index, evidence: "x", ...more });
    expect(await bulkOf(many(21, act({})))).toBe(21);
    expect(await bulkOf(many(20, act({})))).toBe(0);
    expect(await bulkOf(many(21, act({ bulk_note: "rule 7 fixed" })))).toBe(0);
    expect(await bulkOf(many(21, (index) => ({ bulk_key: "act", ...within(60_001, 21)(index) })))).toBe(0);
  });

  it("is so whatever the months of its alerts are, one act or one person's", async () => {
    const march = PERIOD.end;
    const created = (index: number) => (index % 2 === 0 ? march - 1 : march);
    const rows = (more: object): Required<Pick<TableRows, "alert" | "alert_state">> => ({
      alert: Array.from({ length: 24 }, (_, index) => alertRow(`a${index}`, { created_at: created(index) })),
      alert_state: Array.from({ length: 24 }, (_, index) =>
        stepRow(`a${index}`, "closed", { at_hi: march + index, alert_created_at: created(index), ...more }),
      ),
    });
    for (const more of [{ bulk_key: "act", evidence: "x" }, {}]) {
      const { alert, alert_state } = rows(more);
      const closed = await runOnBoth({
        sql: bulkClose.sql,
        columns: TABLES.bulk_close.columns,
        names: ["alert_state"],
        input: { tables: { alert_state }, period: PERIOD },
      });
      const february = await populate(alerts, {
        tables: {
          scope: SCOPE,
          alert: alert.filter(({ created_at }) => created_at < march),
          alert_state: alert_state.filter(({ alert_created_at }) => Number(alert_created_at) < march),
          bulk_close: closed.map(({ id }) => ({ id: String(id) })),
        },
        period: PERIOD,
      });
      expect(february.map(({ isBulkClosed }) => isBulkClosed)).toEqual(Array.from({ length: 12 }, () => true));
    }
  });
});
