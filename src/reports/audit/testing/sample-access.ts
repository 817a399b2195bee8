import { addDays, day } from "../../../base/instant.js";
import type { ReportControl } from "../model.js";
import { buildControl, digestOf, type SampleItem } from "./build-control.js";

const PERIOD = { from: "2026-01-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z" };

/** Leavers: 12 of 48 not plainly in time, one still ahead, three without an account. */
export function leaversControl(): ReportControl {
  return buildControl(
    {
      id: "IAM-03",
      title: "Leaver is disabled in the identity provider",
      statement:
        "The account of a departing person in the identity provider is disabled and sessions are revoked within 24 hours of the effective end of employment, within 4 hours when it was involuntary.",
      revision: 3,
      criteria: { key: ["CC6.2", "CC6.3"], supporting: ["CC6.1"] },
      risk: "high",
      frequency: "per_event",
      population: "leavers",
      population_title: "Leavers",
      completeness: leaversCompleteness(),
      causes: ["HR tells IT late", "Ends of employment at weekends", "Contractors outside the HR system", "Time zones"],
      remediation:
        "Let the HR system drive the identity provider through SCIM; compare both lists daily; make an end date mandatory for contractors and let their accounts expire by themselves.",
      limits: [
        "A disabled account in the identity provider says nothing about local accounts in applications: see IAM-04.",
        "Sign-ins before the start of the log's retention cannot be seen.",
      ],
    },
    {
      attributes: [
        { id: "A", title: "The account is disabled or suspended in time" },
        { id: "B", title: "Active sessions and tokens are revoked in time" },
        { id: "C", title: "No successful sign-in follows the effective end" },
        { id: "D", title: "HR recorded the end in time", isSupporting: true },
      ],
      passes: leaverDays(),
      items: [...lateLeavers(), ...openLeavers()],
      notApplicable: { "no account ever existed: complete account list of the identity provider": 3 },
    },
  );
}

function leaverDays(): Record<string, number> {
  const passes: Record<string, number> = {};
  for (let index = 0; index < 37; index += 1) {
    const on = addDays(day("2026-01-05"), Math.floor(index * 4.7));
    passes[on] = (passes[on] ?? 0) + 1;
  }
  return passes;
}

function lateLeavers(): readonly SampleItem[] {
  const late = [
    ["2026-01-16", 31],
    ["2026-01-30", 62],
    ["2026-02-27", 71],
    ["2026-03-13", 40],
    ["2026-03-31", 74],
    ["2026-04-24", 33],
    ["2026-05-29", 58],
  ] as const;
  const items = late.map(([on, hours], index): SampleItem => {
    const outcomes: SampleItem["outcomes"] = [
      {
        attribute: "A",
        state: "deviation",
        kind: "late",
        cause: null,
        text: `The account was disabled ${hours} hours after the effective end; 24 hours were promised.`,
      },
    ];
    if (index === 4) {
      outcomes.push({
        attribute: "C",
        state: "deviation",
        kind: "unauthorised",
        cause: null,
        text: "2 successful sign-ins follow the effective end, the last one 51 hours after it.",
      });
    }
    return {
      on: day(on),
      id: `leaver-00${index + 11}`,
      label: `Leaver E-10${index + 23}`,
      unit: "okta",
      facts: { employee_no: `E-10${index + 23}`, is_involuntary: false, hours_open: hours, sessions_revoked: true },
      outcomes,
    };
  });
  return [...items, neverDisabled("2026-02-13", 31), neverDisabled("2026-05-08", 32)];
}

function neverDisabled(on: string, number: number): SampleItem {
  return {
    on: day(on),
    id: `leaver-00${number}`,
    label: `Leaver C-04${number}`,
    unit: "okta",
    facts: { employee_no: `C-04${number}`, worker_type: "contractor", is_involuntary: false, disabled_at: null },
    outcomes: [
      {
        attribute: "A",
        state: "deviation",
        kind: "not-performed",
        cause: null,
        text: "The account was still active when last seen; 24 hours were promised.",
      },
      {
        attribute: "B",
        state: "deviation",
        kind: "not-performed",
        cause: null,
        text: "1 session was still open when last seen.",
      },
    ],
  };
}

function openLeavers(): readonly SampleItem[] {
  const unmatched = (on: string, number: number): SampleItem => ({
    on: day(on),
    id: `leaver-00${number}`,
    label: `Leaver E-11${number}`,
    unit: "okta",
    facts: { employee_no: `E-11${number}`, accounts_matched: 0 },
    outcomes: [
      {
        attribute: "A",
        state: "indeterminate",
        kind: null,
        cause: "unmatched-person",
        text: "Which account belonged to this person? Two are equally likely.",
      },
    ],
  });
  const pending: SampleItem = {
    on: day("2026-06-30"),
    id: "leaver-0058",
    label: "Leaver E-1198",
    unit: "okta",
    outcomes: [{ attribute: "A", state: "pending", kind: null, cause: null, text: "Due by 2026-07-01 17:00 UTC." }],
  };
  return [unmatched("2026-03-18", 41), unmatched("2026-06-10", 42), pending];
}

function leaversCompleteness(): ReportControl["completeness"] {
  return {
    is_reliable: true,
    reasons: [],
    sources: [
      { source: "hr-workers", stream: "hr.workers", scope: "*", ...PERIOD, rows: 312, declared: 312 },
      { source: "okta-users", stream: "accounts", scope: "okta", ...PERIOD, rows: 287, declared: 287 },
      { source: "okta-log", stream: "account-events", scope: "okta", ...PERIOD, rows: 41_877, declared: null },
    ],
    query:
      "select employment.person_id as item_id, employment.ended_at as occurred_at\nfrom employment\nwhere employment.ended_at >= param.window_start and employment.ended_at < param.window_end",
    gaps: [],
    rejected_rows: 1,
    second_source: {
      title: "Leavers according to payroll",
      is_available: true,
      first_only: 0,
      second_only: 1,
      unexplained: [{ key: "E-0977", side: "second only" }],
    },
    population_hash: digestOf("leavers"),
  };
}

/** Access reviews: six systems, two quarters, one quarter missed in two of them. */
export function reviewsControl(): ReportControl {
  const missed = (system: string, number: number): SampleItem => ({
    on: day("2026-04-30"),
    id: `review-2026q1-${system}`,
    label: `Review of ${system}, first quarter of 2026`,
    unit: system,
    facts: { system, quarter: "2026-Q1", due_at: "2026-04-30T22:00:00.000Z", lines: number },
    outcomes: [
      {
        attribute: "A",
        state: "deviation",
        kind: "not-performed",
        cause: null,
        text: "No review is on record for the quarter; it was due by 2026-04-30 22:00 UTC.",
      },
    ],
  });
  return buildControl(
    {
      id: "IAM-05",
      title: "Periodic user access review",
      statement:
        "Owners review all user access to in-scope systems every quarter and changes are completed within 10 days.",
      revision: 1,
      criteria: { key: ["CC6.3"], supporting: ["CC6.2", "CC4.1"] },
      risk: "high",
      frequency: "quarterly",
      population: "access-reviews",
      population_title: "Access reviews due",
      completeness: {
        is_reliable: true,
        reasons: [],
        sources: [
          { source: "review-log", stream: "access-reviews", scope: "*", ...PERIOD, rows: 1_412, declared: null },
        ],
        query: "select review.review_id as item_id, review.due_at as occurred_at from access_review as review",
        gaps: [],
        rejected_rows: 0,
        second_source: null,
        population_hash: digestOf("reviews"),
      },
      causes: ["No owner named", "Effort of exporting lists", "Reminders only"],
      remediation:
        "Start the campaign from live lists; take access away when nobody answers; freeze the evidence by system.",
      limits: ["A review can be done in time and still be careless: reading speed is not tested."],
    },
    {
      attributes: [
        { id: "A", title: "The review is done and signed by the owner in time" },
        { id: "B", title: "The list is complete and taken inside the review window" },
        { id: "C", title: "Every line has a decision" },
        { id: "D", title: "Removals are carried out in time" },
        { id: "E", title: "Nobody reviews their own access" },
      ],
      passes: { "2026-01-28": 4, "2026-01-30": 2, "2026-04-22": 2, "2026-04-27": 2 },
      items: [missed("github", 214), missed("aws-production", 61)],
    },
  );
}
