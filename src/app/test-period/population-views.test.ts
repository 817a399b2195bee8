import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import type { Reach } from "../../model/reach.js";
import type { TableStore } from "../../store/tables/table-store.js";
import { populationViews } from "./population-views.js";

const PERIOD = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 6, 1) };

/** What is asked of the tables for a reach, in a month of the period or for what is carried into it. */
function askedFor(reach: Reach, isCarryIn: boolean): unknown {
  const asked: unknown[] = [];
  const tables: Pick<TableStore, "view"> = {
    view: (name, visible) => {
      asked.push([name, visible]);
      return { view: { kind: "rows", columns: {}, rows: [] }, digest: sha256("") };
    },
  };
  const partition = { month: isCarryIn ? "2025-12" : "2026-02", window: PERIOD, isCarryIn };
  populationViews({ reads: { sign_in: reach } }, partition, {
    period: PERIOD,
    tables: tables as TableStore,
    declared: {},
  });
  return asked;
}

it("shows a month what its reach says, and what is carried in each of its own months too", () => {
  const reaches = ["month", "upto", "from", "whole"] as const;
  expect(reaches.map((reach) => askedFor(reach, false))).toEqual(
    reaches.map((reach) => [["sign_in", { month: "2026-02", reach }]]),
  );
  expect(reaches.map((reach) => askedFor(reach, true))).toEqual(
    ["upto", "upto", "whole", "whole"].map((reach) => [["sign_in", { month: "2025-12", reach }]]),
  );
});
