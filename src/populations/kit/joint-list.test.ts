import { expect, it } from "vitest";
import { populate } from "../../../tests/fakes/populate.js";
import { PERIOD } from "../account-person/fake-rows.js";
import { duties } from "./duties.js";
import { activityRow, dutyRow, stepRow } from "./fake-rows.js";
import { jointList } from "./joint-list.js";
import { standingActivities } from "./standing-activities.js";
import { withStepHistory } from "./step-history.js";

const DOC = { title: "Probe", doc: "", stream: "findings" } as const;
const findings = withStepHistory(
  duties({ ...DOC, name: "findings", kinds: { finding: "finding" }, steps: ["moved"] }),
  "moved",
);
const audits = standingActivities({
  ...DOC,
  name: "audits",
  label: "mock audit",
  kind: "mock-audit",
  parts: [],
  isActOfPeriod: true,
});
const both = jointList({
  ...DOC,
  name: "both",
  lists: [
    { word: "finding", of: findings },
    { word: "mock-audit", of: audits },
  ],
});
const AT = Date.UTC(2026, 1, 1);

it("puts the items of both lists under one roof, silent where a list has no such column", async () => {
  const tables = {
    duty: [dutyRow({ kind: "finding", key: "F-1", opened_at: AT })],
    activity: [activityRow({ kind: "mock-audit", performed_at: AT })],
  };
  expect(await populate(both, { tables, period: PERIOD })).toMatchObject([
    { list: "mock-audit", itemId: "mock-audit mock-audit first", label: "mock audit", isFirst: true, key: null },
    { list: "finding", itemId: "finding finding F-1", label: "finding F-1", key: "F-1", isFirst: null },
    { list: "mock-audit", isFirst: false, cycleFrom: AT },
  ]);
  expect(both.triggers).toEqual([{ stream: "findings", per: "*" }]);
  expect(both.facts).toEqual([{ stream: "findings", per: "*" }]);
});

it("tells every dated record of a step in order of time", async () => {
  const duty = [
    dutyRow({ kind: "finding", key: "F-1", opened_at: AT }),
    dutyRow({ id: "e", kind: "finding", key: "F-2", opened_at: AT }),
  ];
  const duty_step = [
    stepRow("moved", { done_at: AT + 5, actor: "E-1", value: "2026-04-01" }),
    stepRow("moved", { done_at: AT + 2, value: null }),
    stepRow("moved", { id: "u", done_at: null, value: "2026-09-09" }),
    stepRow("other", { done_at: AT + 1 }),
  ];
  const items = await populate(findings, { tables: { duty, duty_step }, period: PERIOD });
  expect(items.map(({ key, movedCount, movedHistory }) => [key, movedCount, movedHistory])).toEqual([
    ["F-1", 3, `${AT + 2};;nobody;|${AT + 5};E-1;own;2026-04-01`],
    ["F-2", 0, null],
  ]);
});

it("looks into the act in force where the next one came after the period", async () => {
  const before = Date.UTC(2025, 8, 1);
  const at = async (times: readonly number[]) => {
    const activity = times.map((performed_at) =>
      activityRow({ id: `a${performed_at}`, kind: "mock-audit", performed_at }),
    );
    return (await populate(audits, { tables: { activity }, period: PERIOD })).map(({ performedAt }) => performedAt);
  };
  expect(await at([before, PERIOD.end])).toEqual([before]);
  expect(await at([before, PERIOD.end - 1])).toEqual([PERIOD.end - 1, PERIOD.end - 1]);
  expect(await at([PERIOD.end])).toEqual([null]);
});
