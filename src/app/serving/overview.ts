import type { Finding } from "../../assess/opinion/projection.js";
import { due, outOf, plural } from "../../reports/audit/figures.js";
import type { AuditReport, ReportControl } from "../../reports/audit/model.js";
import { namedMatters, rangeSentence } from "../../reports/audit/sentences.js";
import { CONCLUSION_WORDS, CRITERION_WORDS, OPINION_WORDS } from "../../reports/audit/words.js";
import type { ServedRun } from "./audits.js";

/** One thing to do next, and where. */
export interface NextTask {
  readonly title: string;
  readonly why: string;
  /** `null`: no control carries the criterion that it is about. */
  readonly control: string | null;
  readonly kind: "see-the-unseen" | "deal-with-exceptions" | "answer-question" | "carry-criterion";
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
    findings: opinion.findings.map((finding) => findingOf(finding, report)),
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

/** A finding of a control, or of a criterion that no control carries. */
function findingOf({ id, control, criterion, title, severity }: Finding, report: AuditReport) {
  const tested = report.controls.find((each) => each.id === control);
  const projected = report.opinion.controls[control ?? ""];
  const met = report.opinion.criteria[criterion ?? ""];
  const said =
    projected === undefined ? CRITERION_WORDS[met?.conclusion ?? "NOT_MET"] : CONCLUSION_WORDS[projected.conclusion];
  return {
    ...{ id, control, severity },
    title: tested?.title ?? title,
    word: said.title,
    mark: said.mark,
    criteria: tested?.criteria.key ?? (criterion === null ? [] : [criterion]),
    deviations: tested?.counts.deviation ?? 0,
    due: tested === undefined ? 0 : due(tested.counts),
    rate: tested === undefined ? "no control" : outOf(tested.counts.deviation, due(tested.counts)),
  };
}

/** What stands between the projection and a better one, worst first; unseen before failed, for nobody can judge it. */
export function nextTasks(report: AuditReport): NextTask[] {
  const ranked = report.opinion.findings.toSorted(
    (a, b) => rankOf(a.severity) - rankOf(b.severity) || (a.id < b.id ? -1 : 1),
  );
  return ranked.slice(0, TASKS_SHOWN).map((finding) => {
    const control = report.controls.find(({ id }) => id === finding.control);
    return control === undefined
      ? uncarried(finding)
      : taskOf(control, report.opinion.controls[control.id]?.conclusion ?? "");
  });
}

function uncarried({ criterion, title }: Finding): NextTask {
  return {
    title: `Have a control carry ${criterion ?? "what is missing"}`,
    why: `${title}. Map a control to it in lookback.yaml, or say there why it does not apply.`,
    control: null,
    kind: "carry-criterion",
  };
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
