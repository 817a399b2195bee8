import { addDays, day, HOUR_MS, instantOf } from "../../base/instant.js";
import { type Cell, csv } from "../files.js";
import { at, daysBetween } from "../moments.js";
import { leadNo } from "../people/staff.js";
import { COMPANY, COVERED } from "../plan.js";
import type { SampleSource } from "../source.js";

/** The night on which the run broke off; it was repeated nine hours later. */
const FAILED_DAY = "2026-03-12";

/** Accounts without a person, each found by a run and settled within three days. */
const ORPHANS: readonly (readonly [
  system: string,
  username: string,
  foundDay: string,
  hours: number,
  resolution: string,
])[] = [
  ["github", "tb-old-laptop", "2026-01-19", 26, "removed"],
  ["datadog", "trial-observer", "2026-02-10", 51, "removed"],
  ["aws-prod", "import-helper", "2026-03-03", 8, "matched to its owner and registered as a service account"],
  ["github", "release-probe", "2026-04-21", 30, "removed"],
  ["okta", "conference-kiosk", "2026-06-02", 47, "removed"],
];

/** The nightly comparison of all accounts with HR, what it found, and decisions on accounts that are nobody's. */
export function reconciliationSources(): readonly SampleSource[] {
  return [runs(), orphans(), decisions()];
}

function runs(): SampleSource {
  const rows = daysBetween(COVERED.from, "2026-07-01").map((each): readonly Cell[] => {
    const planned = at(each, "03:30", COMPANY.zone);
    const ranAt = each === FAILED_DAY ? planned + 9 * HOUR_MS : planned;
    return [each, instantOf(ranAt), true, null];
  });
  return {
    entry: {
      id: "reconciliation-runs",
      mapping: "lookback-reconciliation_run",
      files: "access/reconciliation-runs.csv",
      query: "Run log of the nightly account reconciliation",
      count: rows.length,
    },
    files: [csv("access/reconciliation-runs.csv", ["due_day", "ran_at", "is_complete", "failed_reason"], rows)],
  };
}

function orphans(): SampleSource {
  const rows = ORPHANS.map(([system, username, foundDay, hours, resolution]): readonly Cell[] => {
    const found = at(foundDay, "03:30", COMPANY.zone);
    return [system, username, instantOf(found), instantOf(found + hours * HOUR_MS), resolution];
  });
  return {
    entry: {
      id: "orphan-accounts",
      mapping: "lookback-orphan_account",
      files: "access/orphan-accounts.csv",
      query: "Findings of the same runs",
      count: rows.length,
    },
    files: [csv("access/orphan-accounts.csv", ["system", "username", "found_at", "resolved_at", "resolution"], rows)],
  };
}

function decisions(): SampleSource {
  const decided = instantOf(at(addDays(day(COVERED.from), 7), "10:00"));
  const rows: readonly (readonly Cell[])[] = [
    ["github", "dependabot[bot]", null, "a bot of the forge; nobody signs in as it", decided, leadNo("SEC")],
  ];
  return {
    entry: {
      id: "identity-decisions",
      mapping: "lookback-identity_decision",
      files: "access/identity-decisions.csv",
      query: "Register of decisions on accounts",
      count: rows.length,
    },
    files: [
      csv(
        "access/identity-decisions.csv",
        ["system", "username", "employee_no", "reason", "decided_at", "decided_by"],
        rows,
      ),
    ],
  };
}
