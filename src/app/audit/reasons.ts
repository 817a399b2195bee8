import type { OpinionProjection } from "../../assess/opinion/projection.js";
import type { ReportControl } from "../../reports/audit/model.js";

/** Why the projection is what it is, in sentences, unflattering first. */
export function projectionReasons(opinion: OpinionProjection, controls: readonly ReportControl[]): string[] {
  const byId = new Map(controls.map((control) => [control.id, control]));
  const criteria = Object.entries(opinion.criteria);
  const of = (word: string) => criteria.filter(([, { conclusion }]) => conclusion === word);
  const reasons = [
    ...of("NOT_MET").map(([id, { controls: ids }]) => `${id} is not met: ${because(ids, opinion, byId)}.`),
    ...of("CANNOT_CONCLUDE").map(
      ([id, { controls: ids }]) => `${id} cannot be concluded: ${because(ids, opinion, byId)}.`,
    ),
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

function because(ids: readonly string[], opinion: OpinionProjection, byId: ReadonlyMap<string, ReportControl>): string {
  const bad = ids.filter((id) => BAD.has(opinion.controls[id]?.conclusion ?? ""));
  if (bad.length === 0) return "no control carries it";
  return bad.map((id) => controlReason(id, opinion, byId.get(id))).join("; ");
}

function controlReason(id: string, opinion: OpinionProjection, control: ReportControl | undefined): string {
  const projected = opinion.controls[id];
  const name = control === undefined ? id : `${id} (${control.title.toLowerCase()})`;
  if (projected?.conclusion === "CANNOT_CONCLUDE") {
    const why = control?.completeness.reasons[0];
    return `${name} could not be tested${why === undefined ? "" : `, because ${why}`}`;
  }
  return `${name} deviated on ${projected?.deviations ?? 0} of ${projected?.N ?? "an unknown number of"} items`;
}
