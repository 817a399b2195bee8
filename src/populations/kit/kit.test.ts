import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD, spellRow } from "../account-person/fake-rows.js";
import { dueActivities } from "./due-activities.js";
import { duties } from "./duties.js";
import { activityRow, dutyRow, entryRow, partRow, stepRow } from "./fake-rows.js";
import { standingActivities } from "./standing-activities.js";

const DOC = { title: "Probe", doc: "", stream: "meetings" } as const;
const at = (month: number, day = 1) => Date.UTC(2026, month - 1, day);
const quarters = ["2025-Q4", "2026-Q1", "2026-Q2"].map((period_key, index) => ({
  id: period_key,
  kind: "quarter",
  period_key,
  from_at: Date.UTC(2025, 9 + 3 * index, 1),
  to_at: Date.UTC(2025, 12 + 3 * index, 1),
}));

describe("acts due in every interval", () => {
  const meetings = dueActivities({
    ...DOC,
    name: "probe",
    label: "meeting",
    kind: "meeting",
    every: "quarter",
    parts: ["minutes"],
  });
  const byPolicy = dueActivities({
    ...DOC,
    name: "probe",
    label: "look",
    kind: "look",
    every: "quarter",
    register: "policy",
    parts: [],
  });
  const found = (tables: TableRows) =>
    populate(meetings, { tables: { calendar: quarters, ...tables }, period: PERIOD });

  it("makes one item per interval that ends in the period, held or not", async () => {
    const items = await found({
      activity: [activityRow({ performed_at: at(2) })],
      activity_part: [partRow("minutes")],
    });
    expect(
      items.map(({ label, occurredAt, performedAt, minutesDone }) => [label, occurredAt, performedAt, minutesDone]),
    ).toEqual([
      ["meeting for 2026-Q1", at(4) - 1, at(2), true],
      ["meeting for 2026-Q2", at(7) - 1, null, null],
    ]);
  });

  it("believes the record's own interval, counts records, and takes the earliest dated one", async () => {
    const activity = [
      activityRow({ id: "x", period_key: "2026-Q1", performed_at: at(4, 9) }),
      activityRow({ id: "y", period_key: "2026-Q1", performed_at: at(4, 3) }),
      activityRow({ id: "z", period_key: "2026-Q2", performed_at: null }),
      activityRow({ id: "other", kind: "other", performed_at: at(5) }),
    ];
    expect(
      (await found({ activity })).map(({ performedAt, recordCount, isUndated }) => [
        performedAt,
        recordCount,
        isUndated,
      ]),
    ).toEqual([
      [at(4, 3), 2, false],
      [null, 1, true],
    ]);
  });

  it("lets a failed act count only when no other is dated", async () => {
    const scans = dueActivities({
      ...DOC,
      name: "probe",
      label: "scan",
      kind: "scan",
      every: "quarter",
      parts: [],
      failedResults: ["failure"],
    });
    const activity = [
      activityRow({ id: "a", kind: "scan", performed_at: at(1, 5), result: "Failure" }),
      activityRow({ id: "b", kind: "scan", performed_at: at(1, 9), result: "success" }),
      activityRow({ id: "c", kind: "scan", period_key: "2026-Q2", performed_at: null }),
      activityRow({ id: "d", kind: "scan", performed_at: at(5), result: "failure" }),
    ];
    const items = await populate(scans, { tables: { calendar: quarters, activity }, period: PERIOD });
    expect(items.map(({ performedAt, result }) => [performedAt, result])).toEqual([
      [at(1, 9), "success"],
      [at(5), "failure"],
    ]);
  });

  it("asks once for each entry in force at the interval's end", async () => {
    const register_entry = [
      entryRow({ id: "a", key: "one" }),
      entryRow({ id: "b", key: "two", from_at: at(4) }),
      entryRow({ id: "c", key: "three", to_at: at(4) }),
      entryRow({ id: "d", register: "vendor" }),
    ];
    const activity = [activityRow({ kind: "look", subject: "one", performed_at: at(1) })];
    const items = await populate(byPolicy, {
      tables: { calendar: quarters, register_entry, activity },
      period: PERIOD,
    });
    expect(items.map(({ label, performedAt }) => `${label} ${performedAt !== null}`).sort()).toEqual([
      "look of one for 2026-Q1 true",
      "look of one for 2026-Q2 false",
      "look of three for 2026-Q1 false",
      "look of two for 2026-Q2 false",
    ]);
  });
});

describe("acts that may never be too old", () => {
  const approvals = standingActivities({
    ...DOC,
    name: "probe",
    label: "approval",
    kind: "approval",
    register: "policy",
    parts: ["published"],
  });
  const tests = standingActivities({ ...DOC, name: "probe", label: "test", kind: "test", parts: [] });
  const cycles = async (times: readonly number[], entry = entryRow()) => {
    const activity = times.map((performed_at) =>
      activityRow({ id: `a${performed_at}`, kind: "approval", subject: "access", performed_at }),
    );
    const items = await populate(approvals, { tables: { register_entry: [entry], activity }, period: PERIOD });
    return items.map(({ cycleFrom, nextAt, isFirst, isLast, performedAt }) => ({
      cycleFrom,
      nextAt,
      isFirst,
      isLast,
      performedAt,
    }));
  };
  const before = Date.UTC(2025, 8, 1);

  it("are asked of critical things, and of those that do not say", async () => {
    const critical = standingActivities({
      ...{ ...DOC, name: "probe", label: "review", kind: "review", register: "vendor", parts: [] },
      isCriticalOnly: true,
    });
    const register_entry = [true, false, null].map((is_critical) =>
      entryRow({ id: String(is_critical), register: "vendor", key: String(is_critical), is_critical }),
    );
    const items = await populate(critical, { tables: { register_entry, activity: [] }, period: PERIOD });
    expect(items.map(({ subject, subjectIsCritical }) => [subject, subjectIsCritical])).toEqual([
      ["null", null],
      ["true", true],
    ]);
  });

  it("has one cycle without any act", async () => {
    expect(await cycles([])).toEqual([
      { cycleFrom: null, nextAt: null, isFirst: true, isLast: true, performedAt: null },
    ]);
  });

  it("has the cycle in force, and one for each act of the period", async () => {
    expect(await cycles([before - 9, before, at(3)])).toEqual([
      { cycleFrom: before, nextAt: at(3), isFirst: true, isLast: false, performedAt: at(3) },
      { cycleFrom: at(3), nextAt: null, isFirst: false, isLast: true, performedAt: at(3) },
    ]);
    expect(await cycles([at(3)])).toEqual([
      { cycleFrom: null, nextAt: at(3), isFirst: true, isLast: false, performedAt: at(3) },
      { cycleFrom: at(3), nextAt: null, isFirst: false, isLast: true, performedAt: at(3) },
    ]);
  });

  it("looks at acts on the edges of the period", async () => {
    expect(await cycles([PERIOD.start])).toHaveLength(2);
    expect(await cycles([PERIOD.start - 1])).toEqual([
      { cycleFrom: PERIOD.start - 1, nextAt: null, isFirst: true, isLast: true, performedAt: PERIOD.start - 1 },
    ]);
    expect(await cycles([before, PERIOD.end])).toEqual([
      { cycleFrom: before, nextAt: PERIOD.end, isFirst: true, isLast: false, performedAt: PERIOD.end },
    ]);
  });

  it("leaves out things that were not in force, and asks the organisation once", async () => {
    expect(await cycles([], entryRow({ to_at: PERIOD.start }))).toEqual([]);
    expect(await cycles([], entryRow({ from_at: PERIOD.end }))).toEqual([]);
    const items = await populate(tests, {
      tables: { activity: [activityRow({ kind: "test", performed_at: before })] },
      period: PERIOD,
    });
    expect(items).toMatchObject([
      { itemId: `test ${before}`, label: "test", subjectFromAt: null, cycleFrom: before, nextAt: null },
    ]);
  });
});

describe("duties", () => {
  const treatments = duties({ ...DOC, name: "probe", kinds: { treatment: "treatment of risk" }, steps: ["accepted"] });
  const found = (tables: TableRows, isCarryIn = false) => populate(treatments, { tables, period: PERIOD, isCarryIn });

  it("makes one item of all records of one key, open while one of them is", async () => {
    const duty = [
      dutyRow({ id: "a", opened_at: at(2), closed_at: at(3) }),
      dutyRow({ id: "b", opened_at: at(1, 20), closed_at: at(4) }),
      dutyRow({ id: "c", key: "R-2", opened_at: at(2), closed_at: at(3) }),
      dutyRow({ id: "e", key: "R-2", opened_at: at(2, 2) }),
      dutyRow({ id: "f", kind: "other", opened_at: at(2) }),
    ];
    const duty_step = [
      stepRow("accepted", { duty_id: "a", done_at: at(2, 9), actor: "E-9", value: "x" }),
      stepRow("accepted", { duty_id: "b", done_at: at(2, 12) }),
    ];
    const items = await found({ duty, duty_step });
    expect(items).toMatchObject([
      {
        label: "treatment of risk R-1",
        occurredAt: at(1, 20),
        closedAt: at(4),
        recordCount: 2,
        acceptedCount: 2,
        acceptedAt: at(2, 9),
        acceptedLastAt: at(2, 12),
        acceptedBy: "E-9",
        acceptedValue: "x",
      },
      { label: "treatment of risk R-2", occurredAt: at(2), closedAt: null, acceptedCount: 0, acceptedAt: null },
    ]);
  });

  it("carries in what was open on the first day", async () => {
    const opened_at = PERIOD.start - 9;
    const duty = [
      dutyRow({ id: "a", opened_at }),
      dutyRow({ id: "b", key: "R-2", opened_at, closed_at: PERIOD.start }),
      dutyRow({ id: "c", key: "R-3", opened_at, closed_at: PERIOD.start + 1 }),
    ];
    expect((await found({ duty }, true)).map(({ key }) => key)).toEqual(["R-1", "R-3"]);
    expect(await found({ duty })).toEqual([]);
  });

  it("knows whether the owner was there when it was settled, and the ticket's age", async () => {
    const employment = [spellRow({ employee_no: "E-1", end_at: at(3) })];
    const ticket = [
      {
        id: "t",
        key: "T-1",
        kind: "Task",
        summary: "",
        created_at: at(2),
        resolved_at: null,
        status: "Done",
        reporter_employee_no: null,
        beneficiary_employee_no: null,
        system: null,
        entitlements: null,
        labels: "",
        links: "",
      },
    ];
    const one = async (more: object) =>
      (await found({ duty: [dutyRow({ opened_at: at(2), ticket_key: "T-1", ...more })], employment, ticket }))[0];
    expect(await one({ closed_at: at(3) - 1 })).toMatchObject({ isOwnerActive: true, ticketCreatedAt: at(2) });
    expect(await one({ closed_at: at(3) })).toMatchObject({ isOwnerActive: false });
    expect(await one({})).toMatchObject({ isOwnerActive: false });
    expect(await one({ owner: "E-7" })).toMatchObject({ isOwnerActive: null });
    expect(await one({ owner: null, ticket_key: "T-2" })).toMatchObject({ isOwnerActive: null, ticketCreatedAt: null });
  });
});
