import { describe, expect, test } from "vitest";
import { entityId } from "../../kit/entity-id.js";
import { readFixture } from "../fixture.js";

const at = (text: string) => Date.parse(text);
const alert = (system: string, key: string) => entityId({ system, kind: "alert", key });

describe("jira-issues", () => {
  const issue = {
    id: "10001",
    key: "ACC-12",
    fields: {
      summary: "Access to prod",
      issuetype: { name: "Access request" },
      status: { name: "Done" },
      created: "2026-02-01T10:00:00.000+0100",
      resolutiondate: null,
      reporter: { accountId: "5b10a" },
      labels: ["access", "prod"],
      issuelinks: [{ outwardIssue: { key: "SEC-1" } }],
    },
    changelog: {
      histories: [
        {
          id: "1",
          author: { accountId: "5b10b" },
          created: "2026-02-01T11:00:00.000+0100",
          items: [{ field: "status", fromString: "Open", toString: "Approved" }],
        },
        {
          id: "2",
          author: null,
          created: "2026-02-01T12:00:00.000+0100",
          // An own property named toString may be missing: then the inherited function must not be read.
          items: [
            Object.fromEntries([
              ["field", "status"],
              ["from", null],
              ["to", null],
            ]),
            { field: "assignee", toString: "Approved" },
          ],
        },
        {
          id: "3",
          author: { accountId: "5b10c" },
          created: "2026-02-02T12:00:00.000+0100",
          items: [{ field: "status", toString: "Declined" }],
        },
      ],
    },
  };

  test("a move to an approving status is an approval by whoever moved it", async () => {
    const people = { "5b10a": 1001, "5b10b": "1000" };
    const file = await readFixture("jira-issues", { issues: [issue], isLast: true }, { entry: { people } });
    expect(file.rejects).toEqual([]);
    expect(file.rows("ticket")).toEqual([
      {
        id: entityId({ system: "jira", kind: "ticket", key: "10001" }),
        key: "ACC-12",
        kind: "Access request",
        summary: "Access to prod",
        created_at: at("2026-02-01T09:00:00Z"),
        resolved_at: null,
        status: "Done",
        reporter_employee_no: "1001",
        beneficiary_employee_no: null,
        system: null,
        entitlements: null,
        labels: "access|prod",
        links: "SEC-1",
      },
    ]);
    expect(file.rows("ticket_approval").map((row) => [row.approver_employee_no, row.decision, row.decided_at])).toEqual(
      [
        ["1000", "approved", at("2026-02-01T10:00:00Z")],
        [null, "rejected", at("2026-02-02T11:00:00Z")],
      ],
    );
  });

  test("the CSV export, in Jira's own date format and with its repeated columns", async () => {
    const csv =
      "Summary,Issue key,Issue id,Issue Type,Status,Created,Resolved,Labels,Labels\nRotate key,SEC-1,10002,Task,Done,02/Mar/26 3:04 PM,03/Mar/26 12:00 AM,a,b\n";
    const file = await readFixture("jira-issues", csv, { entry: { system: "jira" } });
    expect(file.rejects).toEqual([]);
    expect(file.rows("ticket").map((row) => [row.key, row.created_at, row.resolved_at, row.labels])).toEqual([
      ["SEC-1", at("2026-03-02T14:04:00Z"), at("2026-03-02T23:00:00Z"), "a"],
    ]);
  });

  test("an error answer of Jira is a permission gap", async () => {
    const file = await readFixture("jira-issues", {
      errorMessages: ["You do not have permission to view this"],
      errors: {},
    });
    expect(file.coverage.map((row) => [row.is_complete, row.reason, row.item_count])).toEqual([
      [false, "permission", 0],
    ]);
  });
});

describe("PagerDuty", () => {
  const entry = { entry: { system: "pagerduty" } };
  const incident = {
    id: "PT4KHLK",
    incident_number: 1234,
    title: "Root login",
    created_at: "2026-03-01T01:00:00Z",
    urgency: "high",
    service: { id: "PSVC" },
    incident_key: "k1",
    resolved_at: "2026-03-01T04:00:00Z",
  };

  test("pagerduty-incidents are alerts; priority wins over urgency", async () => {
    const file = await readFixture(
      "pagerduty-incidents",
      { incidents: [incident, { ...incident, id: "P2", priority: { summary: "P1" } }], more: false },
      entry,
    );
    expect(file.rejects).toEqual([]);
    expect(
      file.rows("alert").map((row) => [row.id, row.rule_id, row.severity, row.vendor_severity, row.dedupe_key]),
    ).toEqual([
      [alert("pagerduty", "PT4KHLK"), "PSVC", 4, "high", "k1"],
      [alert("pagerduty", "P2"), "PSVC", 5, "P1", "k1"],
    ]);
  });

  test("pagerduty-security-incidents are incidents of their own", async () => {
    const file = await readFixture("pagerduty-security-incidents", { incidents: [incident] });
    expect(file.rejects).toEqual([]);
    expect(file.rows("incident").map((row) => [row.key, row.opened_at, row.closed_at, row.severity])).toEqual([
      ["1234", at("2026-03-01T01:00:00Z"), at("2026-03-01T04:00:00Z"), null],
    ]);
  });

  test("pagerduty-log-entries: a person acknowledges, a service resolves, others are no step", async () => {
    const log = (id: string, type: string, agent: object | null) => ({
      id,
      type,
      created_at: `2026-03-01T01:0${id}:00Z`,
      agent,
      channel: { type: "web" },
      incident: { id: "PT4KHLK" },
    });
    const file = await readFixture(
      "pagerduty-log-entries",
      {
        log_entries: [
          log("1", "trigger_log_entry", { type: "service_reference", id: "PSVC" }),
          log("2", "acknowledge_log_entry", { type: "user_reference", id: "PUSER" }),
          log("3", "resolve_log_entry", { type: "service_reference", id: "PSVC" }),
          log("4", "unacknowledge_log_entry", null),
        ],
      },
      entry,
    );
    expect(file.skipped).toEqual(["other entry"]);
    expect(file.rows("alert_state").map((row) => [row.alert_id, row.step, row.actor_kind, row.at_lo])).toEqual([
      [alert("pagerduty", "PT4KHLK"), "acknowledged", "human", at("2026-03-01T01:02:00Z")],
      [alert("pagerduty", "PT4KHLK"), "closed", "automation", at("2026-03-01T01:03:00Z")],
      [alert("pagerduty", "PT4KHLK"), "reopened", "unknown", at("2026-03-01T01:04:00Z")],
    ]);
  });
});

test("datadog-signals: an archived signal is closed at the moment of its last change", async () => {
  const workflow = (triage: object) => ({ rule: { id: "r-1", name: "Impossible travel" }, triage });
  const signal = (id: string, triage: object) => ({
    id,
    type: "signal",
    attributes: {
      timestamp: "2026-02-01T00:00:00.000Z",
      message: "m",
      tags: ["env:prod"],
      custom: { status: "high", workflow: workflow(triage) },
    },
  });
  const archived = {
    state: "archived",
    archiveReason: "false_positive",
    stateUpdateTimestamp: at("2026-02-01T03:00:00Z"),
    stateUpdateUser: { handle: "soc@example.com" },
  };
  const file = await readFixture(
    "datadog-signals",
    { data: [signal("s1", { state: "open" }), signal("s2", archived)] },
    { entry: { system: "datadog" } },
  );
  expect(file.rejects).toEqual([]);
  expect(file.rows("alert").map((row) => [row.rule_id, row.severity, row.title])).toEqual([
    ["r-1", 4, "Impossible travel"],
    ["r-1", 4, "Impossible travel"],
  ]);
  expect(
    file.rows("alert_state").map((row) => [row.alert_id, row.step, row.disposition, row.at_lo, row.actor_kind]),
  ).toEqual([[alert("datadog", "s2"), "closed", "false_positive", at("2026-02-01T03:00:00Z"), "human"]]);
});

test("panther-alerts: a status is bounded by creation and the last update; CLOSED is a false positive", async () => {
  const node = (id: string, status: string, over: object = {}) => ({
    node: {
      id,
      title: "t",
      severity: "HIGH",
      status,
      type: "ALERT",
      createdAt: "2026-02-01T00:00:00Z",
      updatedAt: "2026-02-01T05:00:00Z",
      updatedBy: { id: "u1" },
      ...over,
    },
  });
  const edges = [node("a", "OPEN"), node("b", "CLOSED"), node("c", "OPEN", { type: "SYSTEM_ERROR" })];
  const file = await readFixture(
    "panther-alerts",
    { data: { alerts: { edges, pageInfo: { hasNextPage: false } } } },
    { entry: { system: "panther" } },
  );
  expect([file.rejects, file.skipped]).toEqual([[], ["system error"]]);
  expect(file.rows("alert").map((row) => [row.id, row.severity])).toEqual([
    [alert("panther", "a"), 4],
    [alert("panther", "b"), 4],
  ]);
  expect(file.rows("alert_state").map((row) => [row.step, row.disposition, row.at_lo, row.at_hi])).toEqual([
    ["closed", "false_positive", at("2026-02-01T00:00:00Z"), at("2026-02-01T05:00:00Z")],
  ]);
});

test("knowbe4-enrollments: completions with and without a time", async () => {
  const base = {
    module_name: "2026 Security Awareness",
    user: { email: "A@example.com", employee_number: "1001" },
    enrollment_date: "2026-01-05T09:00:00.000Z",
  };
  const file = await readFixture("knowbe4-enrollments", [
    { ...base, enrollment_id: 1, completion_date: "2026-01-20T10:00:00.000Z", status: "Passed" },
    { ...base, enrollment_id: 2, completion_date: null, status: "Past Due" },
    { ...base, enrollment_id: 3, completion_date: null, status: "Something new" },
  ]);
  expect(file.rejects).toEqual([]);
  expect(
    file.rows("training_completion").map((row) => [row.employee_no, row.email, row.completed_at, row.status]),
  ).toEqual([
    ["1001", "a@example.com", at("2026-01-20T10:00:00Z"), "completed"],
    ["1001", "a@example.com", null, "incomplete"],
    ["1001", "a@example.com", null, "unknown"],
  ]);
});
