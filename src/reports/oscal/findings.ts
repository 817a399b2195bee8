import type { ControlConclusionWord, CriterionConclusionWord } from "../../assess/opinion/projection.js";
import type { Json } from "../../base/canonical-json.js";
import type { ReportControl } from "../audit/model.js";
import type { OscalSource } from "./model.js";
import type { Observations } from "./observations.js";
import { type OscalIds, projected, property } from "./oscal-namespace.js";
import { lineText, listMember, proseText, token } from "./oscal-text.js";

/** What a conclusion becomes in OSCAL; `undefined` is left out. */
interface Target {
  readonly state: "satisfied" | "not-satisfied";
  readonly reason: "pass" | "fail" | "other";
  readonly remarks?: string;
}

/** Domain section 7. A control that had no occasion is "satisfied" only in OSCAL's two words; the remark says what it is. */
export const CONTROL_TARGETS: Readonly<Record<ControlConclusionWord, Target | undefined>> = {
  EFFECTIVE: { state: "satisfied", reason: "pass" },
  EFFECTIVE_WITH_EXCEPTION: { state: "satisfied", reason: "other" },
  MITIGATED: { state: "satisfied", reason: "other" },
  INEFFECTIVE: { state: "not-satisfied", reason: "fail" },
  DESIGN_DEFICIENT: { state: "not-satisfied", reason: "fail" },
  CANNOT_CONCLUDE: { state: "not-satisfied", reason: "other" },
  NO_OCCURRENCE: {
    state: "satisfied",
    reason: "other",
    remarks: "Nothing was due in the period, and the complete list shows it. Operation was not seen: this is no pass.",
  },
  NOT_APPLICABLE: undefined,
};

/** Criteria follow their controls; what was not assessed is left out, as it is neither met nor not met. */
export const CRITERION_TARGETS: Readonly<Record<CriterionConclusionWord, Target | undefined>> = {
  MET: { state: "satisfied", reason: "pass" },
  MET_WITH_EXCEPTIONS: { state: "satisfied", reason: "other" },
  MET_DESIGN_ONLY: {
    state: "satisfied",
    reason: "other",
    remarks: "Nothing called for its controls in the period, so their operation was not seen.",
  },
  NOT_MET: { state: "not-satisfied", reason: "fail" },
  CANNOT_CONCLUDE: { state: "not-satisfied", reason: "other" },
  NOT_APPLICABLE: undefined,
  NOT_ASSESSED: undefined,
};

/** OSCAL findings: one a control that was concluded, then one a criterion, each in order of id. */
export function findings(source: OscalSource, ids: OscalIds, observed: Observations): readonly Json[] {
  const { report } = source;
  return [
    ...report.controls.flatMap((control) => controlFinding(control, source, { ids, observed })),
    ...Object.keys(report.opinion.criteria)
      .sort()
      .flatMap((criterion) => criterionFinding(criterion, source, { ids, observed })),
  ];
}

/** Whether an OSCAL finding stands for this control, or for this criterion. */
export function hasFinding({ report }: OscalSource, subject: "control" | "criterion", id: string): boolean {
  if (subject === "criterion") {
    const found = report.opinion.criteria[id];
    return found !== undefined && CRITERION_TARGETS[found.conclusion] !== undefined;
  }
  const found = report.opinion.controls[id];
  const isTested = report.controls.some((control) => control.id === id);
  return isTested && found !== undefined && CONTROL_TARGETS[found.conclusion] !== undefined;
}

/** The UUID of the finding on a control, and of the one on a criterion. */
export function findingUuid(ids: OscalIds, subject: "control" | "criterion", id: string): string {
  return ids.of(`${subject}-finding`, id);
}

/** The UUID of the risk of one of our findings. */
export function riskUuid(ids: OscalIds, finding: string): string {
  return ids.of("risk", finding);
}

interface Made {
  readonly ids: OscalIds;
  readonly observed: Observations;
}

function controlFinding(control: ReportControl, { report }: OscalSource, { ids, observed }: Made): readonly Json[] {
  const conclusion = report.opinion.controls[control.id];
  if (conclusion === undefined) return [];
  const status = CONTROL_TARGETS[conclusion.conclusion];
  if (status === undefined) return [];
  const population = conclusion.N === null ? "a population of unknown size" : `${conclusion.N} items due`;
  return [
    {
      uuid: findingUuid(ids, "control", control.id),
      title: lineText(`${control.id} ${control.title}`),
      description: proseText(
        `${conclusion.deviations} deviations among ${conclusion.n} items tested, of ${population}. ${control.statement}`,
      ),
      props: [
        ...property("control-id", control.id),
        ...projected("control-conclusion", conclusion.conclusion),
        ...projected("pattern", conclusion.pattern),
        ...projected("severity", conclusion.severity),
        ...projected("tolerable", conclusion.tolerable),
        ...projected("upper-limit", conclusion.upper_limit),
        ...projected("provisional", conclusion.provisional),
        ...projected("extend-by", conclusion.extend_by),
        ...conclusion.because.flatMap((rule) => projected("because", rule)),
      ],
      target: { type: "objective-id", "target-id": token(control.id), status: { ...status } },
      ...relatedObservations(observed.ofControl(control.id)),
      ...relatedRisks(ourFindings(report, { control: control.id }), ids),
    },
  ];
}

function criterionFinding(criterion: string, { report }: OscalSource, { ids, observed }: Made): readonly Json[] {
  const found = report.opinion.criteria[criterion];
  const status = found === undefined ? undefined : CRITERION_TARGETS[found.conclusion];
  if (found === undefined || status === undefined) return [];
  const controls = found.controls.length === 0 ? "no control" : found.controls.join(", ");
  return [
    {
      uuid: findingUuid(ids, "criterion", criterion),
      title: lineText(`${criterion} ${report.criteria[criterion] ?? ""}`),
      description: proseText(`What the rules make of ${controls} for ${criterion}.`),
      props: [
        ...property("criterion", criterion),
        ...projected("criterion-conclusion", found.conclusion),
        ...projected("scsr-impact", found.scsr_impact),
        ...found.because.flatMap((rule) => projected("because", rule)),
      ],
      target: { type: "objective-id", "target-id": token(criterion), status: { ...status } },
      ...relatedObservations(found.controls.flatMap((control) => observed.ofControl(control))),
      ...relatedRisks(ourFindings(report, { criterion }), ids),
    },
  ];
}

/** Ids of our own findings on this control, or on this criterion without a control. */
function ourFindings(
  { opinion }: OscalSource["report"],
  subject: { readonly control: string } | { readonly criterion: string },
): readonly string[] {
  return opinion.findings
    .filter(({ control, criterion }) =>
      "control" in subject ? control === subject.control : control === null && criterion === subject.criterion,
    )
    .map(({ id }) => id);
}

function relatedObservations(uuids: readonly string[]) {
  return listMember(
    "related-observations",
    [...new Set(uuids)].map((uuid) => ({ "observation-uuid": uuid })),
  );
}

function relatedRisks(findingIds: readonly string[], ids: OscalIds) {
  return listMember(
    "related-risks",
    findingIds.map((id) => ({ "risk-uuid": riskUuid(ids, id) })),
  );
}
