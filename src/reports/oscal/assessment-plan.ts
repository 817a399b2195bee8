import type { Json } from "../../base/canonical-json.js";
import type { AuditReport, ReportControl } from "../audit/model.js";
import { rolesOf } from "./control-library.js";
import { criteriaInScope, excludedCriteria } from "./criteria-catalog.js";
import type { OscalSource } from "./model.js";
import { type OscalBody, oscalDocument, toolComponent } from "./oscal-document.js";
import { FILES, type OscalIds, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText, token } from "./oscal-text.js";

/** What is tested and how: one activity an attribute, one task a control, over the whole population each time. */
export function assessmentPlan(source: OscalSource, ids: OscalIds): OscalBody {
  const { report } = source;
  const activities = report.controls.flatMap((control) =>
    control.attributes.map((attribute) => activity(control, attribute, ids)),
  );
  const objectives = [...criterionObjectives(source), ...report.controls.map((control) => objective(control))];
  return oscalDocument("assessment-plan", "tests over the whole population", {
    source,
    ids,
    body: {
      "import-ssp": { href: FILES["system-security-plan"] },
      "local-definitions": {
        ...listMember("activities", activities),
        "objectives-and-methods": objectives,
      },
      "reviewed-controls": reviewedControls(source),
      "assessment-subjects": [{ type: "component", "include-all": {} }],
      "assessment-assets": {
        components: [toolComponent(ids, source)],
        "assessment-platforms": [
          {
            uuid: ids.of("platform"),
            title: "Lookback",
            props: property("version", report.lookback),
            "uses-components": [{ "component-uuid": ids.of("tool") }],
          },
        ],
      },
      ...listMember(
        "tasks",
        report.controls.map((control) => task(control, report, ids)),
      ),
    },
  });
}

/**
 * The criteria that a test run looks at and leaves out. Controls of the company that it leaves out are in no catalog, so
 * they stand with the written reasons in the remarks.
 */
export function reviewedControls(source: OscalSource): Json {
  const inScope = criteriaInScope(source);
  const out = excludedCriteria(source);
  const left = new Map([
    ...source.exclusions.map(({ id, reason }) => [id, reason] as const),
    ...Object.entries(source.report.opinion.controls)
      .filter(([, { conclusion }]) => conclusion === "NOT_APPLICABLE")
      .map(([id, { because }]) => [id, `not applicable (${because.join(", ")})`] as const),
  ]);
  const reasons = [...left].map(([id, reason]) => `${id}: ${reason}`);
  return {
    "control-selections": [
      {
        ...(inScope.length === 0
          ? { "include-all": {} }
          : { "include-controls": inScope.map((id) => ({ "control-id": id })) }),
        ...listMember(
          "exclude-controls",
          out.map((id) => ({ "control-id": id })),
        ),
        ...(reasons.length === 0 ? {} : { remarks: proseText(reasons.join("\n")) }),
      },
    ],
  };
}

/** The UUID of the activity that tests one attribute; the results name it. */
export function activityUuid(ids: OscalIds, control: string, attribute: string): string {
  return ids.of("activity", control, attribute);
}

type Attribute = ReportControl["attributes"][number];

function activity(control: ReportControl, { id, title, is_key }: Attribute, ids: OscalIds): Json {
  const criteria = [...rolesOf(control).keys()].sort().map((criterion) => ({ "control-id": token(criterion) }));
  const step = (name: string, text: string): Json => ({
    uuid: ids.of("step", control.id, id, name),
    title: name,
    description: proseText(text),
  });
  return {
    uuid: activityUuid(ids, control.id, id),
    title: lineText(`${control.id}.${id} ${title}`),
    description: proseText(`Asks of every item of the population: ${title}`),
    props: [
      ...property("control-id", control.id),
      ...property("attribute", id),
      ...property("is-key", is_key),
      ...property("revision", control.revision),
      ...property("test-nature", "reperformance"),
      ...property("sampling", "none: the whole population is tested"),
    ],
    steps: [
      step(
        "list",
        `List ${control.population_title}: everything in the period, from the sources and not from the control.`,
      ),
      step(
        "prove",
        "Show that the list is all of it: streams seen, counts of the sources, a second list where there is one.",
      ),
      step(
        "judge",
        `Judge each item: ${title}. What was not seen is indeterminate, never a pass and never a deviation.`,
      ),
    ],
    ...(criteria.length === 0
      ? {}
      : { "related-controls": { "control-selections": [{ "include-controls": criteria }] } }),
  };
}

/** A control's promise as an objective under the first criterion it carries: findings name it by the control's id. */
function objective(control: ReportControl): Json {
  const [first = "CC1.1"] = [...control.criteria.key, ...control.criteria.supporting];
  return {
    "control-id": token(first),
    props: [...property("control-id", control.id)],
    parts: [
      {
        id: token(control.id),
        name: "assessment-objective",
        title: lineText(`${control.id} ${control.title}`),
        prose: proseText(control.statement),
      },
    ],
  };
}

function criterionObjectives({ report }: OscalSource): readonly Json[] {
  const criteria = Object.entries(report.criteria).sort(([a], [b]) => (a < b ? -1 : 1));
  return (criteria.length === 0 ? [["CC1.1", ""] as const] : criteria).map(([id, title]) => ({
    "control-id": token(id),
    parts: [{ id: token(id), name: "assessment-objective", title: lineText(id), prose: proseText(title) }],
  }));
}

const FREQUENCY: Readonly<Record<string, { readonly period: number; readonly unit: string }>> = {
  daily: { period: 1, unit: "days" },
  weekly: { period: 7, unit: "days" },
  monthly: { period: 1, unit: "months" },
  quarterly: { period: 3, unit: "months" },
  semiannual: { period: 6, unit: "months" },
  annual: { period: 1, unit: "years" },
};

function task(control: ReportControl, { period }: AuditReport, ids: OscalIds): Json {
  const every = FREQUENCY[control.frequency];
  return {
    uuid: ids.of("task", control.id),
    type: "action",
    title: lineText(`Test ${control.id} ${control.title}`),
    props: property("frequency", control.frequency),
    timing:
      every === undefined
        ? { "within-date-range": { start: period.start, end: period.end } }
        : { "at-frequency": every },
    ...listMember(
      "associated-activities",
      control.attributes.map(({ id }) => ({
        "activity-uuid": activityUuid(ids, control.id, id),
        subjects: [{ type: "component", "include-all": {} }],
      })),
    ),
  };
}
