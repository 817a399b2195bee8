import { unreachable } from "../../base/assert.js";
import type { AuditReport, ReportControl, ReportItem } from "../../reports/audit/model.js";
import type { Explanation, ShownRecord } from "./explain.js";

/** An explanation as text for a terminal, ending with the next question to ask. */
export function explainText(explanation: Explanation): string {
  switch (explanation.kind) {
    case "opinion":
      return opinionText(explanation.report);
    case "criterion":
      return criterionText(explanation.report, explanation.id);
    case "control":
      return controlText(explanation.report, explanation.control);
    case "item":
      return itemText(explanation.control, explanation.item, explanation.records);
    default:
      return unreachable(explanation);
  }
}

const ITEMS_SHOWN = 12;
const CRITERIA_SHOWN = 4;

function opinionText({ opinion, reasons }: AuditReport): string {
  const { overall } = opinion;
  const lines = opinion.trace.filter(({ rule }) => /^R(0|9|10|11)/.test(rule)).map(traceLine);
  const open = Object.entries(opinion.criteria).filter(
    ([, { conclusion }]) => conclusion === "NOT_MET" || conclusion === "CANNOT_CONCLUDE",
  );
  return page([
    `Projected opinion: ${overall.projected} (best ${overall.best}, worst ${overall.worst})`,
    ...reasons.map((reason) => `  - ${reason}`),
    "",
    "Rules applied",
    ...lines,
    "",
    opinion.disclaimer,
    "",
    open[0] === undefined
      ? "Next: lookback explain CC6.1"
      : `Next: ${open
          .slice(0, CRITERIA_SHOWN)
          .map(([id]) => `lookback explain ${id}`)
          .join(", ")}${open.length > CRITERIA_SHOWN ? ", and so on" : ""}`,
  ]);
}

function criterionText(report: AuditReport, id: string): string {
  const criterion = report.opinion.criteria[id];
  const carrying = report.controls.filter(
    ({ criteria }) => criteria.key.includes(id) || criteria.supporting.includes(id),
  );
  return page([
    `${id}  ${report.criteria[id] ?? ""}`,
    `Conclusion: ${criterion?.conclusion ?? "not assessed"} (${criterion?.because.join(", ") || "no rule"})`,
    "",
    "Controls",
    ...carrying.map((control) => {
      const projected = report.opinion.controls[control.id];
      const role = control.criteria.key.includes(id) ? "key" : "supporting";
      return `  ${control.id}  ${role}  ${projected?.conclusion ?? "not tested"}: ${countText(control)}`;
    }),
    "",
    "Rules applied",
    ...report.opinion.trace.filter(({ inputs }) => inputs.criterion === id).map(traceLine),
    "",
    `Next: ${carrying.map((control) => `lookback explain ${control.id}`).join(", ") || "lookback explain opinion"}`,
  ]);
}

function controlText(report: AuditReport, control: ReportControl): string {
  const projected = report.opinion.controls[control.id];
  const shown = control.items.slice(0, ITEMS_SHOWN);
  const rest = control.items.length - shown.length;
  return page([
    `${control.id}  ${control.title}`,
    `Promise: ${control.statement}`,
    `Conclusion: ${projected?.conclusion ?? "not tested"}${projected?.pattern ? `, ${projected.pattern}` : ""}: ${countText(control)}`,
    control.completeness.is_reliable
      ? "Population: proven complete"
      : `Population: NOT proven complete: ${control.completeness.reasons.join("; ")}`,
    "",
    "Attributes",
    ...control.attributes.map(
      ({ id, title, is_key, counts }) =>
        `  ${id}${is_key ? "" : " (supporting)"}  ${title}: ${counts.pass} pass, ${counts.deviation} deviate, ${counts.indeterminate} open, ${counts.pending} pending, ${counts.not_applicable} not applicable`,
    ),
    "",
    shown.length === 0 ? "Nothing deviates, is open or pending." : "Deviations, open questions and deadlines ahead",
    ...shown.flatMap((item) => [
      `  ${item.occurred_at}  ${item.label}`,
      ...item.outcomes.filter(isWorthSaying).map((each) => `      ${each.attribute}: ${each.text}`),
    ]),
    rest > 0 ? `  ... and ${rest} more in ${control.csv === null ? "the JSON report" : `reports/${control.csv}`}` : "",
    "",
    "Rules applied",
    ...report.opinion.trace.filter(({ inputs }) => inputs.control === control.id).map(traceLine),
    "",
    shown[0] === undefined ? "" : `Next: lookback explain "${shown[0].label}"`,
  ]);
}

function itemText(control: ReportControl, item: ReportItem, records: readonly ShownRecord[]): string {
  return page([
    `${control.id}  ${item.label}`,
    `Item ${item.id}, ${item.occurred_at}`,
    `Promise: ${control.statement}`,
    "",
    "What was found",
    ...item.outcomes.map(
      ({ attribute, state, kind, cause, text }) =>
        `  ${attribute}  ${[state, kind ?? cause].filter(Boolean).join(" ")}: ${text}`,
    ),
    "",
    "Facts it was judged by",
    ...Object.entries(item.facts)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `  ${name} = ${String(value)}`),
    "",
    "The raw records",
    ...records.flatMap(recordLines),
    item.evidence.length > records.length ? `  ... and ${item.evidence.length - records.length} more records` : "",
  ]);
}

function recordLines({ sha256, pointer, source, file, raw }: ShownRecord): string[] {
  const head = `  ${source}: ${file}, ${pointer || "whole file"}  (sha256 ${sha256})`;
  const body = raw === undefined ? ["the bytes are not in this workspace"] : raw.text.split("\n");
  return [head, ...body.map((line) => `    | ${line}`)];
}

function traceLine({
  rule,
  output,
  explanation,
  judgement,
}: {
  rule: string;
  output: string;
  explanation: string;
  judgement: boolean;
}): string {
  return `  ${rule.padEnd(6)} ${explanation} -> ${output}${judgement ? " (a judgement)" : ""}`;
}

function isWorthSaying({ state }: { state: string }): boolean {
  return state !== "pass" && state !== "not-applicable";
}

function countText({ counts }: ReportControl): string {
  const due = counts.pass + counts.deviation + counts.indeterminate;
  return `${counts.deviation} of ${due} deviate${counts.indeterminate > 0 ? `, ${counts.indeterminate} could not be told` : ""}`;
}

function page(lines: readonly string[]): string {
  return `${lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}
