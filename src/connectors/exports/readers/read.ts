import { BadBytes } from "./bad-bytes.js";
import { allBytes, headOf, type Open, plainBytes } from "./bytes.js";
import { readCsv } from "./csv.js";
import { lineCharsMax, looksLikeNdjson, type RowsRule, readJson, readNdjson } from "./json.js";
import type { FormatHints, ReadItem } from "./record.js";
import { decoded, detectEncoding, type EncodingFound, lines } from "./text.js";
import { readXlsx } from "./xlsx.js";

const WHOLE_BYTES_MAX = 512 * 1_048_576;
const HEAD_BYTES = 1_048_576;

/** The forms a file can have. */
type FileFormat = "csv" | "json" | "ndjson" | "xlsx";

/** What was found out about a file before its rows are read. */
interface FileForm {
  readonly format: FileFormat;
  /** `null` for workbooks, which carry their own. */
  readonly encoding: EncodingFound | null;
}

/**
 * Rows of a file of any supported form, gzip removed, in the order of the file. CSV and NDJSON are streamed in
 * memory that does not grow with the file. What the bytes hold never throws: a file that cannot be read is one
 * `bad` item; an error of the storage underneath is thrown on.
 */
export async function* readRecords(open: Open, rule: RowsRule, hints: FormatHints): AsyncGenerator<ReadItem> {
  try {
    const plain = await plainBytes(open);
    const form = await formOf(plain, hints);
    yield* itemsOf(plain, { form, rule, hints });
  } catch (error) {
    if (!(error instanceof BadBytes)) throw error;
    yield { kind: "bad", pointer: "row 1", reason: error.message, fix: error.fix };
  }
}

/** The form of a file by its content; the name is never trusted. */
export async function fileForm(open: Open, hints: FormatHints): Promise<FileForm | undefined> {
  try {
    return await formOf(await plainBytes(open), hints);
  } catch (error) {
    if (error instanceof BadBytes) return undefined;
    throw error;
  }
}

async function formOf(plain: Open, hints: FormatHints): Promise<FileForm> {
  const head = await headOf(plain, HEAD_BYTES);
  if (head.length === 0) {
    throw new BadBytes(
      "the file is empty: it holds no byte",
      "Export it again; an export without rows has a header or [].",
    );
  }
  if (head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) return { format: "xlsx", encoding: null };
  const encoding = await detectEncoding(plain, hints.encoding);
  const text = new TextDecoder(encoding.encoding).decode(head);
  const first = /\S/.exec(text)?.[0];
  if (first === "[") return { format: "json", encoding };
  if (first !== "{") return { format: /^\s*</.test(text) ? "json" : "csv", encoding };
  return { format: looksLikeNdjson(text) ? "ndjson" : "json", encoding };
}

async function* itemsOf(
  plain: Open,
  { form, rule, hints }: { readonly form: FileForm; readonly rule: RowsRule; readonly hints: FormatHints },
): AsyncGenerator<ReadItem> {
  const encoding = form.encoding?.encoding ?? "utf-8";
  switch (form.format) {
    case "xlsx":
      yield* readXlsx(await allBytes(plain, WHOLE_BYTES_MAX), hints);
      return;
    case "csv":
      yield* readCsv(decoded(plain, encoding), hints);
      return;
    case "ndjson":
      yield* readNdjson(lines(decoded(plain, encoding), lineCharsMax), rule);
      return;
    case "json": {
      const bytes = await allBytes(plain, WHOLE_BYTES_MAX);
      const parts: string[] = [];
      for await (const part of decoded(async function* () {
        yield bytes;
      }, encoding))
        parts.push(part);
      yield* readJson(parts.join(""), rule);
      return;
    }
    default:
      form.format satisfies never;
  }
}
