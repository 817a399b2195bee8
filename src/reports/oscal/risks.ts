import type { Finding } from "../../assess/opinion/projection.js";
import type { Json } from "../../base/canonical-json.js";
import type { ReportControl } from "../audit/model.js";
import { riskUuid } from "./findings.js";
import type { OscalSource } from "./model.js";
import type { Observations } from "./observations.js";
import { type OscalIds, PROPERTY_NAMESPACE, projected, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText } from "./oscal-text.js";

/**
 * One risk for each of our findings, in the report's order, all of them open: causes, plans and acceptance are people's
 * decisions, and none is assumed. The remediation is the one that the control's description recommends.
 */
export function risks({ report }: OscalSource, ids: OscalIds, observed: Observations): readonly Json[] {
  const controls = new Map(report.controls.map((control) => [control.id, control]));
  return report.opinion.findings.map((finding) => {
    const control = finding.control === null ? undefined : controls.get(finding.control);
    const origin = { actors: [{ type: "tool", "actor-uuid": ids.of("tool") }] };
    return {
      uuid: riskUuid(ids, finding.id),
      title: lineText(finding.title),
      description: proseText(descriptionOf(finding, control)),
      statement: proseText(statementOf(finding)),
      props: [
        ...property("finding-id", finding.id),
        ...property("control-id", finding.control),
        ...property("criterion", finding.criterion),
        ...projected("severity", finding.severity),
        ...finding.because.flatMap((rule) => projected("because", rule)),
      ],
      status: "open",
      origins: [origin],
      characterizations: [
        { origin, facets: [{ name: "severity", system: PROPERTY_NAMESPACE, value: lineText(finding.severity) }] },
      ],
      ...(control === undefined ? {} : { remediations: [recommendation(finding, control, ids)] }),
      ...listMember(
        "related-observations",
        (control === undefined ? [] : observed.ofControl(control.id)).map((uuid) => ({ "observation-uuid": uuid })),
      ),
    };
  });
}

/** What a finding is about, in one or two sentences. */
export function descriptionOf(finding: Finding, control: ReportControl | undefined): string {
  return control === undefined ? finding.title : `${finding.title} What was promised: ${control.statement}`;
}

function statementOf({ control, criterion }: Finding): string {
  if (control === null) return `No control carries criterion ${criterion ?? ""}, so nothing shows that it is met.`;
  return `Control ${control} cannot be relied upon for the period${criterion === null ? "" : ` (criterion ${criterion})`}.`;
}

function recommendation(finding: Finding, control: ReportControl, ids: OscalIds): Json {
  return {
    uuid: ids.of("recommendation", finding.id),
    lifecycle: "recommendation",
    title: lineText(`Repair ${control.id} ${control.title}`),
    description: proseText(control.remediation),
  };
}
