import { hanging, type Paper, plain } from "../terminal/terminal-text.js";
import type { CauseReport, ReportCause, ReportExtentRow } from "./model.js";

const ROWS_SHOWN = 12;

/** What there is to know about why a control failed, as text for a terminal, ending with what to do next. */
export function causeText(report: CauseReport, paper: Paper): string {
  const { control, finding, conclusion, pattern } = report;
  const state = [conclusion, pattern].filter((word) => word !== null).join(", ");
  const lines = [
    paper.ink.bold(`${control.id}  ${plain(control.title)}${state === "" ? "" : `  (${state})`}`),
    item(control.statement, paper),
    finding === null
      ? "No finding in the last audit."
      : item(`${finding.id}, ${finding.severity}: ${finding.title}`, paper),
    "",
    ...clusterLines(report, paper),
    ...list("Usual causes", report.usual_causes, paper),
    ...extentLines(report, paper),
    ...fitLines(report, paper),
    ...causeLines(report.causes, paper),
    nextLine(report),
  ];
  return `${lines.join("\n")}\n`;
}

function clusterLines(report: CauseReport, paper: Paper): string[] {
  const { exceptions, items, attributes, clusters, clusters_hidden, questions_asked } = report;
  const byAttribute = attributes.filter(({ deviations }) => deviations > 0);
  return [
    paper.ink.bold(`What deviates: ${exceptions} of ${items} items judged`),
    ...byAttribute.map(({ id, title, deviations }) => bullet(`${id}  ${deviations}: ${title}`, paper)),
    "",
    paper.ink.bold("Where it concentrates"),
    ...clusters.map(({ sentence, chance }) => bullet(`${sentence} By chance: ${chance}.`, paper)),
    ...(clusters.length > 0 ? [] : [bullet(noCluster(exceptions, questions_asked), paper)]),
    ...(clusters_hidden > 0
      ? [bullet(`${clusters_hidden} more would point at one person and are not shown.`, paper)]
      : []),
    "",
  ];
}

function noCluster(exceptions: number, asked: number): string {
  if (exceptions < 3) return "Fewer than three exceptions: nothing can concentrate.";
  return `Nowhere beyond what chance explains (${asked} questions asked, at most 5 % risk that any answer is by chance).`;
}

function extentLines({ extent }: CauseReport, paper: Paper): string[] {
  return [
    paper.ink.bold("How far it reaches: the same question elsewhere"),
    ...rows(extent.units, paper),
    ...rows(extent.months, paper),
    ...extent.elsewhere
      .slice(0, ROWS_SHOWN)
      .map(({ control, deviations, in_same_units, on_same_days }) =>
        bullet(
          `${control}: ${deviations} deviations, ${in_same_units} of them in the same places, ${on_same_days} on the same days`,
          paper,
        ),
      ),
    "",
  ];
}

/** Where something deviates first, then as many others as there is room for. */
function rows(all: readonly ReportExtentRow[], paper: Paper): string[] {
  const shown = [
    ...all.filter(({ deviations }) => deviations > 0),
    ...all.filter(({ deviations }) => deviations === 0),
  ];
  const left = shown.length - ROWS_SHOWN;
  return [
    ...shown.slice(0, ROWS_SHOWN).map(({ name, items, deviations, open }) => {
      const unknown = open === 0 ? "" : `, ${open} more nobody could tell`;
      return bullet(`${name}: ${deviations} of ${items}${unknown}`, paper);
    }),
    ...(left > 0 ? [bullet(`and ${left} more`, paper)] : []),
  ];
}

function fitLines({ policy_fit }: CauseReport, paper: Paper): string[] {
  if (policy_fit.length === 0) return [];
  return [
    paper.ink.bold("Does the promise fit?"),
    ...policy_fit.flatMap(({ attribute, sentences }) => [
      bullet(`Attribute ${attribute}. ${sentences.join(" ")}`, paper),
    ]),
    "",
  ];
}

function causeLines(causes: readonly ReportCause[], paper: Paper): string[] {
  if (causes.length === 0) return [];
  return [
    paper.ink.bold("Causes on record"),
    ...causes.flatMap((cause) => {
      const { record, status, category, scope, text, by, approved_by, why } = cause;
      const force = cause.is_in_force ? "" : ", not in force";
      const approval = approved_by === null ? "" : `, approved by ${approved_by}`;
      return [
        bullet(`record ${record}, ${status}${force}: ${category}, scope ${scope}. ${text} (${by}${approval})`, paper),
        ...why.map(({ text: step, evidence }, index) =>
          hanging(`      ${index + 1}. `, plain(`${step} [${evidence ?? "assumption"}]`), paper.width),
        ),
      ];
    }),
    "",
  ];
}

function nextLine({ control, causes, exceptions }: CauseReport): string {
  const waiting = causes.at(-1);
  if (waiting?.status === "proposed") {
    return `Next: lookback cause ${control.id} --approve --by "<another person's role>"`;
  }
  if (exceptions === 0) return "Next: nothing to explain here.";
  return `Next: lookback cause ${control.id} --record --category process --scope process --by "<role>" --text "..." --why "... [evidence: <id>]" --why "... [assumption]" --why "..."`;
}

function list(title: string, texts: readonly string[], paper: Paper): string[] {
  return texts.length === 0 ? [] : [paper.ink.bold(title), ...texts.map((text) => bullet(text, paper)), ""];
}

function item(text: string, { width }: Paper): string {
  return hanging("", plain(text), width);
}

function bullet(text: string, { width }: Paper): string {
  return hanging("  - ", plain(text), width);
}
