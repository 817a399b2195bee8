import { addDays, day } from "../../../base/instant.js";
import type { ReportControl } from "../model.js";
import { buildControl, digestOf, type SampleItem, weekdays } from "./build-control.js";

const PERIOD = { from: "2026-01-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z" };

/** Changes: nine of some two thousand without an independent approval. */
export function changesControl(): ReportControl {
  return buildControl(
    {
      id: "CHG-01",
      title: "Changes are reviewed by someone else",
      statement:
        "Every change to production code is approved by at least 1 person who did not write it, before it lands.",
      revision: 4,
      criteria: { key: ["CC8.1"], supporting: ["CC7.1"] },
      risk: "high",
      frequency: "per_event",
      population: "landed-changes",
      population_title: "Changes that landed on protected branches",
      completeness: changesCompleteness(),
      causes: ["No path for emergencies", "Administrators may bypass the rule"],
      remediation: "Limit the bypass to an incident role, open a review task at each use, and report uses weekly.",
      limits: ["An approval says that someone pressed the button, not that they read the change."],
    },
    {
      attributes: [
        { id: "A", title: "Someone other than the authors approved before the merge" },
        { id: "B", title: "The approval covers the last commit" },
      ],
      passes: weekdays(17),
      items: bypassedChanges(),
    },
  );
}

function bypassedChanges(): readonly SampleItem[] {
  return ["02-06", "02-20", "02-20", "03-06", "03-27", "04-17", "05-08", "05-15", "06-12"].map(
    (on, index): SampleItem => ({
      on: day(`2026-${on}`),
      at: `18:4${index}:07.250`,
      id: `change-acme-api-${4_100 + index * 37}`,
      label: `acme/api #${4_100 + index * 37}`,
      unit: "acme/api",
      facts: {
        repository: "acme/api",
        number: 4_100 + index * 37,
        reviews: 0,
        merged_by: "U-17",
        is_emergency: index < 7,
      },
      outcomes: [
        {
          attribute: "A",
          state: "deviation",
          kind: index === 3 ? "incomplete" : "bypassed",
          cause: null,
          text:
            index === 3
              ? "1 of 2 required reviews was given before the merge."
              : "0 reviews by someone other than the authors were given before the merge.",
        },
      ],
    }),
  );
}

function changesCompleteness(): ReportControl["completeness"] {
  return {
    is_reliable: true,
    reasons: [],
    sources: [
      { source: "github", stream: "repo.landed", scope: "acme/api", ...PERIOD, rows: 2_193, declared: 2_193 },
      { source: "github", stream: "repo.reviews", scope: "acme/api", ...PERIOD, rows: 3_802, declared: null },
    ],
    query: "select landed.change_id as item_id, landed.landed_at as occurred_at from landed_change as landed",
    gaps: [],
    rejected_rows: 0,
    second_source: {
      title: "First-parent commits in the clone",
      is_available: true,
      first_only: 0,
      second_only: 0,
      unexplained: [],
    },
    population_hash: digestOf("changes"),
  };
}

/** Alerts: four weeks of the log were never exported, so a quarter of the alerts cannot be decided. */
export function alertsControl(): ReportControl {
  return buildControl(
    {
      id: "MON-01",
      title: "Security alerts are triaged",
      statement: "Every alert of severity high or above receives a recorded decision within 24 hours.",
      revision: 2,
      criteria: { key: ["CC7.2", "CC7.3"], supporting: [] },
      risk: "moderate",
      frequency: "per_event",
      population: "alerts",
      population_title: "Alerts of severity high or above",
      completeness: alertsCompleteness(),
      causes: ["Several alerts for one event", "No owner outside office hours"],
      remediation:
        "Merge duplicate rules, open a ticket for each high alert, and escalate undecided ones after 4 hours.",
      limits: ["A recorded decision is not shown to be the right one."],
    },
    {
      attributes: [{ id: "A", title: "A decision is recorded in time" }],
      passes: alertDays(),
      items: openAlerts(),
    },
  );
}

function openAlerts(): readonly SampleItem[] {
  const unseen = Array.from(
    { length: 230 },
    (_, index): SampleItem => ({
      on: addDays(day("2026-04-06"), index % 28),
      at: `0${index % 10}:15:00.000`,
      id: `alert-${70_001 + index}`,
      label: `Alert ${70_001 + index}`,
      unit: "siem",
      facts: { severity: index % 3 === 0 ? "critical" : "high", rule: `R-${100 + (index % 22)}` },
      outcomes: [
        {
          attribute: "A",
          state: "indeterminate",
          kind: null,
          cause: "gap",
          text: "What was decided about this alert? Its history was not exported.",
        },
      ],
    }),
  );
  const undecided = ["01-20", "02-11", "02-12", "03-25", "05-19", "06-02"].map(
    (on, index): SampleItem => ({
      on: day(`2026-${on}`),
      id: `alert-${60_010 + index}`,
      label: `Alert ${60_010 + index}`,
      unit: "siem",
      facts: { severity: "high", acknowledged_at: null },
      outcomes: [
        {
          attribute: "A",
          state: "deviation",
          kind: "evidence-missing",
          cause: null,
          text: "No decision is recorded; one was due within 24 hours.",
        },
      ],
    }),
  );
  return sorted([...unseen, ...undecided]);
}

function alertsCompleteness(): ReportControl["completeness"] {
  const gap = {
    stream: "alert-states",
    scope: "siem",
    from: "2026-04-06T00:00:00.000Z",
    to: "2026-05-04T00:00:00.000Z",
    reason: "The export of alert histories stops on 2026-04-05 and starts again on 2026-05-04.",
    fix: "Export alert histories for 2026-04-06 to 2026-05-03, then run: lookback collect siem",
  };
  return {
    is_reliable: true,
    reasons: ["230 of the alerts fall into a stretch whose history nobody exported."],
    sources: [{ source: "siem", stream: "alerts", scope: "siem", ...PERIOD, rows: 18_233, declared: null }],
    query: "select alert.alert_id as item_id, alert.raised_at as occurred_at from alert",
    gaps: [gap],
    rejected_rows: 0,
    second_source: {
      title: "Alerts counted by the paging service",
      is_available: false,
      first_only: 0,
      second_only: 0,
      unexplained: [],
    },
    population_hash: digestOf("alerts"),
  };
}

function alertDays(): Record<string, number> {
  const days = Object.entries(weekdays(6)).filter(([on]) => on < "2026-04-06" || on >= "2026-05-04");
  return Object.fromEntries(days);
}

function sorted(items: readonly SampleItem[]): readonly SampleItem[] {
  return [...items].sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1));
}
