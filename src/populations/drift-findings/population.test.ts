import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS, day, HOUR_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { NOON, PERIOD } from "../changes/fake-rows.js";
import { driftFindings } from "./population.js";

function findingRow(more: Partial<TableRow<"drift_finding">> = {}): TableRow<"drift_finding"> {
  return {
    id: "f1",
    resource: "bucket-a",
    detector: "terraform",
    began_at: null,
    opened_at: NOON,
    closed_at: null,
    accepted_at: null,
    accepted_by: null,
    ticket_key: null,
    ...more,
  };
}

function runRow(due: string, ran_at: number | null, outcome = "success"): TableRow<"scheduled_run"> {
  return { id: `${due} ${ran_at} ${outcome}`, job: "drift", due_day: day(due), ran_at, outcome };
}

function exceptionRow(more: Partial<TableRow<"approved_exception">> = {}): TableRow<"approved_exception"> {
  return {
    id: "x1",
    kind: "drift",
    subject: "bucket-a",
    owner: "E-1",
    approved_at: NOON + 5,
    from_at: NOON,
    to_at: NOON + 90 * DAY_MS,
    ...more,
  };
}

const DAY: TableRow<"calendar"> = {
  id: "c1",
  kind: "day",
  period_key: "2026-02-02",
  from_at: NOON - 12 * HOUR_MS,
  to_at: NOON + 12 * HOUR_MS,
};

const items = (tables: TableRows, isCarryIn = false) => populate(driftFindings, { tables, period: PERIOD, isCarryIn });

describe("drift findings", () => {
  it("are in from the first moment of the period; older ones only while open on its first day", async () => {
    const at = (id: string, opened_at: number, closed_at: number | null) => findingRow({ id, opened_at, closed_at });
    const drift_finding = [
      at("open", PERIOD.start - 1, null),
      at("closed later", PERIOD.start - 1, PERIOD.start),
      at("closed before", PERIOD.start - 2, PERIOD.start - 1),
      at("first", PERIOD.start, null),
      at("last", PERIOD.end - 1, null),
      at("after", PERIOD.end, null),
    ];
    expect((await items({ drift_finding })).map(({ itemId }) => itemId)).toEqual(["first", "last"]);
    expect((await items({ drift_finding }, true)).map(({ itemId }) => itemId)).toEqual(["closed later", "open"]);
  });

  it("are still open on the first day where nobody's name stands under the acceptance", async () => {
    const accepted = (id: string, accepted_at: number, accepted_by: string | null) =>
      findingRow({ id, opened_at: PERIOD.start - 5, accepted_at, accepted_by });
    const drift_finding = [
      accepted("by nobody", PERIOD.start - 1, null),
      accepted("by a person", PERIOD.start - 1, "E-1"),
      accepted("by a person, later", PERIOD.start, "E-1"),
    ];
    const carried = (await items({ drift_finding }, true)).map(({ itemId }) => itemId);
    expect(carried).toEqual(["by a person, later", "by nobody"]);
  });

  it("know the last but one successful run before they were opened", async () => {
    const bound = async (...runs: TableRow<"scheduled_run">[]) =>
      (await items({ drift_finding: [findingRow()], scheduled_run: runs }))[0]?.runBeforeAt;
    const first = runRow("2026-01-31", NOON - DAY_MS);
    const finding = runRow("2026-02-02", NOON);
    expect(await bound()).toBe(null);
    expect(await bound(finding)).toBe(null);
    expect(await bound(first, finding)).toBe(NOON - DAY_MS);
    expect(await bound(first, runRow("2026-02-01", NOON - 5, "failure"), finding)).toBe(NOON - DAY_MS);
    expect(await bound(first, finding, runRow("2026-02-03", NOON + 1))).toBe(NOON - DAY_MS);
  });

  it("are accepted by a named person, or by an approved exception that ends", async () => {
    const accepted = async (
      more: Partial<TableRow<"drift_finding">>,
      ...approved_exception: TableRow<"approved_exception">[]
    ) => {
      const [item] = await items({ drift_finding: [findingRow(more)], approved_exception });
      return [item?.acceptedAt, item?.unnamedAcceptedAt, item?.exceptionAt];
    };
    expect(await accepted({ accepted_at: NOON + 1, accepted_by: "E-1" })).toEqual([NOON + 1, null, null]);
    expect(await accepted({ accepted_at: NOON + 1 })).toEqual([null, NOON + 1, null]);
    expect(await accepted({}, exceptionRow())).toEqual([null, null, NOON + 5]);
    expect(await accepted({}, exceptionRow({ approved_at: NOON - 5 }))).toEqual([null, null, NOON]);
    for (const wrong of [
      { approved_at: null },
      { to_at: null },
      { to_at: NOON },
      { subject: "b" },
      { kind: "public" },
    ]) {
      expect(await accepted({}, exceptionRow(wrong))).toEqual([null, null, null]);
    }
  });
});

describe("drift runs", () => {
  it("are due every day: the first success counts, failures and unclear outcomes are told", async () => {
    const run = async (...scheduled_run: TableRow<"scheduled_run">[]) => {
      const [item] = await items({ calendar: [DAY], scheduled_run });
      return [item?.label, item?.dueAt, item?.ranAt, item?.hasFailed, item?.isUnclear];
    };
    const label = "drift run of 2026-02-02";
    expect(await run()).toEqual([label, DAY.to_at - 1, null, false, false]);
    expect(
      await run(runRow("2026-02-02", NOON, "failure"), runRow("2026-02-02", NOON + 2), runRow("2026-02-02", NOON + 1)),
    ).toEqual([label, DAY.to_at - 1, NOON + 1, true, false]);
    expect(await run(runRow("2026-02-02", null, "unknown"), runRow("2026-02-02", NOON, "unknown"))).toEqual([
      label,
      DAY.to_at - 1,
      null,
      false,
      true,
    ]);
    expect(await run(runRow("2026-02-01", NOON))).toEqual([label, DAY.to_at - 1, null, false, false]);
  });
});
