import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";
import { sha256 } from "../../base/digest.js";
import { CellRole } from "./columns.js";

/** One cell of a row, in the auditor's words. */
export const RowCell = z.strictObject({
  role: CellRole,
  /** Title of the column or label, as printed; `null` where there is none. */
  title: z.string().nullable(),
  text: z.string(),
  /** Printed once above several rows, such as a control number beside three tests. */
  is_carried: z.boolean(),
});
export type RowCell = z.infer<typeof RowCell>;

/** One row of the report as it is kept: nothing in it is ever changed. */
export const RowWords = z.strictObject({
  /** Where it stood when it was first imported. */
  place: z.string(),
  cells: z.array(RowCell).min(1),
});
export type RowWords = z.infer<typeof RowWords>;

/**
 * Names rows by their words: the same words have the same id whenever and from whichever file they are imported. Rows
 * with the very same words are told apart by their order. Returns ids such as `row-3f9a1c2b7d`, in order of the rows.
 */
export function rowIds(rows: readonly RowWords[]): readonly string[] {
  const seen = new Map<string, number>();
  return rows.map(({ cells }) => {
    const words = canonicalJson(cells.map(({ title, text }) => [title, text]));
    const before = seen.get(words) ?? 0;
    seen.set(words, before + 1);
    return `row-${sha256(before === 0 ? words : `${words}\n${before}`).slice(0, ID_DIGITS)}`;
  });
}

const ID_DIGITS = 10;
