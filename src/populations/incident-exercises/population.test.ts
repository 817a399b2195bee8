import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import type { TableRow } from "../../model/tables.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { activityRow } from "../kit/fake-rows.js";
import { incidentExercises } from "./population.js";

const HELD = Date.UTC(2025, 5, 1);

function incident(key: string, more: Partial<TableRow<"incident">> = {}): TableRow<"incident"> {
  return {
    id: key,
    key,
    opened_at: HELD,
    detected_at: null,
    classified_at: null,
    severity: 2,
    lowered_reason: null,
    was_lowered: false,
    commander: null,
    has_timeline: true,
    contained_at: null,
    recovered_at: null,
    communicated_at: null,
    is_communication_due: false,
    closed_at: null,
    is_tagged_test: false,
    alert_keys: "",
    source_kind: "declared",
    ...more,
  };
}

async function reviews(times: readonly (readonly [number, Partial<TableRow<"incident">>?])[]) {
  const activity = [
    activityRow({ id: "x", kind: "incident-exercise", performed_at: HELD }),
    ...times.map(([performed_at], at) =>
      activityRow({ id: `r${at}`, kind: "post-incident-review", subject: `INC-${at}`, performed_at }),
    ),
  ];
  const items = await populate(incidentExercises, {
    tables: { activity, incident: times.map(([, more], at) => incident(`INC-${at}`, more)) },
    period: PERIOD,
  });
  return items.map(({ reviewBeforeAt, reviewFirstAt, reviewLastAt }) => [reviewBeforeAt, reviewFirstAt, reviewLastAt]);
}

it("shows reviews of real major incidents within the cycle, before the period and in it", async () => {
  const before = Date.UTC(2025, 9, 1);
  expect(await reviews([])).toEqual([[null, null, null]]);
  expect(await reviews([[before], [PERIOD.start], [PERIOD.start + 9], [PERIOD.end - 1]])).toEqual([
    [before, PERIOD.start, PERIOD.end - 1],
  ]);
  expect(await reviews([[HELD], [PERIOD.end]])).toEqual([[null, null, null]]);
});

it("leaves out drills and lesser incidents", async () => {
  const at = PERIOD.start + 1;
  expect(
    await reviews([
      [at, { severity: 3 }],
      [at, { is_tagged_test: true }],
      [at, { severity: null }],
    ]),
  ).toEqual([[null, null, null]]);
  expect(await reviews([[at, { severity: 1 }]])).toEqual([[null, at, at]]);
});
