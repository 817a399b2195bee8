import { type AuditorReportView, renderAuditorReportJson } from "../../reports/auditor-report/model.js";
import { renderAuditorReportHtml } from "../../reports/auditor-report/render-html.js";
import { renderAuditorReportText } from "../../reports/auditor-report/render-text.js";
import { plain } from "../../reports/terminal/terminal-text.js";
import type { ImportOutcome } from "./import-report.js";
import type { OpenRow } from "./match-rows.js";
import type { StoredMatch } from "./stored-report.js";

const UNREAD_SHOWN = 5;

/** What an import found, in counts and ids; the words of the report are in `lookback report show`. */
export function importText(outcome: ImportOutcome): string {
  const { id, file, rows, accounting, unread, problems, isKnown, replaced, left, beside } = outcome;
  const { pieces, in_rows, in_statements, headings } = accounting;
  const fresh = rows.filter(({ isNew }) => isNew).length;
  const states = new Map<string, number>();
  for (const { reading } of rows) states.set(reading.state, (states.get(reading.state) ?? 0) + 1);
  const byState = [...states].sort(([a], [b]) => (a < b ? -1 : 1)).map(([state, count]) => `${count} ${state}`);
  return [
    `${plain(file)}: ${rows.length} rows${byState.length === 0 ? "" : ` (${byState.join(", ")})`}`,
    isKnown ? "  imported before: nothing was added" : `  ${fresh} new, ${rows.length - fresh} known`,
    `  kept as ${id}${replaced === null ? "" : ` in place of ${replaced.id} (${plain(replaced.file)}), which stays in the log and counts no more`}`,
    ...(left.length > 0 ? [`  ${left.length} of its rows are in no file that counts any more`] : []),
    ...(beside.length > 0
      ? [
          `  ${beside.join(", ")} of the same name counts beside it; if this one shall take its place, import it with --replaces ID`,
        ]
      : []),
    `  ${pieces} lines: ${in_rows} in rows, ${in_statements} in the opinion and its basis, ${headings} headings, ${accounting.unread} unread`,
    ...unread.slice(0, UNREAD_SHOWN).map(({ place }) => `  unread: ${plain(place)}`),
    ...(unread.length > UNREAD_SHOWN ? [`  and ${unread.length - UNREAD_SHOWN} more; all are kept word by word`] : []),
    ...problems.map(({ place, message, fix }) => `  ${plain(place)}: ${message}\n    fix: ${fix}`),
    ...rows.map(({ id, reading }) => `  ${id}  ${rowLine(reading)}`),
    "",
    "Next: lookback report match     what each row may be about",
    "",
  ].join("\n");
}

/** Rows that nobody has matched, with what they may be about. */
export function proposalsText(open: readonly OpenRow[]): string {
  if (open.length === 0) return "Every row is matched. Next: lookback report show\n";
  return [
    ...open.flatMap(({ row, proposals, isClear }) => [
      `${row.id}  ${rowLine(row.reading)}`,
      ...proposals.map(
        ({ control, attribute, score, reasons }, at) =>
          `  ${at === 0 && isClear ? "*" : "?"} ${control}${attribute === null ? "" : `.${attribute}`} (${score}): ${reasons.join("; ")}`,
      ),
      ...(proposals.length === 0 ? ["  no control of the catalogue looks like it"] : []),
    ]),
    "",
    "* stands out. Nothing is recorded yet. Next:",
    "  lookback report match ROW CONTROL.ATTRIBUTE     say what a row is about (or --none)",
    "  lookback report match --accept-proposals        take every line with a *",
    "",
  ].join("\n");
}

/** What was recorded of one row. */
export function matchText(subject: string, { control, attribute }: StoredMatch): string {
  const target = control === null ? "none of our controls" : attribute === null ? control : `${control}.${attribute}`;
  return `${subject} is about ${target}. To undo, match it again. Next: lookback report show\n`;
}

/** What was accepted, and what stays open. */
export function acceptedText(accepted: readonly OpenRow[], open: readonly OpenRow[]): string {
  const lines = accepted.map(({ row, proposals: [first] }) => {
    const target =
      first === undefined ? "" : `${first.control}${first.attribute === null ? "" : `.${first.attribute}`}`;
    return `  ${row.id}  ${target}`;
  });
  return [`Accepted ${accepted.length}, left open ${open.length}`, ...lines, "", "Next: lookback report show", ""].join(
    "\n",
  );
}

/** The view for a terminal. */
export function shownText(
  view: AuditorReportView,
  paper: { readonly isColour: boolean; readonly width: number },
): string {
  return renderAuditorReportText(view, paper);
}

/** The view as JSON. */
export function shownJson(view: AuditorReportView): string {
  return renderAuditorReportJson(view);
}

/** The view as a page. */
export function shownHtml(view: AuditorReportView): string {
  return renderAuditorReportHtml(view);
}

function rowLine({ controlNo, state, counted, criteria }: OpenRow["row"]["reading"]): string {
  const counts = counted.map(({ deviating, examined }) => `${deviating} of ${examined}`);
  return [
    controlNo === null ? "no control number" : `control ${plain(controlNo)}`,
    state,
    ...(counts.length > 0 ? [counts.join(" and ")] : []),
    ...(criteria.length > 0 ? [criteria.join(", ")] : []),
  ].join("  ");
}
