import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, HOUR_MS } from "../../base/instant.js";
import { alertRow, incidentRow, NOON, PERIOD, stepRow, systemScope } from "../alerts/fake-rows.js";
import { incidents } from "./population.js";

async function run(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  return populate(incidents, { tables: { scope: [systemScope("siem")], ...tables }, period: PERIOD, ...more });
}

const positive = (id: string, more: object = {}) => stepRow(id, "closed", { disposition: "true_positive", ...more });
const ids = async (tables: TableRows, more?: { isCarryIn: boolean }) =>
  (await run(tables, more)).map(({ itemId }) => itemId);

describe("incidents", () => {
  it("are those recorded in the window", async () => {
    const items = await run({
      incident: [
        incidentRow("before", { opened_at: PERIOD.start - 1 }),
        incidentRow("first", { opened_at: PERIOD.start, was_lowered: true }),
        incidentRow("last", { opened_at: PERIOD.end - 1, commander: null, was_lowered: true, lowered_reason: "noise" }),
        incidentRow("after", { opened_at: PERIOD.end }),
      ],
    });
    expect(
      items.map((each) => [each.itemId, each.label, each.kind, each.isLoweredWithoutReason, each.hasCommander]),
    ).toEqual([
      ["first", "incident INC-first", "incident", true, true],
      ["last", "incident INC-last", "incident", false, false],
    ]);
    expect(items[0]).toMatchObject({
      detectedAt: NOON - HOUR_MS,
      classifiedAt: NOON + HOUR_MS,
      containedAt: NOON + 2 * HOUR_MS,
      recoveredAt: NOON + 3 * HOUR_MS,
      closedAt: NOON + 4 * HOUR_MS,
      disposedAt: null,
    });
  });

  it("are carried in while open on the first day", async () => {
    const opened_at = PERIOD.start - DAY_MS;
    const incident = [
      incidentRow("closed", { opened_at, closed_at: PERIOD.start - 1 }),
      incidentRow("closed later", { opened_at, closed_at: PERIOD.start }),
      incidentRow("open", { opened_at, closed_at: null }),
      incidentRow("of the period", {}),
    ];
    expect(await ids({ incident }, { isCarryIn: true })).toEqual(["closed later", "open"]);
  });
});

describe("true positives without an incident", () => {
  it("are items; those with one are not", async () => {
    const items = await run({
      alert: [
        alertRow("alone", { key: "AAQ-7", severity: 2 }),
        alertRow("by id"),
        alertRow("by key", { key: "AAQ-8" }),
        alertRow("by ticket", { ticket_key: "INC-2" }),
        alertRow("benign"),
        alertRow("changed its mind"),
        alertRow("elsewhere", { system: "other" }),
      ],
      alert_state: [
        positive("alone", { at_hi: NOON + 5 }),
        positive("by id"),
        positive("by key"),
        positive("by ticket"),
        positive("elsewhere"),
        stepRow("benign", "closed", { disposition: "benign" }),
        positive("changed its mind", { at_hi: NOON + 1 }),
        stepRow("changed its mind", "closed", { at_hi: NOON + 2, disposition: "benign" }),
      ],
      incident: [
        incidentRow("1", { alert_keys: "x|by id|AAQ-8", opened_at: PERIOD.end }),
        incidentRow("2", { opened_at: PERIOD.end }),
      ],
    });
    expect(items.map(({ itemId, label, kind, disposedAt, unit }) => [itemId, label, kind, disposedAt, unit])).toEqual([
      ["alone", "alert AAQ-7", "true_positive", NOON + 5, "siem"],
    ]);
  });

  it("are one with the alert they are grouped under", async () => {
    const alert = [
      alertRow("parent", { key: "P-1" }),
      alertRow("child", { group_key: "P-1" }),
      alertRow("low child", { group_key: "P-1", severity: 2 }),
    ];
    const alert_state = [positive("child"), positive("parent"), positive("low child")];
    expect(await ids({ alert, alert_state })).toEqual(["low child", "parent"]);
    expect(
      await ids({ alert, alert_state, incident: [incidentRow("1", { alert_keys: "P-1", opened_at: 0 })] }),
    ).toEqual([]);
    expect(
      await ids({ alert, alert_state, incident: [incidentRow("1", { alert_keys: "child", opened_at: 0 })] }),
    ).toEqual(["low child"]);
  });

  it("are items of their own under an alert that is none", async () => {
    const alert = [
      alertRow("before", { created_at: PERIOD.start - 1 }),
      alertRow("under before", { group_key: "before" }),
      alertRow("elsewhere", { system: "other" }),
      alertRow("under elsewhere", { group_key: "elsewhere" }),
    ];
    const alert_state = [positive("under before"), positive("under elsewhere")];
    expect(await ids({ alert, alert_state })).toEqual(["under before", "under elsewhere"]);
  });

  it("are tests only if all of their alerts are", async () => {
    const tagged = async (is_tagged_test: boolean) => {
      const alert = [alertRow("p", { is_tagged_test: true }), alertRow("c", { group_key: "p", is_tagged_test })];
      return (await run({ alert, alert_state: [positive("c")] })).map(({ isTaggedTest }) => isTaggedTest);
    };
    expect([await tagged(true), await tagged(false)]).toEqual([[true], [false]]);
  });

  it("are carried in when disposed in the period", async () => {
    const created_at = PERIOD.start - DAY_MS;
    const alert = [alertRow("early", { created_at }), alertRow("late", { created_at })];
    const alert_state = [positive("early", { at_hi: PERIOD.start - 1 }), positive("late", { at_hi: PERIOD.start })];
    expect(await ids({ alert, alert_state }, { isCarryIn: true })).toEqual(["late"]);
    expect(await ids({ alert, alert_state })).toEqual([]);
  });
});
