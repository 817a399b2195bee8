import { type EpochMs, instantOf } from "../../base/instant.js";
import { type StandingCause, standingCause, statedCauses } from "../../recovery/causes/standing-cause.js";
import { chanceText, clusterSentence } from "../../recovery/clustering/cluster-sentence.js";
import { type PolicyFit, policyFitSentences } from "../../recovery/policy-fit/policy-fit.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { causeText } from "../../reports/findings/cause-text.js";
import type { CauseReport, ReportCause } from "../../reports/findings/model.js";
import { inkOf } from "../../reports/terminal/terminal-text.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { decidedFor, type FindingDecisions, findingDecisions } from "./decided.js";
import { type ExaminedControl, examineControl } from "./examine-control.js";
import { lastReport } from "./last-report.js";

export interface CauseQuestion {
  readonly control: string;
  /** Deviations of this attribute alone; all key attributes when absent. */
  readonly attribute: string | undefined;
  readonly asOf: EpochMs;
}

/**
 * What the evidence shows about why a control failed, and the causes on record.
 *
 * @throws AppError `not-found` for a control or attribute that the workspace does not test.
 */
export async function causeReport(open: OpenWorkspace, question: CauseQuestion): Promise<CauseReport> {
  const examined = await examineControl(open, question);
  const report = await lastReport(open.files);
  const decided = decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence));
  return reportOf(examined, { asOf: question.asOf, report, decided });
}

/** A cause report as text for a terminal. */
export function causeReportText(
  report: CauseReport,
  { isColour, width }: { isColour: boolean; width: number },
): string {
  return causeText(report, { ink: inkOf(isColour), width });
}

function reportOf(
  { period: { period }, tested, clusters, extent, fits }: ExaminedControl,
  { asOf, report, decided }: { asOf: EpochMs; report: AuditReport | undefined; decided: FindingDecisions },
): CauseReport {
  const { control, statementAt } = tested.promise;
  const projected = report?.opinion.controls[control.id];
  const finding = report?.opinion.findings.find(({ id }) => id === projected?.finding);
  return {
    schema: "lookback/cause/1",
    as_of: instantOf(asOf),
    control: { id: control.id, title: control.title, statement: statementAt(Math.min(asOf, period.end - 1)) },
    finding: finding === undefined ? null : { id: finding.id, severity: finding.severity, title: finding.title },
    conclusion: projected?.conclusion ?? null,
    pattern: projected?.pattern ?? null,
    attributes: control.attributes.map(({ id, title }) => ({
      id,
      title,
      deviations: tested.tally.attributes[id]?.counts.deviation ?? 0,
    })),
    items: clusters.items,
    exceptions: clusters.exceptions,
    clusters: clusters.clusters.map((each) => ({
      where: each.where,
      items: each.items,
      exceptions: each.exceptions,
      sentence: clusterSentence(each, clusters),
      chance: chanceText(each),
    })),
    clusters_hidden: clusters.hidden,
    questions_asked: clusters.asked,
    usual_causes: control.causes,
    extent: {
      units: extent.units,
      months: extent.months,
      elsewhere: extent.elsewhere.map(({ control: id, deviations, inSameUnits, onSameDays }) => ({
        control: id,
        deviations,
        in_same_units: inSameUnits,
        on_same_days: onSameDays,
      })),
    },
    policy_fit: fits.map(fitOf),
    causes: causesOf(control.id, decided),
  };
}

function fitOf(fit: PolicyFit): CauseReport["policy_fit"][number] {
  const { attribute, parameter, unit, promised, quantiles, holdsForAll, holdsFor95 } = fit;
  return {
    attribute,
    parameter,
    unit,
    promised,
    quantiles,
    holds_for_all: holdsForAll,
    holds_for_95: holdsFor95,
    sentences: policyFitSentences(fit),
  };
}

/** What is on record of why a control failed, for the period of the workspace, as the ledger has it now. */
export async function causesOnRecord(
  open: Pick<OpenWorkspace, "workspace" | "evidence">,
  control: string,
): Promise<readonly ReportCause[]> {
  return causesOf(control, decidedFor(open.workspace.audit.period, await findingDecisions(open.evidence)));
}

function causesOf(control: string, { causes }: FindingDecisions): readonly ReportCause[] {
  const log = causes.get(control) ?? [];
  const standing: StandingCause | undefined = standingCause(log);
  return statedCauses(log).map(({ index, at, status, approvedBy, cause }) => ({
    record: index,
    at,
    status,
    is_in_force: index === standing?.index,
    category: cause.category,
    scope: cause.scope,
    text: cause.text,
    why: cause.why,
    by: cause.by,
    approved_by: approvedBy,
  }));
}
