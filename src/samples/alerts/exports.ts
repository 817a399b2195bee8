import { instantOf } from "../../base/instant.js";
import { type Cell, csv, json } from "../files.js";
import { leadNo } from "../people/staff.js";
import { COVERED } from "../plan.js";
import type { SampleSource } from "../source.js";
import { NO_OWNER_SUPPRESSION, type SecurityEvent } from "./events.js";

const IN_PERIOD = { from: "2025-12-01", to: COVERED.to };

/** What the two detection systems raised, and what people did with it. */
export function alertSources(events: readonly SecurityEvent[]): readonly SampleSource[] {
  return [signals(events), notifications(events), findings(events), triage(events)];
}

function signals(events: readonly SecurityEvent[]): SampleSource {
  const own = events.filter(({ system }) => system === "datadog");
  return {
    entry: {
      id: "datadog-signals",
      mapping: "datadog-signals",
      system: "datadog",
      files: "alerts/datadog-signals.json",
      covers: IN_PERIOD,
      query: "POST /api/v2/security_monitoring/signals/search, all severities",
      count: own.length,
    },
    files: [json("alerts/datadog-signals.json", own.map(signalOf))],
  };
}

function signalOf(event: SecurityEvent): unknown {
  return {
    id: event.key,
    type: "signal",
    attributes: {
      timestamp: instantOf(event.at),
      message: event.title,
      tags: ["source:workforce", ...(event.isTest ? ["env:test"] : ["env:prod"])],
      custom: {
        status: event.severity,
        title: event.title,
        fingerprint: `${event.ruleId}/${event.key}`,
        workflow: {
          rule: { id: event.ruleId, name: event.title, severity: event.severity },
          triage: event.closed === null ? { state: "open" } : triageOf(event.closed),
        },
      },
    },
  };
}

function triageOf({ at, disposition, note }: NonNullable<SecurityEvent["closed"]>): unknown {
  return {
    state: "archived",
    archiveReason: disposition === "benign" ? "true_positive_benign" : "false_positive",
    archiveComment: note,
    stateUpdateTimestamp: at,
    stateUpdateUser: { uuid: "analyst-on-duty" },
  };
}

const ALERT_HEADER = [
  "system",
  "key",
  "rule_id",
  "severity",
  "vendor_severity",
  "title",
  "created_at",
  "dedupe_key",
  "group_key",
  "suppression_id",
];
const LEVEL = { medium: 3, high: 4, critical: 5 };

/** Every further notification of an event that Datadog grouped under its signal. */
function notifications(events: readonly SecurityEvent[]): SampleSource {
  const rows = events.filter(({ system }) => system === "datadog").flatMap(repeatRows);
  return {
    entry: {
      id: "datadog-notifications",
      mapping: "lookback-alert",
      system: "datadog",
      files: "alerts/datadog-notifications.csv",
      covers: IN_PERIOD,
      query: "Notification log: repeats with the signal they were grouped under",
      count: rows.length,
    },
    files: [csv("alerts/datadog-notifications.csv", ALERT_HEADER, rows)],
  };
}

/** GuardDuty keeps what a suppression put away; it is read from GuardDuty itself, since nothing else is told of it. */
function findings(events: readonly SecurityEvent[]): SampleSource {
  const own = events.filter(({ system }) => system === "guardduty");
  const rows = own.flatMap((event) => [
    alertRow(event, { key: event.key, at: event.at, group: null }),
    ...repeatRows(event),
  ]);
  return {
    entry: {
      id: "guardduty-findings",
      mapping: "lookback-alert",
      system: "guardduty",
      files: "alerts/guardduty-findings.csv",
      covers: IN_PERIOD,
      query: "aws guardduty list-findings, archived ones included, with get-findings",
      count: rows.length,
    },
    files: [csv("alerts/guardduty-findings.csv", ALERT_HEADER, rows)],
  };
}

function repeatRows(event: SecurityEvent): readonly (readonly Cell[])[] {
  return event.repeats.map((moment, index) =>
    alertRow(event, { key: `${event.key}-r${index + 1}`, at: moment, group: event.key }),
  );
}

function alertRow(event: SecurityEvent, own: { key: string; at: number; group: string | null }): readonly Cell[] {
  return [
    event.system,
    own.key,
    event.ruleId,
    LEVEL[event.severity],
    event.severity,
    event.title,
    instantOf(own.at),
    `${event.ruleId}/${event.key}`,
    own.group,
    event.isSuppressed ? NO_OWNER_SUPPRESSION.id : null,
  ];
}

/** Acknowledgements of both systems, and the closings of GuardDuty, from the queue of the analysts. */
function triage(events: readonly SecurityEvent[]): SampleSource {
  const rows = events.flatMap((event): readonly (readonly Cell[])[] => {
    const { system, key, at, acknowledgedAt, closed } = event;
    const step = (
      name: string,
      moment: number,
      disposition: string | null,
      evidence: string | null,
    ): readonly Cell[] => [
      system,
      key,
      instantOf(at),
      name,
      instantOf(moment),
      "analyst-on-duty",
      "human",
      disposition,
      evidence,
    ];
    return [
      ...(acknowledgedAt === null ? [] : [step("acknowledged", acknowledgedAt, null, null)]),
      ...(closed === null ? [] : [step("closed", closed.at, closed.disposition, closed.note)]),
    ];
  });
  const header = [
    "system",
    "alert_key",
    "alert_created_at",
    "step",
    "at",
    "actor",
    "actor_kind",
    "disposition",
    "evidence",
  ];
  return {
    entry: {
      id: "alert-queue",
      mapping: "lookback-alert_state",
      system: ["datadog", "guardduty"],
      files: "alerts/triage-log.csv",
      covers: IN_PERIOD,
      query: "Log of the analysts' queue: every step with its time",
      count: rows.length,
    },
    files: [csv("alerts/triage-log.csv", header, rows)],
    comment: "A Datadog signal keeps its last state only; the queue has each step.",
  };
}

const MONTHS = ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
const LAST_WORKDAY: Readonly<Record<string, string>> = {
  "2025-12": "2025-12-30",
  "2026-01": "2026-01-29",
  "2026-02": "2026-02-26",
  "2026-03": "2026-03-30",
  "2026-04": "2026-04-29",
  "2026-05": "2026-05-28",
  "2026-06": "2026-06-29",
};

/** The register of suppressions, the monthly reviews of detections and the rules they found too noisy. */
export function detectionSources(): readonly SampleSource[] {
  const reviews = MONTHS.map((month) => [
    "detection-review",
    month,
    `${LAST_WORKDAY[month] ?? month}T16:00:00.000Z`,
    leadNo("SEC"),
    true,
  ]);
  const noisy = MONTHS.flatMap((month) => [
    ["dd-egress-spike", month, true, leadNo("SEC"), "threshold raised for the nightly export"],
    ["dd-imp-travel", month, true, leadNo("SEC"), "office ranges added"],
  ]);
  return [
    register(
      "suppressions",
      "lookback-suppression",
      ["id", "system", "rule_id", "owner", "approved_at", "from_at", "to_at", "expires_at"],
      suppressions(),
    ),
    register(
      "detection-reviews",
      "lookback-review_record",
      ["kind", "period_key", "performed_at", "performed_by", "is_complete"],
      reviews,
    ),
    register("noisy-rules", "lookback-detection_rule", ["rule_id", "period_key", "is_noisy", "owner", "action"], noisy),
  ];
}

const OWNED_SUPPRESSIONS = 13;

/** Thirteen suppressions with owner, approval and end, and one that somebody clicked together in March. */
function suppressions(): readonly (readonly Cell[])[] {
  const owned = Array.from({ length: OWNED_SUPPRESSIONS }, (_, index): readonly Cell[] => [
    `sup-dd-${String(index + 1).padStart(2, "0")}`,
    "datadog",
    `dd-noise-${index + 1}`,
    leadNo("SEC"),
    "2025-11-18T15:00:00.000Z",
    "2025-11-19T00:00:00.000Z",
    null,
    "2026-11-18T00:00:00.000Z",
  ]);
  const { id, ruleId, from } = NO_OWNER_SUPPRESSION;
  return [...owned, [id, "guardduty", ruleId, null, null, instantOf(Date.parse(from)), null, null]];
}

function register(
  id: string,
  mapping: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): SampleSource {
  const files = `alerts/${id}.csv`;
  return {
    entry: { id, mapping, files, covers: IN_PERIOD, query: "Detection register", count: rows.length },
    files: [csv(files, header, rows)],
  };
}
