import { type CellRole, rolesOfHeader } from "./columns.js";
import { criteriaNamed } from "./criteria-named.js";
import type { CellsPiece } from "./document.js";
import { READ_CHARS_MAX, readable } from "./readable.js";
import type { RowCell, RowWords } from "./report-row.js";
import { looksLikeResult } from "./result-state.js";

/** What a row of cells turned out to be. */
export type TableReading =
  | { readonly kind: "row"; readonly row: RowWords }
  | { readonly kind: "heading" }
  | { readonly kind: "unread" };

/** Reads rows of cells one after another: a row of titles holds until the next, and so do headings between rows. */
export class TableReader {
  private header: { readonly roles: readonly CellRole[]; readonly titles: readonly string[] } | undefined;
  private criteria: RowCell | undefined;
  private previous: readonly RowCell[] = [];
  private table: string | undefined;

  /** A line of text between rows, such as a criterion above its controls. */
  sawHeading(text: string): void {
    this.criteria = carriedCriteria(text);
    this.previous = [];
  }

  read(piece: CellsPiece): TableReading {
    const { cells, place } = piece;
    if (piece.table !== this.table) this.begin(piece.table);
    if (cells.some((cell) => cell.length > READ_CHARS_MAX)) return { kind: "unread" };
    const roles = rolesOfHeader(cells);
    if (roles !== undefined) {
      this.header = { roles, titles: cells };
      this.previous = [];
      return { kind: "heading" };
    }
    const filled = cells.filter((cell) => cell.trim() !== "");
    const only = filled[0];
    if (only !== undefined && filled.length === 1 && !looksLikeResult(readable(only)) && this.isHeading(cells)) {
      this.sawHeading(only);
      return { kind: "heading" };
    }
    const own = this.header === undefined ? byContent(cells) : byHeader(cells, this.header);
    if (own === undefined) return { kind: "unread" };
    const row = [...this.carried(own), ...own];
    this.previous = row;
    return { kind: "row", row: { place, cells: row } };
  }

  private begin(table: string | undefined): void {
    this.table = table;
    this.header = undefined;
    this.criteria = undefined;
    this.previous = [];
  }

  /** A lone cell heads what follows where it stands first, or where it can be nothing else. */
  private isHeading(cells: readonly string[]): boolean {
    const at = cells.findIndex((cell) => cell.trim() !== "");
    const role = this.header?.roles[at];
    const isBesideOthers = role === "result" || role === "exception" || role === "test" || role === "response";
    const text = cells[at]?.trim() ?? "";
    return !isBesideOthers && text.length <= HEADING_CHARS_MAX && !text.endsWith(".") && cells.length > 1;
  }

  /** Control and criteria that were printed once, above. */
  private carried(own: readonly RowCell[]): readonly RowCell[] {
    const has = (role: CellRole) => own.some((cell) => cell.role === role);
    const isOfPrevious = this.header !== undefined && !has("control-no") && !has("control");
    const fromAbove = isOfPrevious
      ? this.previous.filter(
          ({ role }) => role === "control-no" || role === "control" || (role === "criteria" && !has(role)),
        )
      : [];
    const isNamed = [...own, ...fromAbove].some(({ text }) => criteriaNamed(readable(text)).known.length > 0);
    const fromHeading = this.criteria !== undefined && !isNamed ? [this.criteria] : [];
    return [...fromHeading, ...fromAbove.map((cell) => ({ ...cell, is_carried: true }))];
  }
}

const HEADING_CHARS_MAX = 160;

function carriedCriteria(text: string): RowCell | undefined {
  if (criteriaNamed(readable(text)).known.length === 0) return undefined;
  return { role: "criteria", title: null, text, is_carried: true };
}

function byHeader(
  cells: readonly string[],
  { roles, titles }: { readonly roles: readonly CellRole[]; readonly titles: readonly string[] },
): readonly RowCell[] | undefined {
  const row = cells.flatMap((text, at): RowCell[] => {
    if (text.trim() === "") return [];
    const title = titles[at]?.trim() ?? "";
    return [{ role: roles[at] ?? "other", title: title === "" ? null : (titles[at] ?? null), text, is_carried: false }];
  });
  return row.some(({ role }) => role !== "other" && role !== "criteria") ? row : undefined;
}

/** Without titles the cells speak for themselves: at least one must read like a result. */
function byContent(cells: readonly string[]): readonly RowCell[] | undefined {
  const plain = cells.map(readable);
  const result = plain.findLastIndex(looksLikeResult);
  if (result < 0 || plain.filter((text) => text !== "").length < 2) return undefined;
  const controlNo = plain.findIndex((text, at) => at !== result && CONTROL_NO.test(text));
  const roleAt = (text: string, at: number): CellRole => {
    if (at === result) return "result";
    if (at === controlNo) return "control-no";
    if (at > result) return "response";
    if (TEST_VERB.test(text)) return "test";
    if (text.length <= 60 && criteriaNamed(text).known.length > 0) return "criteria";
    return text.length > 20 ? "control" : "other";
  };
  return cells.flatMap((text, at): RowCell[] =>
    text.trim() === "" ? [] : [{ role: roleAt(plain[at] ?? "", at), title: null, text, is_carried: false }],
  );
}

const CONTROL_NO = /^(?=.{1,16}$)(?:[A-Z]{1,6}[-. ]?)?\d+(?:[.-]\d+)*[a-z]?$/u;
const TEST_VERB =
  /^(?:inquired|inquiry|observed|observation|inspected|inspection|reperformed|reperformance|selected)\b/iu;
