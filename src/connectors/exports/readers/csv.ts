import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { BadBytes } from "./bad-bytes.js";
import type { ReadItem } from "./record.js";

const RECORD_CHARS_MAX = 32 * 1_048_576;
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Header and rows of delimited text. Rows are numbered as a spreadsheet does (the header is row 1, a quoted line
 * break does not start a row, an empty line is one). Empty lines and rows of empty cells are no rows of data.
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  { delimiter }: { readonly delimiter?: string | undefined },
): AsyncGenerator<ReadItem> {
  const { sample, whole } = await peek(text);
  const parser = parse({
    delimiter: delimiter ?? detectDelimiter(sample),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_CHARS_MAX,
  });
  const source = Readable.from(whole);
  source.once("error", (error) => parser.destroy(error));
  let row = 0;
  let width = -1;
  try {
    for await (const cells of source.pipe(parser)) {
      row += 1;
      const item = width < 0 ? headerOf(cells) : rowOf(cells, row, width);
      if (item?.kind === "header") width = item.header.titles.length;
      if (item !== undefined) yield item;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield damaged(row + 1, error.code);
  } finally {
    source.destroy();
  }
  if (width < 0 && row === 0) throw new BadBytes("the file is empty: it has not even a header", EMPTY_FIX);
}

/** The delimiter of the first line outside quotes: the most frequent of comma, semicolon and tab. */
export function detectDelimiter(sample: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const char of sample.replace(/^[\r\n]+/, "")) {
    if (char === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (char === "\n" || char === "\r") break;
    const count = counts.get(char);
    if (count !== undefined) counts.set(char, count + 1);
  }
  return DELIMITERS.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}

const EMPTY_FIX = "Export it again; an export without any row still has its header.";

function headerOf(cells: unknown): ReadItem | undefined {
  const titles = textCells(cells);
  return titles.every((title) => title.trim() === "") ? undefined : { kind: "header", header: { titles } };
}

function rowOf(cells: unknown, row: number, width: number): ReadItem | undefined {
  const values = textCells(cells);
  if (values.every((value) => value.trim() === "")) return undefined;
  const pointer = `row ${row}`;
  const hasMore = values.slice(width).some((value) => value.trim() !== "");
  if (values.length < width || hasMore) {
    return {
      kind: "bad",
      pointer,
      reason: `the row has ${values.length} cells, the header ${width}`,
      fix: "Check the row for a missing quote or a delimiter inside a value.",
    };
  }
  return { kind: "row", pointer, cells: values };
}

function textCells(cells: unknown): readonly string[] {
  return Array.isArray(cells) ? cells.map(String) : [];
}

function damaged(row: number, code: string): ReadItem {
  const reason =
    code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quote is opened and never closed: the rest of the file cannot be read"
      : code === "CSV_MAX_RECORD_SIZE"
        ? "a row is longer than 32 MiB, probably because a quote is never closed: the rest cannot be read"
        : "the text is not well-formed: the rest of the file cannot be read";
  return { kind: "bad", pointer: `row ${row}`, reason, fix: "Mend the quotes from this row on, or export again." };
}

/** The first piece of text, and everything again from the start. */
async function peek(text: AsyncIterable<string>): Promise<{ sample: string; whole: AsyncIterable<string> }> {
  const iterator = text[Symbol.asyncIterator]();
  const first = await iterator.next();
  const sample = first.done === true ? "" : first.value;
  async function* whole(): AsyncGenerator<string> {
    try {
      if (sample !== "") yield sample;
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { sample, whole: whole() };
}
