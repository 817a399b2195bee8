import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { exceptionRow, NOON, PERIOD, SEEN_AT } from "../storage-encryption/fake-rows.js";
import { logSources } from "./population.js";

const SINCE = PERIOD.start - 10 * DAY_MS;

function sourceRow(more: Partial<TableRow<"log_source">> = {}): TableRow<"log_source"> {
  return { id: "trail", name: "cloudtrail-prod", from_at: SINCE, to_at: null, ...more };
}

function stateRow(
  aspect: string,
  value: string,
  more: Partial<TableRow<"log_source_state">> = {},
): TableRow<"log_source_state"> {
  return {
    id: `${aspect} ${value} ${more.from_at} ${more.reason}`,
    log_source_id: "trail",
    aspect,
    value,
    reason: null,
    from_at: SINCE,
    to_lo: null,
    to_hi: null,
    seen_at: SEEN_AT,
    ...more,
  };
}

async function run(tables: TableRows) {
  return populate(logSources, { tables: { log_source: [sourceRow()], ...tables }, period: PERIOD });
}

async function stretches(tables: TableRows) {
  const items = await run(tables);
  expect(items).toHaveLength(1);
  return items[0]?.segments ?? [];
}

describe("log sources", () => {
  it("are those in scope at any moment of the period", async () => {
    const items = await run({
      log_source: [
        sourceRow(),
        sourceRow({ id: "left", to_at: PERIOD.start }),
        sourceRow({ id: "leaves", name: "vpn", to_at: PERIOD.start + 1 }),
        sourceRow({ id: "joins", name: "okta", from_at: PERIOD.end - 1 }),
        sourceRow({ id: "later", from_at: PERIOD.end }),
      ],
    });
    expect(items.map(({ itemId, occurredAt, label, unit }) => [itemId, occurredAt, label, unit])).toEqual([
      ["leaves", PERIOD.start, "log source vpn", "vpn"],
      ["trail", PERIOD.start, "log source cloudtrail-prod", "cloudtrail-prod"],
      ["joins", PERIOD.end - 1, "log source okta", "okta"],
    ]);
  });

  it("say where nobody saw them", async () => {
    const all = await stretches({ log_source_state: [stateRow("enabled", "true", { seen_at: NOON })] });
    expect(all.map(({ fromAt, enabled, arriving }) => [fromAt, enabled, arriving])).toEqual([
      [SINCE, "yes", null],
      [PERIOD.start, "yes", null],
      [NOON + 1, null, null],
    ]);
  });

  it("join the four aspects, each with its own changes", async () => {
    const all = await stretches({
      log_source_state: [
        stateRow("enabled", "true"),
        stateRow("arriving", "true", { to_lo: NOON, to_hi: NOON }),
        stateRow("arriving", "false", { from_at: NOON, to_lo: NOON + 5, to_hi: NOON + 5, reason: "maintenance" }),
        stateRow("arriving", "true", { from_at: NOON + 5 }),
        stateRow("immutable", "false"),
        stateRow("alert_on_stop", "maybe"),
      ],
    });
    expect(
      all.map((each) => [
        each.fromAt,
        each.enabled,
        each.arriving,
        each.hasSilenceCause,
        each.immutable,
        each.alertOnStop,
      ]),
    ).toEqual([
      [SINCE, "yes", "yes", false, "no", "other"],
      [PERIOD.start, "yes", "yes", false, "no", "other"],
      [NOON, "yes", "no", true, "no", "other"],
      [NOON + 5, "yes", "yes", false, "no", "other"],
      [PERIOD.end, "yes", "yes", false, "no", "other"],
    ]);
    expect(all[2]?.evidence).toBe("00#row 2|00#row 2|00#row 4|00#row 6|00#row 7");
  });

  it("tell a stop by a person from a cause, and accept no other word as one", async () => {
    const causes = async (reason: string | null) => {
      const [, first] = await stretches({
        log_source_state: [stateRow("enabled", "false", { reason }), stateRow("arriving", "false", { reason })],
      });
      return [first?.isStoppedByPerson, first?.hasSilenceCause, first?.isSilencedByPerson];
    };
    expect(await causes("stopped by a person")).toEqual([true, false, true]);
    expect(await causes("maintenance")).toEqual([false, true, false]);
    expect(await causes("quiet")).toEqual([false, true, false]);
    expect(await causes("the pipeline broke")).toEqual([false, false, false]);
    expect(await causes(null)).toEqual([false, false, false]);
  });

  it("are the worse where two records disagree at one moment", async () => {
    const [, first] = await stretches({
      log_source_state: [
        stateRow("arriving", "false", { reason: "quiet" }),
        stateRow("arriving", "false", { reason: null }),
        stateRow("arriving", "true"),
      ],
    });
    expect([first?.arriving, first?.hasSilenceCause]).toEqual(["no", false]);
  });

  it("know exceptions by the source's id or name", async () => {
    const named = await stretches({ approved_exception: [exceptionRow("logging", { subject: "cloudtrail-prod" })] });
    expect(named.map(({ exceptionId }) => exceptionId)).toEqual(["X-1"]);
    const byId = await stretches({ approved_exception: [exceptionRow("logging", { subject: "trail" })] });
    expect(byId.map(({ exceptionId }) => exceptionId)).toEqual(["X-1"]);
    const other = await stretches({ approved_exception: [exceptionRow("public", { subject: "trail" })] });
    expect(other.map(({ exceptionId }) => exceptionId)).toEqual([null]);
  });
});
