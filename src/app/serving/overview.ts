import { due, outOf, plural } from "../../reports/audit/figures.js";
import type { AuditReport, ReportControl } from "../../reports/audit/model.js";
import { namedMatters, rangeSentence } from "../../reports/audit/sentences.js";
import { CONCLUSION_WORDS, CRITERION_WORDS, OPINION_WORDS } from "../../reports/audit/words.js";
import type { ServedRun } from "./audits.js";

/** One thing to do next, and where. */
export interface NextTask {
  readonly title: string;
  readonly why: string;
  readonly control: string;
  readonly kind: "see-the-unseen" | "deal-with-exceptions" | "answer-question";
}

const TASKS_SHOWN = 5;
/** From worst to least. */
const SEVERITIES = ["critical", "major", "moderate", "low"];

/** What the first screen shows of a run, in words and figures. */
export function overviewOf({ id, report, sha256 }: ServedRun) {
  const { opinion } = report;
  const { overall } = opinion;
  return {
    run: { id, as_of: report.as_of, sha256 },
    organisation: report.organisation,
    is_sample: report.is_sample,
    period: { from: report.period.from, to: report.period.to },
    disclaimer: opinion.disclaimer,
    opinion: {
      projected: overall.projected,
      best: overall.best,
      worst: overall.worst,
      title: OPINION_WORDS[overall.projected].title,
      means: OPINION_WORDS[overall.projected].means,
      range: rangeSentence(overall),
    },
    reasons: report.reasons,
    matters: namedMatters(report).map((matter) => ({
      criterion: matter.criterion,
      title: matter.title,
      is_limitation: matter.isLimitation,
      however: [...matter.however],
      therefore: matter.therefore,
    })),
    criteria: Object.entries(opinion.criteria).map(([criterion, { conclusion, controls }]) => ({
      criterion,
      title: report.criteria[criterion] ?? "",
      conclusion,
      word: CRITERION_WORDS[conclusion].title,
      mark: CRITERION_WORDS[conclusion].mark,
      controls,
    })),
    findings: report.controls.flatMap((control) => findingOf(control, report)),
    tasks: nextTasks(report),
    counts: {
      controls: report.controls.length,
      exceptions: report.exceptions.length,
      criteria_at_risk: Object.values(opinion.criteria).filter(
        ({ conclusion }) => conclusion === "NOT_MET" || conclusion === "CANNOT_CONCLUDE",
      ).length,
      unknowns: report.controls.reduce((sum, { counts }) => sum + counts.indeterminate, 0),
      unproven_populations: report.controls.filter(({ completeness }) => !completeness.is_reliable).length,
      captures: report.evidence.captures,
      sources: report.evidence.sources.length,
    },
  };
}

function findingOf(control: ReportControl, { opinion }: AuditReport) {
  const projected = opinion.controls[control.id];
  if (projected?.finding === null || projected === undefined) return [];
  const { conclusion } = projected;
  return [
    {
      id: projected.finding,
      control: control.id,
      title: control.title,
      severity: projected.severity,
      conclusion,
      word: CONCLUSION_WORDS[conclusion].title,
      mark: CONCLUSION_WORDS[conclusion].mark,
      criteria: control.criteria.key,
      deviations: control.counts.deviation,
      due: due(control.counts),
      rate: outOf(control.counts.deviation, due(control.counts)),
    },
  ];
}

/** What stands between the projection and a better one, worst first; unseen before failed, for nobody can judge it. */
export function nextTasks(report: AuditReport): NextTask[] {
  const ranked = report.controls
    .flatMap((control) => {
      const projected = report.opinion.controls[control.id];
      return projected?.finding == null
        ? []
        : [{ control, severity: projected.severity, conclusion: projected.conclusion }];
    })
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || (a.control.id < b.control.id ? -1 : 1));
  return ranked.slice(0, TASKS_SHOWN).map(({ control, conclusion }) => taskOf(control, conclusion));
}

function taskOf(control: ReportControl, conclusion: string): NextTask {
  const { counts, completeness, id, title } = control;
  if (conclusion === "CANNOT_CONCLUDE" && !completeness.is_reliable) {
    const gap = completeness.gaps[0];
    return {
      title: `Show all of the ${control.population_title}`,
      why: gap?.fix ?? completeness.reasons[0] ?? `${id} cannot be concluded: its list is not shown to be complete.`,
      control: id,
      kind: "see-the-unseen",
    };
  }
  if (counts.deviation === 0) {
    return {
      title: `Answer ${plural(counts.indeterminate, "open question")} of ${id}`,
      why: `${title}: what is known cannot decide ${outOf(counts.indeterminate, due(counts))} items.`,
      control: id,
      kind: "answer-question",
    };
  }
  return {
    title: `Deal with ${plural(counts.deviation, "deviating item")} of ${id}`,
    why: `${title}: ${outOf(counts.deviation, due(counts))} items deviated. ${control.remediation}`,
    control: id,
    kind: "deal-with-exceptions",
  };
}

function rankOf(severity: string | null): number {
  const rank = severity === null ? -1 : SEVERITIES.indexOf(severity);
  return rank < 0 ? SEVERITIES.length : rank;
}
