import type { OpinionProjection, ProjectedControl } from "../../assess/opinion/projection.js";
import { count, datedCounts, due, everyItem, listed, lowerFirst, outOf, plural, sentence } from "./figures.js";
import type { AuditReport, ReportControl } from "./model.js";
import { kindWord, OPINION_WORDS } from "./words.js";

/** What an opinion would name: a criterion that is not met or cannot be concluded, with what led there. */
export interface NamedMatter {
  readonly criterion: string;
  readonly title: string;
  readonly isLimitation: boolean;
  /** One per control that decides it. */
  readonly however: readonly string[];
  readonly therefore: string;
}

/** The matters in order of criterion; empty when nothing would be named. */
export function namedMatters(report: AuditReport): readonly NamedMatter[] {
  return Object.entries(report.opinion.criteria).flatMap(([criterion, { conclusion, controls }]) => {
    if (conclusion !== "NOT_MET" && conclusion !== "CANNOT_CONCLUDE") return [];
    const isLimitation = conclusion === "CANNOT_CONCLUDE";
    const deciding = report.controls.filter(
      (control) => controls.includes(control.id) && isDeciding(report.opinion.controls[control.id], isLimitation),
    );
    const however = deciding.map((control) => howeverSentence(control, report.opinion.controls[control.id]));
    return [
      {
        criterion,
        title: report.criteria[criterion] ?? "",
        isLimitation,
        however: however.length === 0 ? ["No control that was tested covers this criterion."] : however,
        therefore: isLimitation
          ? `As a result, it could not be concluded whether the controls met the commitments that rest on criterion ${criterion}.`
          : `As a result, the controls did not give reasonable assurance that the commitments that rest on criterion ${criterion} were met.`,
      },
    ];
  });
}

/** "Projected qualified. At best qualified, at worst adverse, ..." */
export function rangeSentence({ projected, best, worst }: OpinionProjection["overall"]): string {
  const [middle, low, high] = [projected, best, worst].map((each) => lowerFirst(OPINION_WORDS[each].title));
  if (best === worst) return `The range is narrow: ${middle} whichever way the open judgements go.`;
  return `At best ${low}, at worst ${high}, depending on judgements that the rules leave open.`;
}

/** How a control's items went over the period, for those who do not see the picture. */
export function stripSentence(control: ReportControl): string {
  const { counts } = control;
  if (everyItem(counts) === 0) {
    return control.completeness.is_reliable
      ? "Nothing was due in the period, and the list that says so is complete."
      : "No item was found, and the list cannot be shown to be complete: this says nothing about the control.";
  }
  const days = datedCounts(control);
  const bad = days.filter(([, each]) => each.deviation > 0);
  const [first, last] = [bad[0]?.[0], bad.at(-1)?.[0]];
  const parts = [`${outOf(counts.pass, due(counts))} items due passed`];
  if (counts.deviation > 0 && first !== undefined && last !== undefined) {
    const when = first === last ? `on ${first}` : `first on ${first}, last on ${last}`;
    parts.push(`${outOf(counts.deviation, due(counts))} deviated (${when})`);
  } else if (counts.deviation > 0) {
    parts.push(`${outOf(counts.deviation, due(counts))} deviated`);
  }
  if (counts.indeterminate > 0) parts.push(`for ${outOf(counts.indeterminate, due(counts))} we could not tell`);
  const rest = [
    ...(counts.pending > 0 ? [`${outOf(counts.pending, everyItem(counts))} not due yet`] : []),
    ...(counts.not_applicable > 0 ? [`${outOf(counts.not_applicable, everyItem(counts))} not applicable`] : []),
  ];
  const tail = rest.length === 0 ? "" : ` Of everything listed, ${listed(rest)}.`;
  return `${listed(parts)}. Items fall on ${plural(days.length, "day")}.${tail}`;
}

/** How the deviations of an attribute divide: "late 7, not performed 2". */
export function kindsText(attribute: ReportControl["attributes"][number]): string {
  return Object.entries(attribute.by_kind)
    .filter(([, value]) => value > 0)
    .map(([kind, value]) => `${kindWord(kind)} ${count(value)}`)
    .join(", ");
}

/** What closing the findings of a step means. */
export const PATH_NOTE =
  "Closing a finding means that its control works and is shown to work, or that its gap is covered. What already happened stays in this period's report.";

/** The command that shows what an item rests on. The id is one word of it, whatever it holds: no report plants a command. */
export function explainCommand(item: string): string {
  const isPlain = /^[A-Za-z0-9_./:@%+,=-]+$/.test(item) && !item.startsWith("-");
  return `lookback explain ${isPlain ? item : `-- '${item.replaceAll("'", `'\\''`)}'`}`;
}

function isDeciding(projected: ProjectedControl | undefined, isLimitation: boolean): boolean {
  if (projected === undefined) return false;
  return isLimitation
    ? projected.conclusion === "CANNOT_CONCLUDE"
    : projected.conclusion === "INEFFECTIVE" || projected.conclusion === "DESIGN_DEFICIENT";
}

function howeverSentence(control: ReportControl, projected: ProjectedControl | undefined): string {
  const name = `${control.id} (${lowerFirst(control.title)})`;
  if (projected?.conclusion === "DESIGN_DEFICIENT") return `Control ${name} was not suitably designed.`;
  if (projected?.conclusion === "CANNOT_CONCLUDE") {
    const why = control.completeness.reasons.map(sentence).join(" ");
    const unseen = outOf(control.counts.indeterminate, due(control.counts));
    return `For control ${name}, sufficient evidence could not be obtained: ${unseen} items due could not be decided. ${why}`.trim();
  }
  const bad = datedCounts(control).filter(([, counts]) => counts.deviation > 0);
  const [first, last] = [bad[0]?.[0], bad.at(-1)?.[0]];
  const when =
    first === undefined || last === undefined ? "" : first === last ? ` on ${first}` : ` from ${first} to ${last}`;
  const kinds = control.attributes.filter(({ is_key, by_kind }) => is_key && Object.keys(by_kind).length > 0);
  const how = kinds.map((attribute) => `attribute ${attribute.id}: ${kindsText(attribute)}`).join("; ");
  const items = outOf(control.counts.deviation, due(control.counts));
  return `As its tests show, control ${name} did not operate effectively${when}: ${items} items due deviated${how === "" ? "" : ` (${how})`}.`;
}
