import { CsvError, type Parser, parse } from "csv-parse";
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
  let row = 0;
  let width = -1;
  for await (const record of recordsOf(text, delimiter)) {
    row += 1;
    const item =
      "code" in record ? damaged(row, record.code) : width < 0 ? headerOf(record) : rowOf(record, row, width);
    if (item?.kind === "header") width = item.header.titles.length;
    if (item !== undefined) yield item;
  }
  if (row === 0) throw new BadBytes("the file is empty: it has not even a header", EMPTY_FIX);
}

/**
 * Records of delimited text, one piece of text at a time, so that a slow reader holds no more than one piece. Ends
 * with the parser's code where the text is damaged; the records before it are not lost.
 */
async function* recordsOf(
  text: AsyncIterable<string>,
  delimiter: string | undefined,
): AsyncGenerator<readonly string[] | { readonly code: string }> {
  const ready: (readonly string[])[] = [];
  let parser: Parser | undefined;
  let failure: unknown;
  const open = (sample: string): Parser =>
    parse({
      delimiter: delimiter ?? detectDelimiter(sample),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_CHARS_MAX,
      on_record: (record: unknown) => {
        ready.push(textCells(record));
        return null;
      },
    })
      .on("error", (error: unknown) => {
        failure = error;
      })
      .resume();
  for await (const piece of text) {
    parser ??= open(piece);
    await written(parser, piece);
    yield* ready.splice(0);
    if (failure !== undefined) break;
  }
  if (parser !== undefined && failure === undefined) {
    await ended(parser);
    yield* ready.splice(0);
  }
  if (failure === undefined) return;
  if (!(failure instanceof CsvError)) throw failure;
  yield { code: failure.code };
}

function written(parser: Parser, piece: string): Promise<void> {
  return new Promise((resolve) => parser.write(piece, () => resolve()));
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve) => parser.once("close", resolve).end());
}

/** The delimiter of the first line outside quotes: the most frequent of comma, semicolon and tab. */
function detectDelimiter(sample: string): string {
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

function headerOf(titles: readonly string[]): ReadItem | undefined {
  return titles.every((title) => title.trim() === "") ? undefined : { kind: "header", header: { titles } };
}

function rowOf(values: readonly string[], row: number, width: number): ReadItem | undefined {
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
