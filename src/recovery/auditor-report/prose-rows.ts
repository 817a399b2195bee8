import type { CellRole } from "./columns.js";
import { criteriaNamed } from "./criteria-named.js";
import { CONTROL_AT_START, OPINION_HEAD, type Paragraph, unmarked } from "./paragraphs.js";
import { READ_CHARS_MAX, readable } from "./readable.js";
import type { RowCell, RowWords } from "./report-row.js";
import { looksLikeResult } from "./result-state.js";

/** The paragraphs of the auditor's own report that Lookback needs. */
export type StatementKind = "opinion" | "basis";

/** A row and the pieces it was made of. */
export interface ProseRow {
  readonly row: RowWords;
  readonly pieces: readonly number[];
}

/** What running text came to: every paragraph's pieces are in exactly one of the four. */
export interface ProseReading {
  readonly rows: readonly ProseRow[];
  readonly statements: readonly { readonly kind: StatementKind; readonly paragraph: Paragraph }[];
  readonly headings: readonly Paragraph[];
  readonly unread: readonly Paragraph[];
  /** The last heading, which also heads a table that may follow. */
  readonly lastHeading: string | undefined;
}

/** Reads paragraphs one after another into rows: labelled ones, and those that speak of a result. */
export function readProse(paragraphs: readonly Paragraph[]): ProseReading {
  const reader = new ProseReader();
  for (const paragraph of paragraphs) reader.take(paragraph);
  return reader.end();
}

interface Block {
  readonly cells: RowCell[];
  readonly paragraphs: Paragraph[];
  readonly heading: Paragraph | undefined;
}

class ProseReader {
  private readonly rows: ProseRow[] = [];
  private readonly statements: { kind: StatementKind; paragraph: Paragraph }[] = [];
  private readonly headings: Paragraph[] = [];
  private readonly unread: Paragraph[] = [];
  private section: StatementKind | undefined;
  private criteria: RowCell | undefined;
  private open: Block | undefined;
  /** What the last row said of its control: for a second exception of the same one. */
  private control: readonly RowCell[] = [];
  private lastHeading: string | undefined;

  take(paragraph: Paragraph): void {
    if (paragraph.text.length > READ_CHARS_MAX) this.unread.push(paragraph);
    else if (paragraph.isHeading) this.takeHeading(paragraph);
    else if (paragraph.label !== undefined && this.isOfRow(paragraph.label.role)) this.takeLabel(paragraph);
    else this.takeText(paragraph);
  }

  end(): ProseReading {
    this.close();
    const { rows, statements, headings, unread, lastHeading } = this;
    return { rows, statements, headings, unread, lastHeading };
  }

  private takeHeading(paragraph: Paragraph): void {
    this.close();
    this.control = [];
    const plain = unmarked(paragraph.text);
    this.lastHeading = paragraph.text;
    this.section = OPINION_HEAD.test(plain) ? (/basis/iu.test(plain) ? "basis" : "opinion") : undefined;
    if (CONTROL_AT_START.test(plain)) {
      this.open = { cells: [headingCell(paragraph)], paragraphs: [], heading: paragraph };
      return;
    }
    this.headings.push(paragraph);
    const names = criteriaNamed(plain).known.length > 0;
    this.criteria = names ? { role: "criteria", title: null, text: paragraph.text, is_carried: true } : undefined;
  }

  /** `Severity: high` belongs to a row only where one is open. */
  private isOfRow(role: CellRole): boolean {
    return role !== "other" || this.open !== undefined;
  }

  private takeLabel(paragraph: Paragraph): void {
    const { label } = paragraph;
    if (label === undefined) return;
    if (this.beginsRow(label.role)) this.close();
    if (this.open === undefined && isResult(label.role)) this.beginOfSameControl();
    this.open ??= { cells: [], paragraphs: [], heading: undefined };
    this.section = undefined;
    this.open.cells.push({ role: label.role, title: label.title, text: label.text, is_carried: false });
    this.open.paragraphs.push(paragraph);
  }

  private beginsRow(role: CellRole): boolean {
    const cells = this.open?.cells ?? [];
    const has = (wanted: CellRole) => cells.some((cell) => cell.role === wanted && cell.title !== null);
    const hasResult = cells.some((cell) => isResult(cell.role));
    if (role === "control-no" || role === "control" || role === "criteria" || role === "test") {
      return hasResult || has(role);
    }
    return isResult(role) && hasResult && !(role === "exception" && has("result") && !has("exception"));
  }

  private beginOfSameControl(): void {
    const cells = this.control.map((cell) => ({ ...cell, is_carried: true }));
    this.open = { cells, paragraphs: [], heading: undefined };
  }

  private takeText(paragraph: Paragraph): void {
    const { plain } = paragraph;
    if (this.fillsLabel(paragraph)) return;
    // A control with its result is a row, also where the heading above still speaks of the opinion.
    if (CONTROL_AT_START.test(plain) && looksLikeResult(plain)) this.section = undefined;
    const kind = this.section ?? statementKind(plain);
    if (kind !== undefined && !this.isResultOfOpenRow(plain)) {
      this.close();
      this.statements.push({ kind, paragraph });
      return;
    }
    if (!looksLikeResult(plain)) {
      this.takeOther(paragraph);
      return;
    }
    if (this.open?.cells.some(({ role }) => isResult(role)) === true) this.close();
    if (this.open === undefined && !CONTROL_AT_START.test(plain)) this.beginOfSameControl();
    this.open ??= { cells: [], paragraphs: [], heading: undefined };
    this.open.cells.push({ role: "text", title: null, text: paragraph.text, is_carried: false });
    this.open.paragraphs.push(paragraph);
  }

  /** `Result:` on a line of its own: what follows is its text. */
  private fillsLabel(paragraph: Paragraph): boolean {
    const last = this.open?.cells.at(-1);
    if (this.open === undefined || last === undefined || last.text !== "" || last.title === null) return false;
    this.open.cells[this.open.cells.length - 1] = { ...last, text: paragraph.text };
    this.open.paragraphs.push(paragraph);
    return true;
  }

  private isResultOfOpenRow(plain: string): boolean {
    return this.open !== undefined && this.section === undefined && looksLikeResult(plain);
  }

  /** Text without a result: what the control is, where one was just named and nothing else is known of it yet. */
  private takeOther(paragraph: Paragraph): void {
    const isFirstAfterHeading = this.open?.heading !== undefined && this.open.paragraphs.length === 0;
    const isControl = paragraph.label === undefined && CONTROL_AT_START.test(paragraph.plain);
    if (isFirstAfterHeading) {
      this.open?.cells.push({ role: "control", title: null, text: paragraph.text, is_carried: false });
      this.open?.paragraphs.push(paragraph);
    } else if (isControl && this.section === undefined) {
      this.close();
      this.open = {
        cells: [{ role: "control", title: null, text: paragraph.text, is_carried: false }],
        paragraphs: [paragraph],
        heading: undefined,
      };
    } else {
      this.unread.push(paragraph);
    }
  }

  /** A block is a row when it says something of a test; otherwise its words are kept as what they are. */
  private close(): void {
    const block = this.open;
    this.open = undefined;
    if (block === undefined) return;
    const own = block.cells.filter(({ is_carried }) => !is_carried);
    const [first] = block.paragraphs;
    if (first === undefined || !own.some(({ role }) => isResult(role) || role === "test")) {
      if (block.heading !== undefined) this.headings.push(block.heading);
      this.unread.push(...block.paragraphs);
      return;
    }
    const names = block.cells.some(({ text }) => criteriaNamed(readable(text)).known.length > 0);
    const cells = this.criteria !== undefined && !names ? [this.criteria, ...block.cells] : block.cells;
    const all = block.heading === undefined ? block.paragraphs : [block.heading, ...block.paragraphs];
    this.rows.push({
      row: { place: all[0]?.place ?? first.place, cells },
      pieces: all.flatMap(({ pieces }) => pieces),
    });
    this.control = cells.filter(({ role }) => role === "control-no" || role === "control" || role === "criteria");
  }
}

function isResult(role: CellRole): boolean {
  return role === "result" || role === "exception" || role === "text";
}

function headingCell({ text }: Paragraph): RowCell {
  return { role: "control", title: null, text, is_carried: false };
}

/** Sentences of a qualified opinion that stand without their heading, in a mail for example. */
function statementKind(plain: string): StatementKind | undefined {
  if (
    /\bin our opinion\b|\b(?:do|does) not express an opinion\b|\bexcept for the (?:possible )?(?:effects?|matters?)\b/iu.test(
      plain,
    )
  ) {
    return "opinion";
  }
  const isBasis =
    /\b(?:not|no) (?:provide|give|obtain)[\w ]{0,20} reasonable assurance\b/iu.test(plain) ||
    (/\bdid not operate effectively\b/iu.test(plain) && /\b(?:description|as a result|section iv)\b/iu.test(plain));
  return isBasis ? "basis" : undefined;
}
