import type { Column, Table } from "./blocks.js";
import type { Sheet } from "./sheet.js";
import { COLOURS, STYLES, type TextStyle } from "./styles.js";
import type { Line } from "./text-lines.js";

/** Distance of texts from the rules above and below, and between columns. */
const PADDING = 4;
const GUTTER = 10;
/** A table begins with so many rows, and no page holds fewer, where there are as many. */
const ROWS_TOGETHER = 2;

interface Cell {
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  readonly x: number;
  readonly width: number;
  readonly isRight: boolean;
}

interface Row {
  readonly cells: readonly Cell[];
  readonly height: number;
}

/** How much room the beginning of a table needs: its heads and the first rows. */
export function beginningOf(sheet: Sheet, { columns, rows }: Table): number {
  const head = rowOf(
    sheet,
    columns.map(({ title }) => title),
    { columns, isHead: true },
  );
  const first = rows.slice(0, ROWS_TOGETHER).map((cells) => rowOf(sheet, cells, { columns }));
  return Math.min(head.height + heightOf(first), sheet.height / 2);
}

/** Sets a table: heads on every page, cells wrapped, no row alone on a page, and no row cut that fits a page. */
export function setTable(sheet: Sheet, table: Table): void {
  const head = rowOf(
    sheet,
    table.columns.map(({ title }) => title),
    { columns: table.columns, isHead: true },
  );
  const room = sheet.height - head.height;
  const rows = table.rows.flatMap((cells) => pagefuls(rowOf(sheet, cells, { columns: table.columns }), room));
  const element = sheet.element("Table");
  sheet.need(head.height + heightOf(rows.slice(0, ROWS_TOGETHER)));
  let from = 0;
  do {
    const count = rowsOnPage(rows, from, sheet.room - head.height);
    const page = rows.slice(from, from + count);
    setHead(sheet, head, from === 0 ? element : null);
    if (rows.length === 0) setEmpty(sheet, table.empty, element);
    setRows(sheet, page, element);
    from += count;
    if (from < rows.length) sheet.newPage();
  } while (from < rows.length);
  sheet.y += 12;
}

type Element = ReturnType<Sheet["element"]>;

/** At least one; two fewer than fit rather than one row left over for a page of its own. */
function rowsOnPage(rows: readonly Row[], from: number, room: number): number {
  let [count, height] = [0, 0];
  for (const row of rows.slice(from)) {
    if (count > 0 && height + row.height > room) break;
    height += row.height;
    count += 1;
  }
  const left = rows.length - from - count;
  return left > 0 && left < ROWS_TOGETHER && count > ROWS_TOGETHER ? count - (ROWS_TOGETHER - left) : count;
}

function rowOf(
  sheet: Sheet,
  texts: readonly string[],
  { columns, isHead = false }: { readonly columns: readonly Column[]; readonly isHead?: boolean },
): Row {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const free = sheet.width - GUTTER * (columns.length - 1);
  let x = sheet.left;
  const cells = columns.map((column, at): Cell => {
    const width = (free * column.share) / shares;
    const style = isHead ? STYLES.head : column.isCode === true ? STYLES.cellCode : STYLES.cell;
    const cell = { lines: sheet.lines(texts[at] ?? "", style, width), style, x, width };
    x += width + GUTTER;
    return { ...cell, isRight: column.isNumber === true };
  });
  return { cells, height: heightOfCells(cells) };
}

function heightOfCells(cells: readonly Cell[]): number {
  return Math.max(...cells.map(({ lines, style }) => lines.length * style.leading)) + 2 * PADDING;
}

/** A row higher than a page goes on in further rows. */
function pagefuls(row: Row, room: number): readonly Row[] {
  if (row.height <= room) return [row];
  const most = Math.floor((room - 2 * PADDING) / Math.max(...row.cells.map(({ style }) => style.leading)));
  const count = Math.ceil(Math.max(...row.cells.map(({ lines }) => lines.length)) / most);
  return Array.from({ length: count }, (_, at) => {
    const cells = row.cells.map((cell) => ({ ...cell, lines: cell.lines.slice(at * most, (at + 1) * most) }));
    return { cells, height: heightOfCells(cells) };
  });
}

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { height }) => sum + height, 0);
}

/** The first heads belong to the table; their repetitions are no content. */
function setHead(sheet: Sheet, head: Row, table: Element | null): void {
  const y = sheet.y;
  sheet.artifact(() => {
    sheet.rule({ x: sheet.left, y: y + head.height, width: sheet.width }, { colour: COLOURS.rule, weight: 0.75 });
  });
  if (table === null) sheet.artifact(() => setCells(sheet, head, y));
  else setTagged(sheet, head, { row: sheet.element("TR", table), type: "TH" });
  sheet.y = y + head.height;
}

function setRows(sheet: Sheet, rows: readonly Row[], table: Element): void {
  const ends: number[] = [];
  for (const row of rows) {
    setTagged(sheet, row, { row: sheet.element("TR", table), type: "TD" });
    sheet.y += row.height;
    ends.push(sheet.y);
  }
  sheet.artifact(() => {
    for (const y of ends) sheet.rule({ x: sheet.left, y, width: sheet.width });
  });
}

function setTagged(
  sheet: Sheet,
  { cells }: Row,
  { row, type }: { readonly row: Element; readonly type: string },
): void {
  for (const cell of cells) {
    sheet.content(sheet.element(type, row), type, () => setCell(sheet, cell, sheet.y));
  }
}

function setCells(sheet: Sheet, { cells }: Row, top: number): void {
  for (const cell of cells) setCell(sheet, cell, top);
}

function setCell(sheet: Sheet, { lines, style, x, width, isRight }: Cell, top: number): void {
  lines.forEach((line, at) => {
    sheet.setLine(line, style, { x, y: top + PADDING + at * style.leading, width, isRight });
  });
}

function setEmpty(sheet: Sheet, text: string, table: Element): void {
  const style = STYLES.muted;
  const cell = sheet.element("TD", sheet.element("TR", table));
  sheet.y += PADDING + 2;
  for (const line of sheet.lines(text, style, sheet.width)) {
    sheet.content(cell, "TD", () => sheet.setLine(line, style, { x: sheet.left, y: sheet.y, width: sheet.width }));
    sheet.y += style.leading;
  }
  sheet.y += PADDING;
  const y = sheet.y;
  sheet.artifact(() => sheet.rule({ x: sheet.left, y, width: sheet.width }));
}
