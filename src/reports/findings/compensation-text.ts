import { hanging, type Paper, plain } from "../terminal/terminal-text.js";
import type { CompensationReport } from "./model.js";

const UNCOVERED_SHOWN = 20;
const EVIDENCE_SHOWN = 2;

type Row = CompensationReport["rows"][number];

/** Which control made up for which item, as far as evidence shows, and what people decided about it. */
export function compensationText(report: CompensationReport, paper: Paper): string {
  const { control, deviating, rows, uncovered, usual, redundant_with, redundant_declared_on } = report;
  const line = (lead: string, text: string) => hanging(lead, plain(text), paper.width);
  const lines = [
    paper.ink.bold(`${control.id}  ${plain(control.title)}: ${deviating} deviating items`),
    line(
      "",
      "Whether another control meets the same risk is a judgement: evidence only shows that it operated on the item.",
    ),
    "",
    ...rows.flatMap((row) => rowLines(row, paper)),
    ...(uncovered.length === 0
      ? []
      : [
          paper.ink.bold(`Nothing in the evidence covers ${uncovered.length} of them`),
          ...uncovered.slice(0, UNCOVERED_SHOWN).map((label) => line("  - ", label)),
          ...(uncovered.length > UNCOVERED_SHOWN ? [`  - and ${uncovered.length - UNCOVERED_SHOWN} more`] : []),
          "",
        ]),
    ...(usual.length === 0
      ? []
      : [paper.ink.bold("The catalogue names"), ...usual.map((text) => line("  - ", text)), ""]),
    redundant_with.length === 0
      ? line("", "No control is declared as a substitute beforehand (controls.<id>.redundant_with).")
      : line("", `Declared as substitutes on ${redundant_declared_on ?? "no date"}: ${redundant_with.join(", ")}.`),
    nextLine(report),
  ];
  return `${lines.join("\n")}\n`;
}

function rowLines(row: Row, paper: Paper): string[] {
  const { label, status, decided, why, evidence } = row;
  const conclusion = row.with_conclusion === null ? "not concluded yet" : row.with_conclusion;
  const counts = row.with_conclusion === "EFFECTIVE" ? "" : ": it cannot cover anything unless it is EFFECTIVE";
  const of = row.attributes.length === 0 ? "" : ` (${row.attributes.join(", ")})`;
  const said = decided === null ? "" : ` by ${decided.by} (record ${decided.record}): ${decided.reason}`;
  const line = (lead: string, text: string) => hanging(lead, plain(text), paper.width);
  return [
    paper.ink.bold(plain(`${label}${of}  covered by ${row.with}?  ${status}`)),
    line("    ", `${row.with} is ${conclusion}${counts}.`),
    line("    ", row.is_shown ? why : "It was decided once; today's evidence does not show it, so it does not count."),
    ...(said === "" ? [] : [line("    ", `${status}${said}`)]),
    ...evidence
      .slice(0, EVIDENCE_SHOWN)
      .map((ref) => line("    evidence ", `${ref.slice(0, 12)}${ref.slice(ref.indexOf("#"))}`)),
    "",
  ];
}

function nextLine({ control, rows }: CompensationReport): string {
  const open = rows.find(({ status }) => status === "pending");
  if (open === undefined) return "Next: lookback audit";
  return `Next: lookback compensate ${control.id} --accept "${plain(open.label)}" --with ${open.with} --by "<role>" --reason "..."`;
}
