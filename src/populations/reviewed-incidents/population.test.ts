import { expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { DAY_MS } from "../../base/instant.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { incidentRow } from "../alerts/fake-rows.js";
import { activityRow, dutyRow, partRow, stepRow } from "../kit/fake-rows.js";
import { reviewedIncidents } from "./population.js";

const AT = Date.UTC(2026, 2, 4);
const review = (subject: string, performed_at: number | null) =>
  activityRow({ id: `r ${subject} ${performed_at}`, kind: "post-incident-review", subject, performed_at });
const action = (key: string, subject: string, more: Partial<ReturnType<typeof dutyRow>> = {}) =>
  dutyRow({ id: key, kind: "postmortem-action", key, subject, opened_at: AT, due_at: AT + DAY_MS, ...more });
const itemsOf = (tables: TableRows, isCarryIn = false) =>
  populate(reviewedIncidents, { tables, period: PERIOD, isCarryIn });

it("lists incidents by when they were closed, with the first review and its parts", async () => {
  const incident = [
    incidentRow("a", { opened_at: 0, closed_at: PERIOD.start, severity: 1, was_lowered: true }),
    incidentRow("b", { closed_at: PERIOD.end }),
    incidentRow("c", { closed_at: null }),
    incidentRow("d", { closed_at: PERIOD.end - 1 }),
  ];
  const activity = [review("INC-a", AT + 5), review("INC-a", AT), review("INC-d", null)];
  const activity_part = [partRow("root_cause", { activity_id: `r INC-a ${AT}` })];
  const items = await itemsOf({ incident, activity, activity_part });
  expect(
    items.map(({ label, severity, wasLowered, performedAt, isUndated, rootCauseDone, segments }) => [
      label,
      severity,
      wasLowered,
      performedAt,
      isUndated,
      rootCauseDone,
      segments.map(({ actionKey }) => actionKey),
    ]),
  ).toEqual([
    ["incident INC-a", 1, true, AT, false, true, [null]],
    ["incident INC-d", incident[3]?.severity, false, null, true, null, [null]],
  ]);
});

it("tells each action with the records that moved it; records of one key are one action", async () => {
  const incident = [incidentRow("a", { closed_at: AT })];
  const duty = [
    action("A-1", "INC-a", { closed_at: AT + 1, owner: null }),
    action("A-2", "INC-a", { closed_at: AT + 2 }),
    action("A-2", "INC-a", { id: "again", opened_at: AT + 9 }),
    action("A-3", "INC-other"),
  ];
  const duty_step = [stepRow("reapproved", { duty_id: "A-1", done_at: AT, actor: "E-2", value: "2026-04-01" })];
  const [item] = await itemsOf({ incident, duty, duty_step });
  expect(
    item?.segments
      .map(({ actionKey, actionOwner, actionDueAt, actionClosedAt, reapprovedCount, reapprovedHistory }) => [
        actionKey,
        actionOwner,
        actionDueAt,
        actionClosedAt,
        reapprovedCount,
        reapprovedHistory,
      ])
      .sort(),
  ).toEqual([
    ["A-1", null, AT + DAY_MS, AT + 1, 1, `${AT};E-2;unknown;2026-04-01`],
    ["A-2", "E-1", AT + DAY_MS, null, 0, null],
  ]);
});

it("carries in what was not reviewed, or not done, on the first day", async () => {
  const closed_at = PERIOD.start - DAY_MS;
  const incident = ["a", "b", "c", "d", "e"].map((id) => incidentRow(id, { closed_at }));
  const activity = ["b", "c", "d"].map((id) => review(`INC-${id}`, PERIOD.start - 1));
  const duty = [
    action("A-1", "INC-b", { closed_at: PERIOD.start - 1 }),
    action("A-2", "INC-c", { closed_at: PERIOD.start }),
    action("A-3", "INC-d"),
  ];
  const tables = { incident, activity: [...activity, review("INC-e", PERIOD.start)], duty };
  expect((await itemsOf(tables, true)).map(({ key }) => key)).toEqual(["INC-a", "INC-c", "INC-d", "INC-e"]);
  expect(await itemsOf(tables)).toEqual([]);
});
