import { addDays, day } from "../../../base/instant.js";
import type { AuditReport } from "../model.js";
import { sampleReport } from "./sample-report.js";

/** The sample over 53 weeks: a map too wide for any screen. */
export function yearReport(): AuditReport {
  const report = sampleReport();
  const first = day("2025-12-29");
  return {
    ...report,
    period: { ...report.period, to: "2026-12-31", end: "2026-12-31T23:00:00.000Z" },
    map: report.map.map((row) => ({
      ...row,
      cells: [...row.cells, ...row.cells]
        .slice(0, 53)
        .map((cell, index) => ({ ...cell, week: addDays(first, 7 * index) })),
    })),
  };
}

/** A report of a workspace in which nothing was collected and nothing tested. */
export function emptyReport(): AuditReport {
  const report = sampleReport();
  return {
    ...report,
    is_sample: false,
    opinion: {
      ...report.opinion,
      categories: {},
      criteria: {},
      controls: {},
      findings: [],
      shortest_path: [],
      trace: [],
    },
    reasons: [],
    map: [],
    controls: [],
    exceptions: [],
    not_tested: [],
    not_seen: [],
    rejects: [],
    evidence: { captures: 0, sources: [] },
    criteria: {},
  };
}
