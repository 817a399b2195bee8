import type { InfoRecord } from "csv-parse";
import { parse } from "csv-parse/sync";
import { AppError } from "../../base/app-error.js";
import { parseJson } from "../../base/parse-json.js";

/** What is taken out of a copy: columns of a table, or members of JSON objects at any depth, by their name. */
export interface Redaction {
  /** Left out with their values. */
  readonly drop: readonly string[];
  /** Kept, each value that is there replaced. */
  readonly mask: readonly string[];
}

/** A copy in which something was taken out. */
export interface RedactedCopy {
  readonly bytes: Uint8Array;
  /** `csv`, `json` or `ndjson`, with the version of the rules it was made by. */
  readonly form: string;
  /** Values that were dropped or masked. */
  readonly count: number;
}

const MASK = "[masked]";
const VERSION = 1;

/**
 * A copy of evidence for somebody who may not see all of it. Rows keep their order and number, so that what refers to a
 * row of the original finds it here.
 *
 * @throws AppError `bad-input` for text that is none of these forms, for a name that stands nowhere in it (a typing error
 * must not hand out what was meant to be hidden), for a row of which nobody knows which column a value is of, and for a
 * number that the copy would round.
 */
export function redactBytes(bytes: Uint8Array, redaction: Redaction): RedactedCopy {
  const text = utf8(bytes);
  const found = new Set<string>();
  const made =
    redactJson(text, redaction, found) ?? redactNdjson(text, redaction, found) ?? redactCsv(text, redaction, found);
  const missing = [...redaction.drop, ...redaction.mask].filter((name) => !found.has(name));
  if (missing.length === 0) return { ...made, form: `${made.form}@${VERSION}`, bytes: Buffer.from(made.text, "utf8") };
  throw badInput(
    `${missing.map((name) => `"${name}"`).join(", ")}: no column or member has this name`,
    "Write names as the file has them, capitals included.",
  );
}

interface Made {
  readonly text: string;
  readonly form: string;
  readonly count: number;
}

function redactJson(text: string, redaction: Redaction, found: Set<string>): Made | undefined {
  const value = parseJson(text);
  if (typeof value !== "object" || value === null) return undefined;
  refuseRounding(text);
  const walked = redactValue(value, redaction, found);
  return { text: `${JSON.stringify(walked.value, null, 2)}\n`, form: "json", count: walked.count };
}

function redactNdjson(text: string, redaction: Redaction, found: Set<string>): Made | undefined {
  const lines = text.split("\n");
  const values = lines.map((line) => (line.trim() === "" ? null : parseJson(line)));
  const hasObject = values.some((value) => value !== null);
  if (!hasObject || values.some((value) => typeof value !== "object")) return undefined;
  refuseRounding(text);
  let count = 0;
  const written = values.map((value, at) => {
    if (value === null) return lines[at];
    const walked = redactValue(value, redaction, found);
    count += walked.count;
    return JSON.stringify(walked.value);
  });
  return { text: written.join("\n"), form: "ndjson", count };
}

function redactCsv(text: string, { drop, mask }: Redaction, found: Set<string>): Made {
  const delimiter = delimiterOf(text);
  const [head, ...rows] = tableRows(text, delimiter);
  const header = head?.cells;
  if (header === undefined) throw badInput("the file is empty", "Choose evidence that holds something.");
  const isIn = (names: readonly string[]) => header.map((name) => names.includes(name.trim()));
  const [dropped, masked] = [isIn(drop), isIn(mask)];
  for (const name of header) found.add(name.trim());
  let count = 0;
  const written = rows.map((row) => {
    refuseShifted(row, header.length);
    return row.cells.slice(0, header.length).flatMap((value, column) => {
      const isHidden = dropped[column] === true || masked[column] === true;
      if (isHidden && value !== "") count += 1;
      if (dropped[column] === true) return [];
      return [masked[column] === true && value !== "" ? MASK : value];
    });
  });
  const shown = header.filter((_, column) => dropped[column] !== true);
  const lines = [shown, ...written].map((row) => row.map((value) => csvValue(value, delimiter)).join(delimiter));
  return { text: `${lines.join("\r\n")}\r\n`, form: "csv", count };
}

function redactValue(
  value: unknown,
  redaction: Redaction,
  found: Set<string>,
): { readonly value: unknown; readonly count: number } {
  if (typeof value !== "object" || value === null) return { value, count: 0 };
  if (Array.isArray(value)) {
    const members = value.map((member) => redactValue(member, redaction, found));
    return {
      value: members.map((member) => member.value),
      count: members.reduce((sum, member) => sum + member.count, 0),
    };
  }
  let count = 0;
  const entries = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    const isDropped = redaction.drop.includes(name);
    const isMasked = redaction.mask.includes(name);
    if (isDropped || isMasked) {
      found.add(name);
      count += 1;
      return isDropped ? [] : [[name, member === null ? null : MASK]];
    }
    const walked = redactValue(member, redaction, found);
    count += walked.count;
    return [[name, walked.value]];
  });
  return { value: Object.fromEntries(entries), count };
}

interface TableRow {
  readonly cells: readonly string[];
  /** As a spreadsheet counts: the header is row 1, an empty line is one too. */
  readonly row: number;
}

function tableRows(text: string, delimiter: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  const on_record = (record: unknown, { records, empty_lines }: InfoRecord) => {
    rows.push({ cells: Array.isArray(record) ? record.map(String) : [], row: records + empty_lines });
    return null;
  };
  try {
    parse(text, { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true, on_record });
    return rows;
  } catch (cause) {
    throw badInput(
      "the file is no CSV, JSON or NDJSON that can be read whole",
      "Export it as one of these, or withhold it.",
      cause,
    );
  }
}

/** Cells that moved would show a hidden value under another column. Empty cells at the end move nothing. */
function refuseShifted({ cells, row }: TableRow, width: number): void {
  const isFilled = (value: string) => value.trim() !== "";
  if (!cells.some(isFilled) || (cells.length >= width && !cells.slice(width).some(isFilled))) return;
  throw badInput(
    `row ${row} has ${cells.length} cells, the header ${width}: a value may stand under another column`,
    "Check the row for a missing quote or a delimiter inside a value, or withhold the file.",
  );
}

/** What tells a number from digits in quotes. */
const QUOTE_OR_NUMBER = /\\.|"|-?\d[\d.]*(?:[eE][+-]?\d+)?/g;

/** A copy states what the original states: what is rounded when it is read, an id of twenty digits, is not copied. */
function refuseRounding(json: string): void {
  let isQuoted = false;
  for (const { 0: token, index } of json.matchAll(QUOTE_OR_NUMBER)) {
    if (token === '"') isQuoted = !isQuoted;
    if (isQuoted || token === '"' || decimal(token) === decimal(JSON.stringify(Number(token)))) continue;
    throw badInput(
      `line ${json.slice(0, index).split("\n").length} has a number with more digits than a copy can keep`,
      "Export it as text, in quotes, or withhold the file.",
    );
  }
}

/** A number by its digits and the place of the last of them: the same for 10, 10.0 and 1e1. */
function decimal(spelling: string): string {
  const [mantissa = "", exponent = "0"] = spelling.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = `${whole}${fraction}`.replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") return "0";
  const place = Number(exponent) - fraction.length + all.length - digits.length;
  return `${mantissa.startsWith("-") ? "-" : ""}${digits}e${place}`;
}

/** The separator that the header has most of. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split("\n", 1);
  const counts = [",", ";", "\t"].map((each) => ({ each, count: header.split(each).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).each;
}

function csvValue(value: string, delimiter: string): string {
  return value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function utf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("utf8");
  if (!text.includes("\0") && Buffer.from(text, "utf8").equals(Buffer.from(bytes))) return text;
  throw badInput("the file is no UTF-8 text", "Only CSV, JSON and NDJSON can be redacted; withhold other files.");
}

function badInput(message: string, fix: string, cause?: unknown): AppError {
  return new AppError({ code: "bad-input", message, fix, ...(cause === undefined ? {} : { cause }) });
}
