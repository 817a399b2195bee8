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

const ids = (items: readonly AlertItem[]) => items.map(({ itemId }) => itemId);

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
