import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { suppressionRow } from "../alerts/fake-rows.js";
import { detectionReviews } from "./population.js";

const month = (number: number) => Date.UTC(2026, number - 1, 1);
const PERIOD = { start: month(2), end: month(4) };

function monthRow(number: number): TableRow<"calendar"> {
  const period_key = `2026-0${number}`;
  return { id: `month/${period_key}`, kind: "month", period_key, from_at: month(number), to_at: month(number + 1) };
}

function reviewRow(id: string, more: Partial<TableRow<"review_record">> = {}): TableRow<"review_record"> {
  return {
    id,
    kind: "detection-review",
    period_key: "2026-02",
    performed_at: month(3),
    performed_by: "17",
    is_complete: true,
    ...more,
  };
}

function ruleRow(id: string, more: Partial<TableRow<"detection_rule">> = {}): TableRow<"detection_rule"> {
  return { id, rule_id: "geo", period_key: "2026-02", is_noisy: true, owner: "17", action: "raise the limit", ...more };
}

async function run(tables: TableRows, more: { isCarryIn?: boolean } = {}) {
  const calendar = [1, 2, 3, 4].map(monthRow);
  const day = { ...monthRow(2), id: "day", kind: "day" };
  return populate(detectionReviews, { tables: { calendar: [...calendar, day], ...tables }, period: PERIOD, ...more });
}

it("asks for a review of every month that begins in the period", async () => {
  const items = await run({
    review_record: [
      reviewRow("second", { performed_at: month(3) + 9 }),
      reviewRow("first"),
      reviewRow("part", { is_complete: false, performed_at: month(2) }),
      reviewRow("undated", { period_key: "2026-03", performed_at: null }),
      reviewRow("other", { kind: "access-review", period_key: "2026-03" }),
    ],
  });
  expect(
    items.map((each) => [
      each.label,
      each.occurredAt,
      each.performedAt,
      each.isUndated,
      each.hasIncomplete,
      each.monthTo,
    ]),
  ).toEqual([
    ["review of detections, 2026-02", month(2), month(3), false, true, month(3)],
    ["review of detections, 2026-03", month(3), null, true, false, month(4)],
  ]);
});

it("lists the rules beyond the limits of such a month", async () => {
  const items = await run({
    detection_rule: [
      ruleRow("r1"),
      ruleRow("quiet", { is_noisy: false }),
      ruleRow("r2", { owner: null, action: null }),
      ruleRow("earlier", { period_key: "2026-01" }),
    ],
  });
  const rules = items.filter(({ itemKind }) => itemKind === "noisy_rule");
  expect(rules.map(({ itemId, label, hasOwner, hasAction }) => [itemId, label, hasOwner, hasAction])).toEqual([
    ["rule r1", "rule geo, 2026-02", true, true],
    ["rule r2", "rule geo, 2026-02", false, false],
  ]);
});

it("lists the suppressions active at any moment of the period", async () => {
  const suppression = [
    suppressionRow("ended", { from_at: 0, to_at: PERIOD.start }),
    suppressionRow("ends", { from_at: 0, to_at: PERIOD.start + 1, expires_at: null }),
    suppressionRow("begins", { from_at: PERIOD.end - 1, expires_at: PERIOD.end }),
    suppressionRow("later", { from_at: PERIOD.end }),
  ];
  const items = (await run({ suppression })).filter(({ itemKind }) => itemKind === "suppression");
  expect(items.map((each) => [each.label, each.occurredAt, each.removedAt, each.expiresAt, each.unit])).toEqual([
    ["suppression ends", PERIOD.start, PERIOD.start + 1, null, "siem"],
    ["suppression begins", PERIOD.end - 1, null, PERIOD.end, "siem"],
  ]);
});

it("carries nothing into the period", async () => {
  expect(await run({ suppression: [suppressionRow("s", { from_at: 0 })] }, { isCarryIn: true })).toEqual([]);
});
