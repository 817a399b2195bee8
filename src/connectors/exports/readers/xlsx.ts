import { readSheet } from "read-excel-file/node";
import { BadBytes } from "./bad-bytes.js";
import type { ReadItem } from "./record.js";

/** Header and rows of one sheet (the first unless named), numbered as the spreadsheet does. Dates arrive as Date. */
export async function* readXlsx(
  bytes: Buffer,
  { sheet }: { readonly sheet?: string | undefined },
): AsyncGenerator<ReadItem> {
  const rows = await sheetOf(bytes, sheet);
  let width = -1;
  for (const [index, cells] of rows.entries()) {
    if (cells.every((cell) => cell === null || String(cell).trim() === "")) continue;
    if (width < 0) {
      const titles = cells.map((cell) => (cell === null ? "" : String(cell)));
      width = titles.length;
      yield { kind: "header", header: { titles } };
    } else {
      yield { kind: "row", pointer: `row ${index + 1}`, cells };
    }
  }
  if (width < 0) throw new BadBytes("the sheet is empty: it has not even a header", "Name the right `sheet`.");
}

async function sheetOf(bytes: Buffer, sheet: string | undefined): Promise<readonly (readonly unknown[])[]> {
  try {
    return await (sheet === undefined ? readSheet(bytes) : readSheet(bytes, sheet));
  } catch (error) {
    // The library throws many kinds of errors for damaged workbooks; its input is memory, so none is a disk error.
    const what = error instanceof Error && error.name === "SheetNotFoundError" ? "has no such sheet" : "is damaged";
    throw new BadBytes(`the workbook ${what}`, "Open it in a spreadsheet, check the sheet's name and save it again.");
  }
}
