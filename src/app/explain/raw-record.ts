import { gunzipSync } from "node:zlib";

/** The piece of stored bytes an evidence reference points at, as a person reads it. */
export interface RawRecord {
  /** `json`, `row` or `whole` when the pointer names no part. */
  readonly kind: "json" | "row" | "whole";
  readonly text: string;
}

/** The beginning of a stored file, or all of it. */
export interface StoredBytes {
  readonly bytes: Uint8Array;
  /** The file goes on after them. */
  readonly isCut: boolean;
}

/** So much of a stored file is looked at, packed and unpacked. */
export const BYTES_MAX = 64 * 1024 * 1024;
const EXCERPT_CHARS = 4_000;

/**
 * Finds what `pointer` names inside evidence: a JSON Pointer, or `row N` of a text file (the header is row 1, shown
 * with it). Spreadsheets, unknown shapes, and archives that are damaged or unpack to more than {@link BYTES_MAX} are
 * named, not shown.
 */
export function rawRecord({ bytes, isCut }: StoredBytes, pointer: string): RawRecord {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const unpacked = isPacked ? gunzipped(bytes) : bytes;
  if (unpacked === undefined) return { kind: "whole", text: `a packed file that cannot be unpacked here; ${pointer}` };
  const text = decode(unpacked);
  if (text === undefined) return { kind: "whole", text: `a binary file of ${bytes.length} bytes; ${pointer}` };
  const row = /^row (\d+)$/.exec(pointer)?.[1];
  if (row !== undefined) return rowRecord(text, Number(row), isCut);
  const value = pointer.startsWith("/") || pointer === "" ? walk(parseLoose(text), pointer) : undefined;
  if (value !== undefined) return { kind: "json", text: excerpt(JSON.stringify(value, null, 2)) };
  return { kind: "whole", text: excerpt(text) };
}

/** `undefined`: damaged, cut off, or larger than is looked at. */
function gunzipped(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: BYTES_MAX });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code.startsWith("Z_") || code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return undefined;
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function rowRecord(text: string, wanted: number, isCut: boolean): RawRecord {
  // The last line of what was cut may not be all of it.
  const record = rowText(isCut ? text.slice(0, text.lastIndexOf("\n") + 1) : text, wanted);
  if (record !== undefined) return { kind: "row", text: excerpt(record) };
  return isCut
    ? { kind: "whole", text: `the file is too large to be read here as far as row ${wanted}` }
    : { kind: "row", text: `the file has no row ${wanted}` };
}

/** Records of a delimited file by quotes, lines of any other: a quoted line break does not end a record. */
function rowText(text: string, wanted: number): string | undefined {
  // Lines of JSON, and of a git log (whose fields are cut by unit separators), stand alone and know no quotes.
  const isLines = text.trimStart().startsWith("{") || text.includes("\u001f");
  const records = isLines ? text.split("\n") : recordsOf(text, wanted);
  const record = records[wanted - 1];
  if (record === undefined) return undefined;
  return wanted === 1 || isLines ? record.replaceAll("\u001f", " | ") : `${records[0] ?? ""}\n${record}`;
}

function recordsOf(text: string, upTo: number): string[] {
  const records: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length && records.length < upTo; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] !== "\n" || isQuoted) continue;
    records.push(text.slice(start, at).replace(/\r$/, ""));
    start = at + 1;
  }
  if (records.length < upTo && start < text.length) records.push(text.slice(start));
  return records;
}

/** JSON, or one JSON value a line as an array. */
function parseLoose(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.split("\n").map((line) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        return line;
      }
    });
  }
}

function walk(value: unknown, pointer: string): unknown {
  let at = value;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}

function excerpt(text: string): string {
  return text.length <= EXCERPT_CHARS
    ? text
    : `${text.slice(0, EXCERPT_CHARS)}\n... ${text.length - EXCERPT_CHARS} more characters`;
}
