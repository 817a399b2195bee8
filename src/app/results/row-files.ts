import { createHash } from "node:crypto";
import type { Batch, Cell } from "../../model/batch.js";
import type { EngineQuery } from "../../store/tables/engine-query.js";
import type { EvidenceSource } from "../../verify/source.js";
import type { RowFile } from "./population-files.js";

const BATCH_ROWS = 2_048;
const LINE_BYTES_MAX = 16 * 2 ** 20;

/** Why a file of rows is not the one that was logged; `undefined` when it is. */
export async function rowFileProblem(
  source: EvidenceSource,
  { file, sha256, rows }: RowFile,
): Promise<string | undefined> {
  if (!(await source.has(file))) return "is not in the pack";
  const hash = createHash("sha256");
  let lines = 0;
  for await (const piece of source.stream(file)) {
    hash.update(piece);
    for (const byte of piece) if (byte === 10) lines += 1;
  }
  if (hash.digest("hex") !== sha256) return "holds other rows than were judged";
  return lines === rows ? undefined : `holds ${lines} rows, ${rows} were judged`;
}

/** A part of a file of rows: what one query of the engine returned. */
export interface RowPart {
  readonly file: string;
  readonly from: number;
  readonly rows: number;
}

/** Answers the queries of populations from files of rows. Which part a query asks for is told by the views it names. */
export class RowEngine {
  readonly #source: EvidenceSource;
  readonly #parts = new Map<object, RowPart>();

  constructor(source: EvidenceSource) {
    this.#source = source;
  }

  /** Makes a part known; returns the views by which a query names it. */
  add(part: RowPart): EngineQuery["views"] {
    const views = {};
    this.#parts.set(views, part);
    return views;
  }

  async *run({ views, columns }: EngineQuery): AsyncGenerator<Batch> {
    const part = this.#parts.get(views);
    if (part === undefined) throw new TypeError("a query names no part of a file of rows");
    yield* rowsOf(this.#source, part, Object.keys(columns));
  }
}

/** The rows of a part in batches. */
export async function* rowsOf(
  source: EvidenceSource,
  { file, from, rows }: RowPart,
  columns: readonly string[],
): AsyncGenerator<Batch> {
  let [at, batch]: [number, (readonly Cell[])[]] = [0, []];
  for await (const line of linesOf(source.stream(file))) {
    if (at >= from + rows) break;
    if (at >= from) batch.push(cellsOf(line, columns, `${file} line ${at + 1}`));
    at += 1;
    if (batch.length < BATCH_ROWS) continue;
    yield batchOf(batch);
    batch = [];
  }
  if (batch.length > 0) yield batchOf(batch);
}

function batchOf(rows: readonly (readonly Cell[])[]): Batch {
  return { rowCount: rows.length, cell: (column, row) => rows[row]?.[column] ?? null };
}

function cellsOf(line: string, columns: readonly string[], where: string): readonly Cell[] {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) throw new TypeError(`${where} is no row`);
  const cells = new Map(Object.entries(value));
  return columns.map((column) => {
    const cell: unknown = cells.get(column) ?? null;
    if (cell === null || typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean") return cell;
    throw new TypeError(`${where} holds what no column holds`);
  });
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LINE_BYTES_MAX) throw new TypeError("a line of rows is too long");
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
