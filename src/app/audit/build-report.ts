import type { OpinionProjection } from "../../assess/opinion/projection.js";
import { instantOf } from "../../base/instant.js";
import { CRITERIA, type CriterionId, criteriaOf } from "../../criteria/criteria.js";
import type { AuditReport, Completeness, ReportControl } from "../../reports/audit/model.js";
import type { TestedPeriod } from "../test-period/test-period.js";
import { mondayOf, weeksOf } from "../workspace/calendar.js";
import type { OpenWorkspace, ReadableWorkspace } from "../workspace/open-workspace.js";
import { periodMap } from "./period-map.js";
import { projectionReasons } from "./reasons.js";
import { reportControl, reportExceptions } from "./report-control.js";

export interface ReportParts {
  readonly open: ReadableWorkspace;
  readonly tested: TestedPeriod;
  readonly opinion: OpinionProjection;
  /** By name of the population. */
  readonly completeness: ReadonlyMap<string, Completeness>;
  readonly csv: ReadonlyMap<string, string>;
}

/** The report of an audit: a function of evidence, promises, rules and `asOf` alone. */
export function buildReport({ open, tested, opinion, completeness, csv }: ReportParts): AuditReport {
  const { workspace, tables } = open;
  const { audit, organisation } = workspace;
  const controls = tested.controls.flatMap((control) => {
    const { name } = control.promise.control.population;
    const proof = completeness.get(name);
    return proof === undefined
      ? []
      : [reportControl(control, { tested, completeness: proof, csv: csv.get(name) ?? null })];
  });
  const criteria = criteriaInScope(audit.categories).filter((id) => !Object.hasOwn(audit.not_applicable, id));
  const entries = tables.entries();
  return {
    schema: "lookback/audit-report/1",
    lookback: open.version,
    is_sample: workspace.sample,
    organisation: organisation.name,
    time_zone: organisation.time_zone,
    as_of: instantOf(tested.asOf),
    period: {
      from: audit.period.from,
      to: audit.period.to,
      start: instantOf(tested.period.start),
      end: instantOf(tested.period.end),
    },
    opinion,
    reasons: projectionReasons(opinion, controls),
    map: mapOf(open, tested, criteria, controls),
    controls,
    exceptions: tested.controls.flatMap(reportExceptions),
    not_tested: notTested(criteria, opinion),
    not_seen: notSeen(controls),
    rejects: entries
      .filter(({ rejected }) => rejected > 0)
      .map(({ source, key, sha256, rejected, kept }) => ({ source, file: key, sha256, rejected, kept })),
    evidence: evidenceCounts(entries),
    criteria: Object.fromEntries(criteria.map((id) => [id, CRITERIA[id].title])),
  };
}

function criteriaInScope(categories: OpenWorkspace["workspace"]["audit"]["categories"]): CriterionId[] {
  return [...new Set(categories.flatMap((category) => criteriaOf(category)))];
}

function mapOf(
  open: ReadableWorkspace,
  tested: TestedPeriod,
  criteria: readonly CriterionId[],
  controls: readonly ReportControl[],
) {
  const { period } = open.workspace.audit;
  const weekOf = (day: string) => {
    const monday = mondayOf(day as never);
    return monday < period.from ? period.from : monday;
  };
  const notAssessed = new Set<string>(open.workspace.audit.not_assessed);
  const weeks = weeksOf(period, open.workspace.organisation.time_zone);
  return periodMap({
    weeks,
    criteria: criteria.filter((id) => !notAssessed.has(id)),
    controls,
    weekOf,
    asOf: tested.asOf,
  });
}

function notTested(criteria: readonly CriterionId[], opinion: OpinionProjection): AuditReport["not_tested"] {
  return criteria.flatMap((id) => {
    const conclusion = opinion.criteria[id]?.conclusion;
    const title = CRITERIA[id].title;
    if (conclusion === "NOT_ASSESSED") {
      return [
        {
          criterion: id,
          title,
          text: "Declared as not assessed in this workspace: the projection says nothing about it.",
        },
      ];
    }
    const isGap = opinion.criteria[id]?.because.includes("R8.1") === true;
    return isGap
      ? [{ criterion: id, title, text: "No control of this workspace carries it: as it stands, it counts as not met." }]
      : [];
  });
}

function notSeen(controls: readonly ReportControl[]): AuditReport["not_seen"] {
  const seen = new Map(
    controls.flatMap(({ completeness }) => completeness.gaps.map((gap) => [JSON.stringify(gap), gap] as const)),
  );
  return [...seen.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gap]) => gap);
}

function evidenceCounts(entries: ReturnType<OpenWorkspace["tables"]["entries"]>): AuditReport["evidence"] {
  const sources = new Map<string, { id: string; captures: number; rows: number }>();
  for (const { source, kept } of entries) {
    const known = sources.get(source) ?? { id: source, captures: 0, rows: 0 };
    sources.set(source, { id: source, captures: known.captures + 1, rows: known.rows + kept });
  }
  return { captures: entries.length, sources: [...sources.values()] };
}
