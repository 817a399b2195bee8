import { unreachable } from "../../../base/assert.js";
import type { Block, Fact, Figure } from "./blocks.js";
import { beginningOf, setTable } from "./set-table.js";
import type { Sheet } from "./sheet.js";
import { COLOURS, STYLES, type TextStyle } from "./styles.js";
import type { Line } from "./text-lines.js";
import { visibleText } from "./text-runs.js";

/** Room that a heading must have below itself, so that none stands alone at the foot of a page. */
const BELOW_HEADING = 46;
const AFTER_PARAGRAPH = 7;
/** Facts that take less than this part of a page stay on one. */
const FACTS_TOGETHER = 0.5;
const LABEL_SHARE = 0.27;

/** Sets one block after what stands there already. @param following what comes after it: a heading stays with that. */
export function setBlock(sheet: Sheet, block: Block, following: readonly Block[] = []): void {
  switch (block.kind) {
    case "heading":
      setHeading(sheet, block, following);
      break;
    case "paragraph":
      setText(sheet, block.text, { style: STYLES[block.tone ?? "normal"], type: "P" });
      sheet.y += AFTER_PARAGRAPH;
      break;
    case "list":
      setList(sheet, block.items);
      break;
    case "facts":
      setFacts(sheet, block.rows);
      break;
    case "figures":
      setFigures(sheet, block.items);
      break;
    case "callout":
      setCallout(sheet, block);
      break;
    case "table":
      setTable(sheet, block);
      break;
    default:
      unreachable(block);
  }
}

/** Sets a text over as many lines and pages as it needs. */
export function setText(
  sheet: Sheet,
  text: string,
  { style, type, indent = 0 }: { readonly style: TextStyle; readonly type: string; readonly indent?: number },
): void {
  const element = sheet.element(type);
  const width = sheet.width - indent;
  const lines = sheet.lines(text, style, width);
  if (lines.length <= 3) sheet.need(lines.length * style.leading);
  for (const line of lines) {
    sheet.need(style.leading);
    sheet.content(element, type, () => sheet.setLine(line, style, { x: sheet.left + indent, y: sheet.y, width }));
    sheet.y += style.leading;
  }
}

function setHeading(
  sheet: Sheet,
  { level, text }: Extract<Block, { kind: "heading" }>,
  following: readonly Block[],
): void {
  const style = level === 1 ? STYLES.heading1 : STYLES.heading2;
  if (!sheet.isAtTop) sheet.y += level === 1 ? 18 : 8;
  sheet.need(2 * style.leading + roomBelow(sheet, following));
  if (level === 1) sheet.document.outline.addItem(visibleText(text));
  setText(sheet, text, { style, type: level === 1 ? "H2" : "H3" });
  sheet.y += level === 1 ? 6 : 3;
}

/** What must stand on the page of a heading: headings and short paragraphs that follow, and the beginning of the rest. */
function roomBelow(sheet: Sheet, [next, ...rest]: readonly Block[]): number {
  switch (next?.kind) {
    case "table":
      return beginningOf(sheet, next);
    case "facts":
      return togetherOf(heightOfFacts(brokenFacts(sheet, next.rows)), sheet) ?? BELOW_HEADING;
    case "heading":
      return 3 * STYLES.heading2.leading + roomBelow(sheet, rest);
    case "paragraph": {
      const style = STYLES[next.tone ?? "normal"];
      const height = sheet.lines(next.text, style, sheet.width).length * style.leading + AFTER_PARAGRAPH;
      const isShort = height <= 6 * style.leading && (rest[0]?.kind === "table" || rest[0]?.kind === "facts");
      return isShort ? height + roomBelow(sheet, rest) : BELOW_HEADING;
    }
    default:
      return BELOW_HEADING;
  }
}

function setList(sheet: Sheet, items: readonly string[]): void {
  const style = STYLES.normal;
  const list = sheet.element("L");
  for (const item of items) {
    const lines = sheet.lines(item, style, sheet.width - 14);
    sheet.need(Math.min(lines.length, 3) * style.leading);
    const body = sheet.element("LBody", sheet.element("LI", list));
    lines.forEach((line, at) => {
      sheet.need(style.leading);
      const y = sheet.y;
      if (at === 0) sheet.artifact(() => void sheet.document.circle(sheet.left + 3, y + 7, 1.6).fill(COLOURS.accent));
      sheet.content(body, "LBody", () =>
        sheet.setLine(line, style, { x: sheet.left + 14, y, width: sheet.width - 14 }),
      );
      sheet.y += style.leading;
    });
    sheet.y += 3;
  }
  sheet.y += 5;
}

function setFacts(sheet: Sheet, rows: readonly Fact[]): void {
  const labelWidth = sheet.width * LABEL_SHARE;
  const valueWidth = sheet.width - labelWidth;
  const leading = STYLES.value.leading;
  const broken = brokenFacts(sheet, rows);
  sheet.need(togetherOf(heightOfFacts(broken), sheet) ?? 0);
  const table = sheet.element("Table");
  for (const { labels, values, style, count } of broken) {
    const row = sheet.element("TR", table);
    const [head, cell] = [sheet.element("TH", row), sheet.element("TD", row)];
    sheet.need(Math.min(count, 12) * leading);
    for (let at = 0; at < count; at += 1) {
      sheet.need(leading);
      const [left, right, y] = [labels[at], values[at], sheet.y];
      if (left !== undefined) {
        sheet.content(head, "TH", () => sheet.setLine(left, STYLES.label, { x: sheet.left, y, width: labelWidth }));
      }
      if (right !== undefined) {
        const x = sheet.left + labelWidth;
        sheet.content(cell, "TD", () => sheet.setLine(right, style, { x, y, width: valueWidth }));
      }
      sheet.y += leading;
    }
    sheet.y += 3;
  }
  sheet.y += 9;
}

interface BrokenFact {
  readonly labels: readonly Line[];
  readonly values: readonly Line[];
  readonly style: TextStyle;
  readonly count: number;
}

function brokenFacts(sheet: Sheet, rows: readonly Fact[]): readonly BrokenFact[] {
  const labelWidth = sheet.width * LABEL_SHARE;
  return rows.map(({ label, value, isCode }) => {
    const style = isCode === true ? STYLES.code : STYLES.value;
    const labels = sheet.lines(label, STYLES.label, labelWidth - 12);
    const values = sheet.lines(value, style, sheet.width - labelWidth);
    return { labels, values, style, count: Math.max(labels.length, values.length) };
  });
}

function heightOfFacts(facts: readonly BrokenFact[]): number {
  return facts.reduce((sum, { count }) => sum + count * STYLES.value.leading + 3, 0);
}

/** The height of facts that stay together; `undefined` where they take too much of a page for that. */
function togetherOf(height: number, sheet: Sheet): number | undefined {
  return height < sheet.height * FACTS_TOGETHER ? height : undefined;
}

/** Numbers side by side, four at most in a row. */
function setFigures(sheet: Sheet, items: readonly Figure[]): void {
  const width = sheet.width / Math.max(1, Math.min(4, items.length));
  for (let from = 0; from < items.length; from += 4) {
    const row = items.slice(from, from + 4).map(({ value, label }) => ({
      values: sheet.lines(value, STYLES.figure, width - 14),
      labels: sheet.lines(label, STYLES.label, width - 14),
    }));
    const tops = Math.max(...row.map(({ values }) => values.length)) * STYLES.figure.leading;
    const height = tops + Math.max(...row.map(({ labels }) => labels.length)) * STYLES.label.leading;
    sheet.need(height);
    const top = sheet.y;
    row.forEach(({ values, labels }, at) => {
      const element = sheet.element("P");
      const place = { x: sheet.left + at * width, width: width - 14 };
      sheet.content(element, "P", () => {
        values.forEach((line, n) => {
          sheet.setLine(line, STYLES.figure, { ...place, y: top + n * STYLES.figure.leading });
        });
        labels.forEach((line, n) => {
          sheet.setLine(line, STYLES.label, { ...place, y: top + tops + n * STYLES.label.leading });
        });
      });
    });
    sheet.y = top + height + 14;
  }
}

/** What must not be missed, beside a bar in the accent. */
function setCallout(
  sheet: Sheet,
  { title, texts }: { readonly title: string; readonly texts: readonly string[] },
): void {
  const [indent, width] = [16, sheet.width - 28];
  const parts = [
    { lines: sheet.lines(title, STYLES.heading2, width), style: STYLES.heading2, after: 2 },
    ...texts.map((text) => ({ lines: sheet.lines(text, STYLES.normal, width), style: STYLES.normal, after: 4 })),
  ];
  const height = parts.reduce((sum, { lines, style, after }) => sum + lines.length * style.leading + after, 0) + 14;
  sheet.need(Math.min(height, sheet.height));
  const fits = height <= sheet.room;
  const top = sheet.y;
  if (fits) {
    sheet.artifact(() => {
      sheet.document.rect(sheet.left, top, sheet.width, height).fill(COLOURS.tint);
      sheet.document.rect(sheet.left, top, 3, height).fill(COLOURS.accent);
    });
  }
  sheet.y += 8;
  for (const { lines, style, after } of parts) {
    const element = sheet.element("P");
    for (const line of lines) {
      sheet.need(style.leading);
      sheet.content(element, "P", () => sheet.setLine(line, style, { x: sheet.left + indent, y: sheet.y, width }));
      sheet.y += style.leading;
    }
    sheet.y += after;
  }
  sheet.y = fits ? top + height + 12 : sheet.y + 12;
}
