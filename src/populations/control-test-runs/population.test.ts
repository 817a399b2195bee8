import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { HOUR_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import { activityRow, dutyRow } from "../kit/fake-rows.js";
import { controlTestRuns } from "./population.js";

const START = Date.UTC(2026, 0, 1);
const DAY = 24 * HOUR_MS;
const PERIOD = { start: START, end: START + 3 * DAY };
const calendar = [-1, 0, 1, 2, 3].map((at) => {
  const from_at = START + at * DAY;
  const period_key = new Date(from_at).toISOString().slice(0, 10);
  return { id: period_key, kind: "day", period_key, from_at, to_at: from_at + DAY };
});

function run(at: number | null, more: object = {}) {
  return activityRow({ id: `r${at}`, kind: "control-test-run", performed_at: at, result: "success", ...more });
}

async function days(activity: readonly TableRow<"activity">[] = []) {
  const items = await populate(controlTestRuns, { tables: { calendar, activity }, period: PERIOD });
  return items.map(({ runAt, beforeAt, afterAt, failedAt, retriedAt }) =>
    [runAt, beforeAt, afterAt, failedAt, retriedAt].map((at) => (at === null ? null : (at - START) / HOUR_MS)),
  );
}

it("makes one item per day, with the runs before and after it", async () => {
  const at = (hours: number) => run(START + hours * HOUR_MS);
  expect(await days([at(-6), at(18), at(20), at(72)])).toEqual([
    [18, -6, 72, null, null],
    [null, 20, 72, null, null],
    [null, 20, 72, null, null],
  ]);
  expect(await days([])).toEqual([
    [null, null, null, null, null],
    [null, null, null, null, null],
    [null, null, null, null, null],
  ]);
});

it("knows the run before one that is told twice", async () => {
  const at = (hours: number, id: string) => run(START + hours * HOUR_MS, { id });
  expect((await days([at(18, "a"), at(18, "b"), at(60, "c")]))[0]).toEqual([18, null, 60, null, null]);
  expect((await days([at(-6, "z"), at(18, "a"), at(18, "b")]))[0]).toMatchObject([18, -6, null, null, null]);
});

it("counts a run on the stroke of midnight to the day that begins, or to the day it is recorded for", async () => {
  expect(await days([run(START + DAY)])).toMatchObject([
    [null, null, 24, null, null],
    [24, null, null, null, null],
    [null, 24, null, null, null],
  ]);
  expect(await days([run(START + DAY, { period_key: "2026-01-01" })])).toMatchObject([
    [24, null, 24, null, null],
    [null, 24, null, null, null],
    [null, 24, null, null, null],
  ]);
});

it("knows the first failed run of a day and what followed it", async () => {
  const failed = (hours: number) => run(START + hours * HOUR_MS, { result: "failure" });
  expect(await days([failed(18), failed(20), run(START + 30 * HOUR_MS)])).toMatchObject([
    [null, null, 30, 18, 30],
    [30, null, null, null, null],
    [null, 30, null, null, null],
  ]);
});

it("counts what a record does not say", async () => {
  const activity = [
    run(START, { result: null }),
    run(START + 1, { result: "done" }),
    run(null, { period_key: "2026-01-01" }),
  ];
  const items = await populate(controlTestRuns, { tables: { calendar, activity }, period: PERIOD });
  expect(items[0]).toMatchObject({ isUndated: true, unstated: 1, unclear: 1, runAt: null });
  expect(items[1]).toMatchObject({ isUndated: false, unstated: 0, unclear: 0 });
});

it("lists the failures beside the days", async () => {
  const duty = [dutyRow({ kind: "control-failure", key: "F-1", opened_at: START + 5 })];
  const items = await populate(controlTestRuns, { tables: { calendar, duty }, period: PERIOD });
  expect(items.map(({ list, label }) => `${list}: ${label}`)).toEqual([
    "failure: control failure F-1",
    "run: control tests for 2026-01-01",
    "run: control tests for 2026-01-02",
    "run: control tests for 2026-01-03",
  ]);
});
