import { describe, expect, it } from "vitest";
import { populate, type TableRows } from "../../../tests/fakes/populate.js";
import { PERIOD, spellRow, systemScope } from "../account-person/fake-rows.js";
import { dueActivities } from "./due-activities.js";
import { duties } from "./duties.js";
import { entryStates } from "./entry-states.js";
import { activityRow, dutyRow, entryRow, entryStateRow, partRow, stepRow } from "./fake-rows.js";
import { resourceStates } from "./resource-states.js";
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

describe("things over time", () => {
  const devices = entryStates({
    ...DOC,
    name: "probe",
    label: "device",
    register: "device",
    aspects: ["on", "size"],
    exceptions: ["device"],
    stream: "devices",
  });
  const repositories = entryStates({
    ...DOC,
    name: "probe",
    label: "repository",
    register: "repository",
    aspects: ["on"],
    stream: "repo.protection",
    per: "repository",
  });
  const device = entryRow({ register: "device", key: "d-1" });

  it("cuts a life where any aspect changes; the newest record holds", async () => {
    const entry_state = [
      entryStateRow({ to_lo: at(3), to_hi: at(3) }),
      entryStateRow({ value: "false", from_at: at(2) }),
      entryStateRow({ aspect: "size", value: "9", from_at: at(1, 9) }),
    ];
    const [item] = await populate(devices, { tables: { register_entry: [device], entry_state }, period: PERIOD });
    const inside = item?.segments.filter(({ toAt }) => toAt > PERIOD.start && toAt <= PERIOD.end);
    expect(inside?.map(({ fromAt, toAt, on, size }) => [fromAt, toAt, on, size])).toEqual([
      [PERIOD.start, at(1, 9), "true", null],
      [at(1, 9), at(2), "true", "9"],
      [at(2), PERIOD.end, "false", "9"],
    ]);
  });

  it("knows approved exceptions by the thing's key", async () => {
    const approved_exception = [
      { id: "x", kind: "device", subject: "d-1", owner: "E-1", approved_at: 0, from_at: at(2), to_at: at(3) },
    ];
    const [item] = await populate(devices, {
      tables: { register_entry: [device], entry_state: [entryStateRow()], approved_exception },
      period: PERIOD,
    });
    expect(
      item?.segments.filter(({ exceptionId }) => exceptionId === "x").map(({ fromAt, toAt }) => [fromAt, toAt]),
    ).toEqual([[at(2), at(3)]]);
  });

  it("looks only at repositories in scope", async () => {
    const register_entry = [
      entryRow({ id: "r", register: "repository", key: "acme/api" }),
      entryRow({ id: "q", register: "repository", key: "acme/play" }),
    ];
    const scope = [{ ...systemScope("acme/api", "main"), kind: "repository" }];
    const items = await populate(repositories, { tables: { register_entry, scope }, period: PERIOD });
    expect(items.map(({ label }) => label)).toEqual(["repository acme/api"]);
  });

  it("reads cloud resources with their settings, in accounts in scope", async () => {
    const keys = resourceStates({
      name: "probe",
      title: "",
      doc: "",
      types: { "AWS::KMS::Key": "key" },
      settings: ["key.rotation", "key.wildcard"],
      exceptions: [],
    });
    const base = {
      account_ref: "1",
      type: "AWS::KMS::Key",
      created_at: at(2),
      deleted_at: null,
      is_production: true,
      has_customer_data: null,
    };
    const cloud_resource = [
      { ...base, id: "k", name: "main" },
      { ...base, id: "z", name: "out", account_ref: "2" },
    ];
    const resource_config = [
      {
        id: "c",
        resource_id: "k",
        attribute: "key.rotation",
        value: "true",
        from_at: at(2),
        to_lo: null,
        to_hi: null,
        seen_at: at(5),
        changed_by: null,
      },
    ];
    const scope = [{ ...systemScope("1", "production"), kind: "cloud_account" }];
    const [item, ...rest] = await populate(keys, {
      tables: { cloud_resource, resource_config, scope },
      period: PERIOD,
    });
    expect(rest).toEqual([]);
    expect(
      item?.segments.map(({ fromAt, toAt, keyRotation, keyWildcard, isInScope }) => [
        fromAt,
        toAt,
        keyRotation,
        keyWildcard,
        isInScope,
      ]),
    ).toEqual([
      [at(2), at(5) + 1, "true", null, true],
      [at(5) + 1, PERIOD.end, null, null, true],
    ]);
  });
});
