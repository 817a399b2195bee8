/** One cell: text stays text, whatever it begins with; `null` is empty. Instants are ISO text. */
export type SheetCell = string | number | boolean | null;

export interface SheetColumn {
  readonly title: string;
  /** In characters. */
  readonly width: number;
}

/** A table with one line of titles. Every row has as many cells as there are columns. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A spreadsheet shows no more of a cell than this. */
const CELL_CHARS_MAX = 32_767;

/** A text that a spreadsheet's cell can hold; where it is cut, the cell says how long the whole is. */
export function cellText(text: string): string {
  const whole = text.toWellFormed();
  if (whole.length <= CELL_CHARS_MAX) return whole;
  const note = ` ... (${whole.length} characters; the CSV holds all of them)`;
  return whole.slice(0, CELL_CHARS_MAX - note.length).toWellFormed() + note;
}

/** Names of sheets as spreadsheets allow them, in the given order: 31 characters, none of `[]:*?/\`, each once. */
export function sheetNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = name
      .toWellFormed()
      .replace(/[[\]:*?/\\\p{Cc}]/gu, "-")
      .replace(/^'+|'+$/g, "")
      .trim();
    const base = (plain === "" ? "sheet" : plain).slice(0, NAME_CHARS_MAX);
    let own = base;
    for (let count = 2; taken.has(own.toLowerCase()); count += 1) {
      const mark = `-${count}`;
      own = base.slice(0, NAME_CHARS_MAX - mark.length) + mark;
    }
    taken.add(own.toLowerCase());
    return own;
  });
}

const NAME_CHARS_MAX = 31;
