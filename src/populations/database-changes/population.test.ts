import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { dutyRow, stepRow } from "../kit/fake-rows.js";
import { databaseChanges } from "./population.js";

const RAN = Date.UTC(2026, 2, 4, 12);

async function changeOf(duty_step: readonly TableRow<"duty_step">[], more: Partial<TableRow<"duty">> = {}) {
  const duty = [dutyRow({ kind: "database-change", key: "M-1", opened_at: RAN, ...more })];
  const [item] = await populate(databaseChanges, { tables: { duty, duty_step }, period: PERIOD });
  return item;
}

it("tells who else reviewed and approved, first", async () => {
  const steps = [
    stepRow("reviewed", { id: "a", done_at: RAN - 9, actor: "E-1" }),
    stepRow("reviewed", { id: "b", done_at: RAN - 5, actor: "E-2" }),
    stepRow("reviewed", { id: "c", done_at: RAN - 3, actor: "E-3" }),
    stepRow("approved", { id: "d", done_at: RAN - 2, actor: null }),
  ];
  expect(await changeOf(steps)).toMatchObject({
    label: "database change M-1",
    independentReviewAt: RAN - 5,
    independentApprovalAt: null,
    hasNamelessReview: false,
    hasNamelessApproval: true,
    reviewedCount: 3,
    ranAt: RAN,
  });
});

it("compares the text approved last with what was run", async () => {
  const steps = [
    stepRow("script", { id: "a", done_at: RAN - 9, value: "AA" }),
    stepRow("script", { id: "b", done_at: RAN - 5, value: "BB" }),
    stepRow("executed", { id: "c", done_at: RAN + 1, value: "bb" }),
  ];
  expect(await changeOf(steps)).toMatchObject({
    approvedDigest: "bb",
    approvedTextAt: RAN - 5,
    runDigest: "bb",
    isRunMixed: false,
    ranAt: RAN + 1,
  });
  const twice = [...steps, stepRow("executed", { id: "d", done_at: RAN + 2, value: "cc" })];
  expect(await changeOf(twice)).toMatchObject({ isRunMixed: true, ranAt: RAN + 1 });
});

it("is silent where nobody recorded a step, and carries nothing in", async () => {
  expect(await changeOf([])).toMatchObject({
    independentReviewAt: null,
    approvedDigest: null,
    runDigest: null,
    ranAt: RAN,
    isRunMixed: false,
  });
  const duty = [dutyRow({ kind: "database-change", opened_at: PERIOD.start - 5 })];
  expect(await populate(databaseChanges, { tables: { duty }, period: PERIOD, isCarryIn: true })).toEqual([]);
});
