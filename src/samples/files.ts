import { crc32 } from "node:zlib";

/** One file of the workspace. */
export interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a cell of a CSV file can hold. */
export type Cell = string | number | boolean | null | undefined;

/** A CSV file with a header; `null` and `undefined` are empty cells. Lines end in LF. */
export function csv(path: string, header: readonly string[], rows: readonly (readonly Cell[])[]): SampleFile {
  const lines = [header, ...rows].map((row) => row.map(cell).join(","));
  return { path, bytes: Buffer.from(`${lines.join("\n")}\n`) };
}

/** A JSON document on one line for each element of an outer list, so that files stay readable. */
export function json(path: string, value: unknown): SampleFile {
  const text = Array.isArray(value)
    ? `[\n${value.map((each) => JSON.stringify(each)).join(",\n")}\n]\n`
    : `${JSON.stringify(value)}\n`;
  return { path, bytes: Buffer.from(text) };
}

/** One JSON document a line. */
export function ndjson(path: string, values: readonly unknown[]): SampleFile {
  return { path, bytes: Buffer.from(`${values.map((each) => JSON.stringify(each)).join("\n")}\n`) };
}

const BLOCK = 65_535;

/**
 * A gzip file whose blocks are stored, not compressed: compressors differ between runtimes, and the sample must have
 * the same bytes on all of them (RFC 1952; the stored blocks are RFC 1951, 3.2.4).
 */
export function gzipped(path: string, value: unknown): SampleFile {
  const body = Buffer.from(JSON.stringify(value));
  const parts: Buffer[] = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])];
  for (let start = 0; start === 0 || start < body.length; start += BLOCK) {
    const block = body.subarray(start, start + BLOCK);
    const head = Buffer.alloc(5);
    head.writeUInt8(start + BLOCK >= body.length ? 1 : 0, 0);
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(block.length ^ 0xffff, 3);
    parts.push(head, block);
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(body), 0);
  tail.writeUInt32LE(body.length, 4);
  return { path, bytes: Buffer.concat([...parts, tail]) };
}

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
