import type { Batch, Cell } from "../model/batch.js";
import { camelCase, ITEM_COLUMNS, type PopulationDefinition } from "./population.js";

/** An item as judges see it: facts by name. */
export type Facts = Readonly<Record<string, unknown>>;

/** One row of a batch. */
export interface RowRef {
  readonly batch: Batch;
  readonly row: number;
}

/**
 * Reads the items of a batch without copying them: one object per population, moved from row to row, whose
 * properties fetch their cell when asked. Ten million items cost ten million moves and no garbage. What must outlive
 * the move is copied with `snapshot`.
 */
export class ItemReader {
  private readonly names: readonly string[];
  /** Places of the columns that rows of one item do not share. */
  private readonly apart: readonly number[];
  private readonly cursor: Cursor;

  /** The population's own columns come after those that every item has. */
  constructor({ columns: own, shared = [] }: Pick<PopulationDefinition, "columns" | "shared">) {
    const columns = { ...ITEM_COLUMNS, ...own };
    const all = Object.keys(columns);
    this.names = all.map(camelCase);
    this.apart = all.flatMap((name, column) => (column < COMMON || shared.includes(name) ? [] : [column]));
    this.cursor = new Cursor();
    Object.values(columns).forEach(({ kind }, column) => {
      const isText = kind === "text" || kind === "day";
      const get = isText ? textGetter(this.cursor, column) : cellGetter(this.cursor, column);
      Object.defineProperty(this.cursor, this.names[column] ?? "", { enumerable: true, get });
    });
  }

  /** Turns to a batch; the items of the one before can no longer be read. */
  turnTo(batch: Batch): void {
    this.cursor.batch = batch;
    this.cursor.row = 0;
    this.cursor.move += 1;
  }

  /** The item in `row`: the same object every time, valid until the next call. */
  at(row: number): Facts & Cursor {
    this.cursor.row = row;
    this.cursor.move += 1;
    return this.cursor as Facts & Cursor;
  }

  /** A copy of all facts of a row, by default of the item read last. */
  snapshot(ref: RowRef = this.cursor): Record<string, Cell> {
    return this.copy(ref, 0, this.names.length);
  }

  /** A copy of all facts of a row but its evidence. */
  whole(ref: RowRef): Record<string, Cell> {
    const copy = this.copy(ref, 0, EVIDENCE);
    for (let column = COMMON; column < this.names.length; column += 1) {
      copy[this.names[column] ?? ""] = ref.batch.cell(column, ref.row);
    }
    return copy;
  }

  /** A copy of the facts of a row that are its own, and not its item's. */
  apartFacts({ batch, row }: RowRef): Record<string, Cell> {
    const copy: Record<string, Cell> = {};
    for (const column of this.apart) copy[this.names[column] ?? ""] = batch.cell(column, row);
    return copy;
  }

  /** The evidence of a row. */
  evidence({ batch, row }: RowRef): Cell {
    return batch.cell(EVIDENCE, row);
  }

  private copy({ batch, row }: RowRef, from: number, to: number): Record<string, Cell> {
    const copy: Record<string, Cell> = {};
    for (let column = from; column < to; column += 1) copy[this.names[column] ?? ""] = batch.cell(column, row);
    return copy;
  }
}

const COMMON = Object.keys(ITEM_COLUMNS).length;
/** The last of them. */
const EVIDENCE = COMMON - 1;

class Cursor {
  batch: Batch = { rowCount: 0, cell: () => null };
  row = 0;
  /** Counts moves, so that what was decoded for another row is not taken for this one. */
  move = 0;
}

function cellGetter(cursor: Cursor, column: number): () => Cell {
  return () => cursor.batch.cell(column, cursor.row);
}

/** Text is decoded from bytes: once a row, however many attributes ask. */
function textGetter(cursor: Cursor, column: number): () => Cell {
  let decodedAt = -1;
  let decoded: Cell = null;
  return () => {
    if (decodedAt !== cursor.move) {
      decoded = cursor.batch.cell(column, cursor.row);
      decodedAt = cursor.move;
    }
    return decoded;
  };
}
