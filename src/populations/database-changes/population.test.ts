import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { dutyRow, stepRow } from "../kit/fake-rows.js";
import { databaseChanges } from "./population.js";

const RAN = Date.UTC(2026, 2, 4, 12);

const EMPLOYMENT = [
  ...["E-1", "E-2", "E-3"].map((employee_no) => spellRow({ employee_no })),
  spellRow({ employee_no: "E-1b", person_id: "person E-1" }),
];

async function changeOf(duty_step: readonly TableRow<"duty_step">[], more: Partial<TableRow<"duty">> = {}) {
  const duty = [dutyRow({ kind: "database-change", key: "M-1", opened_at: RAN, ...more })];
  const [item] = await populate(databaseChanges, {
    tables: { duty, duty_step, employment: EMPLOYMENT },
    period: PERIOD,
  });
  return item;
}

it("tells which other person reviewed and approved, last before the run", async () => {
  const steps = [
    stepRow("reviewed", { id: "a", done_at: RAN - 9, actor: "E-1" }),
    stepRow("reviewed", { id: "b", done_at: RAN - 5, actor: "E-2" }),
    stepRow("reviewed", { id: "c", done_at: RAN - 3, actor: "E-3" }),
    stepRow("approved", { id: "d", done_at: RAN - 2, actor: null }),
  ];
  expect(await changeOf(steps)).toMatchObject({
    label: "database change M-1",
    independentReviewAt: RAN - 3,
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

it("takes the last review and approval before the run, and the text put forward by then", async () => {
  const script = (id: string, done_at: number, value: string) => stepRow("script", { id, done_at, value });
  const by = (actor: string | null, ...moments: number[]) =>
    moments.map((done_at) => stepRow("approved", { id: `${actor} ${done_at}`, done_at, actor }));
  expect(
    await changeOf([
      script("v1", RAN - 9, "v1"),
      ...by("E-2", RAN - 8, RAN - 4, RAN + 1),
      script("v2", RAN - 5, "v2"),
      script("v3", RAN + 1, "v3"),
      stepRow("executed", { done_at: RAN, value: "v2" }),
    ]),
  ).toMatchObject({ approvedDigest: "v2", approvedTextAt: RAN - 5, independentApprovalAt: RAN - 4 });
  expect(await changeOf(by("E-2", RAN + 9, RAN + 1))).toMatchObject({ independentApprovalAt: RAN + 1 });
  expect(await changeOf(by("E-2", RAN))).toMatchObject({ independentApprovalAt: RAN, unmatchedApprovalAt: null });
  expect(await changeOf([script("v1", RAN + 1, "v1")])).toMatchObject({ approvedDigest: "v1" });
});

it("compares persons, and leaves open who somebody unknown is", async () => {
  const approvedBy = async (actor: string, owner: string | null = "E-1") => {
    const item = await changeOf([stepRow("approved", { done_at: RAN - 1, actor })], { owner });
    return [item?.independentApprovalAt, item?.unmatchedApprovalAt];
  };
  expect(await approvedBy("E-2")).toEqual([RAN - 1, null]);
  expect(await approvedBy("E-1")).toEqual([null, null]);
  expect(await approvedBy("E-1b")).toEqual([null, null]);
  expect(await approvedBy("E-9")).toEqual([null, RAN - 1]);
  expect(await approvedBy("E-2", "E-9")).toEqual([null, RAN - 1]);
  expect(await approvedBy("E-2", null)).toEqual([null, RAN - 1]);
});
