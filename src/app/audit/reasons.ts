import type { OpinionProjection } from "../../assess/opinion/projection.js";
import type { ReportControl } from "../../reports/audit/model.js";

/** Why the projection is what it is, in sentences, unflattering first. */
export function projectionReasons(opinion: OpinionProjection, controls: readonly ReportControl[]): string[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const criteria = Object.entries(opinion.criteria);
  const of = (word: string) => criteria.filter(([, { conclusion }]) => conclusion === word);
  const isCarried = (ids: readonly string[]) => ids.some((id) => BAD.has(opinion.controls[id]?.conclusion ?? ""));
  const because = (ids: readonly string[]) =>
    ids
      .filter((id) => BAD.has(opinion.controls[id]?.conclusion ?? ""))
      .map((id) => controlReason(id, opinion, byId.get(id)))
      .join("; ") || "no control carries it";
  const uncarried = of("NOT_MET").filter(([, { controls: ids }]) => !isCarried(ids));
  const reasons = [
    ...of("NOT_MET")
      .filter(([, { controls: ids }]) => isCarried(ids))
      .map(([id, { controls: ids }]) => `${id} is not met: ${because(ids)}.`),
    ...(uncarried.length === 0
      ? []
      : [`Not met, because no control carries it: ${uncarried.map(([id]) => id).join(", ")}.`]),
    ...of("CANNOT_CONCLUDE").map(([id, { controls: ids }]) => `${id} cannot be concluded: ${because(ids)}.`),
  ];
  const exceptions = of("MET_WITH_EXCEPTIONS").map(([id]) => id);
  if (exceptions.length > 0) reasons.push(`Met with exceptions: ${exceptions.join(", ")}.`);
  const design = of("MET_DESIGN_ONLY").map(([id]) => id);
  if (design.length > 0)
    reasons.push(
      `Nothing occurred that would have called on the controls of ${design.join(", ")}; only their design could be judged.`,
    );
  const open = of("NOT_ASSESSED").length;
  if (open > 0)
    reasons.push(
      `${open} of ${criteria.length} criteria are not assessed in this workspace; the projection says nothing about them.`,
    );
  if (reasons.length === 0) reasons.push("Every criterion in scope is met, and nothing deviated.");
  return reasons;
}

const BAD = new Set(["INEFFECTIVE", "DESIGN_DEFICIENT", "CANNOT_CONCLUDE"]);

function controlReason(id: string, opinion: OpinionProjection, control: ReportControl | undefined): string {
  const name = control === undefined ? id : `${id} (${control.title.toLowerCase()})`;
  const { pass, deviation, indeterminate } = control?.counts ?? { pass: 0, deviation: 0, indeterminate: 0 };
  const due = pass + deviation + indeterminate;
  // The counts of the table: those of the opinion are of one attribute, which may be another one or a supporting one.
  if (opinion.controls[id]?.conclusion !== "CANNOT_CONCLUDE") {
    return `${name} deviated on ${deviation} of ${due} items`;
  }
  const why = control?.completeness.reasons[0] ?? `${indeterminate} of ${due} items could not be told`;
  return `${name} could not be tested, because ${why}`;
}
