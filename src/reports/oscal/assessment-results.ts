import type { Json } from "../../base/canonical-json.js";
import { reviewedControls } from "./assessment-plan.js";
import { evidenceBackMatter } from "./evidence-resources.js";
import { findings, findingUuid, hasFinding, riskUuid } from "./findings.js";
import type { OscalSource } from "./model.js";
import { observations } from "./observations.js";
import { type OscalBody, oscalDocument, toolComponent } from "./oscal-document.js";
import { FILES, type OscalIds, projected, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText } from "./oscal-text.js";
import { descriptionOf, risks } from "./risks.js";

/** One test run: every attribute's result, every exception, what follows for controls and criteria, and the evidence. */
export function assessmentResults(source: OscalSource, ids: OscalIds): OscalBody {
  const { report } = source;
  const observed = observations(source, ids);
  const end = report.as_of < report.period.end ? report.as_of : report.period.end;
  const result: Json = {
    uuid: ids.of("result", report.period.from, report.period.to, report.as_of),
    title: lineText(`Tests of ${report.period.from} to ${report.period.to}`),
    description: proseText(
      `Whole populations of ${report.controls.length} controls, tested from evidence as of ${report.as_of}.`,
    ),
    start: report.period.start,
    end: end < report.period.start ? report.period.start : end,
    props: resultProperties(source),
    "local-definitions": { components: [toolComponent(ids, source)] },
    "reviewed-controls": reviewedControls(source),
    ...listMember("observations", observed.all),
    ...listMember("risks", risks(source, ids, observed)),
    ...listMember("findings", findings(source, ids, observed)),
    ...(report.reasons.length === 0 ? {} : { remarks: proseText(report.reasons.join("\n")) }),
  };
  return oscalDocument("assessment-results", "results of the tests", {
    source,
    ids,
    body: {
      "import-ap": { href: FILES["assessment-plan"] },
      results: [result],
      ...evidenceBackMatter(source, ids),
    },
  });
}

/** What is to be repaired: one item a finding, with the observations and risks it rests on. */
export function planOfAction(source: OscalSource, ids: OscalIds): OscalBody {
  const { report } = source;
  const observed = observations(source, ids);
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  const items = report.opinion.findings.map((finding): Json => {
    const control = finding.control === null ? undefined : controls.get(finding.control);
    const subject = finding.control === null ? "criterion" : "control";
    const about = finding.control ?? finding.criterion ?? "";
    return {
      uuid: ids.of("plan-item", finding.id),
      title: lineText(finding.title),
      description: proseText(descriptionOf(finding, control)),
      props: [
        ...property("finding-id", finding.id),
        ...property("control-id", finding.control),
        ...property("criterion", finding.criterion),
        ...projected("severity", finding.severity),
      ],
      ...(hasFinding(source, subject, about)
        ? { "related-findings": [{ "finding-uuid": findingUuid(ids, subject, about) }] }
        : {}),
      "related-risks": [{ "risk-uuid": riskUuid(ids, finding.id) }],
    };
  });
  return oscalDocument("plan-of-action-and-milestones", "findings to repair", {
    source,
    ids,
    body: {
      "import-ssp": { href: FILES["system-security-plan"] },
      "system-id": { "identifier-type": "https://ietf.org/rfc/rfc4122", id: ids.of("system") },
      "local-definitions": { components: [toolComponent(ids, source)] },
      ...listMember("observations", observed.all),
      ...listMember("risks", risks(source, ids, observed)),
      ...listMember("findings", findings(source, ids, observed)),
      "poam-items": items.length === 0 ? [nothingToRepair(ids)] : items,
      ...evidenceBackMatter(source, ids),
    },
  });
}

function resultProperties({ report: { opinion, evidence } }: OscalSource): readonly Json[] {
  const { overall } = opinion;
  return [
    ...projected("projected-opinion", overall.projected),
    ...projected("projected-opinion-best", overall.best),
    ...projected("projected-opinion-worst", overall.worst),
    ...projected("projected-with-exceptions", overall.with_exceptions),
    ...Object.entries(opinion.categories)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([category, { projected: opinionOf }]) => projected(`projected-opinion-${category}`, opinionOf)),
    ...property("rules", opinion.rules),
    ...property("engagement-type", opinion.engagement),
    ...property("captures", evidence.captures),
  ];
}

/** OSCAL wants at least one item; that there is nothing to do is said, not invented. */
function nothingToRepair(ids: OscalIds): Json {
  return {
    uuid: ids.of("plan-item", "none"),
    title: "No finding",
    description: "The rules left no finding open in this period. This item stands here because OSCAL asks for one.",
    props: property("placeholder", "true"),
  };
}
