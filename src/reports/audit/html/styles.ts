import { moment } from "../figures.js";
import type { AuditReport } from "../model.js";
import { BASE } from "./styles/base.js";
import { CONTROL } from "./styles/control.js";
import { MAP } from "./styles/map.js";
import { OPINION } from "./styles/opinion.js";
import { PRINT } from "./styles/print.js";
import { TABLES } from "./styles/tables.js";
import { TOKENS } from "./styles/tokens.js";

export const STYLES = [TOKENS, BASE, OPINION, TABLES, MAP, CONTROL, PRINT].join("\n");

/** The foot of every printed page: whose report, as of when, what it is not, which page. */
export function printFooter({ organisation, as_of, is_sample, opinion }: AuditReport): string {
  const left = `${is_sample ? "SAMPLE DATA. " : ""}${organisation}, as of ${moment(as_of)}. ${opinion.disclaimer}`;
  return `
@page{@bottom-left{content:${cssText(left)};width:86%;font:6.5pt/1.35 sans-serif;color:#555;text-align:left;vertical-align:top;padding-top:3mm}@bottom-right{content:counter(page) " of " counter(pages);font:7pt sans-serif;color:#555;vertical-align:top;padding-top:3mm}}`;
}

/** A CSS string in which nothing but letters, digits and blanks stands for itself: it can end neither string nor sheet. */
function cssText(text: string): string {
  return `"${text.toWellFormed().replace(/[^A-Za-z0-9 ]/gu, (letter) => `\\${(letter.codePointAt(0) ?? 0).toString(16)} `)}"`;
}
