import Table from "cli-table3";
import { due, outOf } from "../audit/figures.js";
import type { AuditReport } from "../audit/model.js";
import { CONCLUSION_WORDS } from "../audit/words.js";
import { type Paper, plain, widthOf, wrap } from "./terminal-text.js";

/** The columns a conclusion needs so that no word of it is broken. */
const CONCLUSION_WIDTH = 15;
const TITLE_MIN = 14;
const HEAD = ["Control", "Title", "Conclusion", "Deviated", "Not seen"];

/** One row per control: what was concluded, and both numbers with what they are counted from. */
export function controlsTable({ controls, opinion }: AuditReport, { ink, width }: Paper): string {
  const rows = controls.map((control) => {
    const whole = due(control.counts);
    const { title, mark } = CONCLUSION_WORDS[opinion.controls[control.id]?.conclusion ?? "NOT_APPLICABLE"];
    return {
      id: plain(control.id),
      title: plain(control.title),
      conclusion: title,
      paint: mark === "operated" ? ink.good : mark === "failed" ? ink.bad : ink.quiet,
      deviated: whole === 0 ? "none due" : outOf(control.counts.deviation, whole),
      notSeen: whole === 0 ? "none due" : outOf(control.counts.indeterminate, whole),
    };
  });
  const wide = (texts: readonly string[]) => Math.max(...texts.map(widthOf));
  const fixed = [
    wide(["Control", ...rows.map(({ id }) => id)]),
    CONCLUSION_WIDTH,
    wide(["Deviated", ...rows.map(({ deviated }) => deviated)]),
    wide(["Not seen", ...rows.map(({ notSeen }) => notSeen)]),
  ];
  // Five columns of two blanks each, six lines between and around them.
  const left = width - 16 - fixed.reduce((sum, each) => sum + each, 0);
  const titleWidth = Math.max(TITLE_MIN, left);
  const table = new Table({
    head: HEAD,
    colAligns: ["left", "left", "left", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { id, title, conclusion, paint, deviated, notSeen } of rows) {
    const said = wrap(conclusion, CONCLUSION_WIDTH).map(paint).join("\n");
    table.push([id, wrap(title, titleWidth).join("\n"), said, deviated, notSeen]);
  }
  return table.toString();
}
