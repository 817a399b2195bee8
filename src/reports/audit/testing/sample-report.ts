import { addDays, type Day, day } from "../../../base/instant.js";
import { CRITERIA, CRITERION_IDS } from "../../../criteria/criteria.js";
import type { AuditReport, CellState, MapRow, ReportControl } from "../model.js";
import { digestOf, FROM, TO } from "./build-control.js";
import { leaversControl, reviewsControl } from "./sample-access.js";
import { alertsControl, changesControl } from "./sample-operations.js";
import { AS_OF, sampleOpinion } from "./sample-opinion.js";
import { backupsControl, encryptionControl, incidentsControl } from "./sample-settings.js";

/** An invented audit with every kind of thing a report can show. Numbers agree with one another. */
export function sampleReport(): AuditReport {
  const controls = [
    backupsControl(),
    changesControl(),
    encryptionControl(),
    leaversControl(),
    reviewsControl(),
    incidentsControl(),
    alertsControl(),
  ];
  const opinion = sampleOpinion(controls);
  const criteria = Object.keys(opinion.criteria);
  return {
    schema: "lookback/audit-report/1",
    lookback: "0.1.0",
    is_sample: true,
    organisation: "Harrow & Pell Ltd",
    time_zone: "Europe/Berlin",
    as_of: AS_OF,
    period: { from: FROM, to: TO, start: "2025-12-31T23:00:00.000Z", end: "2026-06-30T22:00:00.000Z" },
    opinion,
    reasons: [
      "9 of 48 leavers due kept their account longer than promised, over five months; criteria CC6.2 and CC6.3 are not met.",
      "2 of 12 access reviews due were not performed; in so small a population one missed review is too many.",
      "230 of 884 alerts due cannot be decided, because their history of four weeks was never exported; criteria CC7.2 and CC7.3 cannot be concluded.",
    ],
    map: criteria.map((criterion) => mapRow(criterion, controls)),
    controls,
    exceptions: controls.flatMap(exceptionsOf),
    not_tested: CRITERION_IDS.filter((id) => opinion.criteria[id]?.conclusion === "NOT_ASSESSED").map((criterion) => ({
      criterion,
      title: CRITERIA[criterion].title,
      text: "Declared outside what this workspace assesses. An auditor may test it by other means.",
    })),
    not_seen: controls.flatMap(({ completeness }) => completeness.gaps),
    rejects: [
      { source: "hr-workers", file: "hr/workers-2026.csv", sha256: digestOf("reject"), rejected: 1, kept: 312 },
    ],
    evidence: {
      captures: 214,
      sources: [
        { id: "github", captures: 188, rows: 5_992 },
        { id: "hr-workers", captures: 2, rows: 313 },
        { id: "okta-log", captures: 24, rows: 41_877 },
      ],
    },
    criteria: Object.fromEntries(
      CRITERION_IDS.filter((id) => criteria.includes(id)).map((id) => [id, CRITERIA[id].title]),
    ),
  };
}

function exceptionsOf(control: ReportControl): AuditReport["exceptions"] {
  return control.items.flatMap((item) =>
    item.outcomes
      .filter(({ state }) => state === "deviation")
      .map((outcome, index) => ({
        id: `X-${item.id}-${outcome.attribute}`,
        control: control.id,
        attribute: outcome.attribute,
        item: item.id,
        label: item.label,
        kind: outcome.kind ?? "",
        state: index === 0 ? ("suspected" as const) : ("confirmed" as const),
        text: outcome.text,
        occurred_at: item.occurred_at,
      })),
  );
}

function mapRow(criterion: string, controls: readonly ReportControl[]): MapRow {
  const testing = controls.filter(({ criteria }) => criteria.key.includes(criterion));
  const cells: MapRow["cells"] = [];
  for (let week = day("2025-12-29"); week <= TO; week = addDays(week, 7)) cells.push(mapCell(week, testing));
  const failed = cells.filter(({ state }) => state === "failed").length;
  const operated = cells.filter(({ state }) => state === "operated").length;
  const known = CRITERION_IDS.find((id) => id === criterion);
  return {
    criterion,
    title: known === undefined ? "" : CRITERIA[known].title,
    cells,
    sentence:
      testing.length === 0
        ? "Not assessed in this workspace."
        : `Operated in ${operated} of ${cells.length} weeks, failed in ${failed} of ${cells.length}.`,
  };
}

function mapCell(week: Day, testing: readonly ReportControl[]): MapRow["cells"][number] {
  if (testing.length === 0) return { week, state: "out-of-scope", text: "Not assessed in this workspace." };
  let [passed, failed, open] = [0, 0, 0];
  for (const { days } of testing) {
    for (const [on, counts] of Object.entries(days)) {
      if (on < week || on >= addDays(week, 7)) continue;
      passed += counts.pass;
      failed += counts.deviation;
      open += counts.indeterminate;
    }
  }
  if (testing.some(({ frequency }) => frequency === "state") && failed + open === 0) {
    return { week, state: "operated", text: "In force for 212 of 212 items all week." };
  }
  const due = passed + failed + open;
  const isGap = testing.some(({ completeness }) =>
    completeness.gaps.some(({ from, to }) => from < addDays(week, 7) && to > week),
  );
  const state: CellState =
    failed > 0
      ? "failed"
      : isGap
        ? "evidence-gap"
        : open > 0
          ? "not-testable"
          : passed > 0
            ? "operated"
            : "did-not-occur";
  const text =
    due === 0 ? "Nothing was due." : `${failed} of ${due} items due deviated, ${open} of ${due} could not be decided.`;
  return { week, state, text };
}
