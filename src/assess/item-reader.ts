import type { Batch, Cell } from "../model/batch.js";
import type { Column } from "../model/table.js";
import { camelCase } from "./population.js";

/** An item as judges see it: facts by name. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * Reads the items of a batch without copying them: one object per population, moved from row to row, whose
 * properties fetch their cell when asked. Ten million items cost ten million moves and no garbage. What must outlive
 * the move is copied with `snapshot`.
 */
export class ItemReader {
  private readonly names: readonly string[];
  private readonly cursor: Cursor;

  constructor(columns: Readonly<Record<string, Column>>) {
    this.names = Object.keys(columns).map(camelCase);
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

  /** A copy of the item read last, that stays. */
  snapshot(): Record<string, Cell> {
    const { batch, row } = this.cursor;
    const copy: Record<string, Cell> = {};
    for (let column = 0; column < this.names.length; column += 1) {
      copy[this.names[column] ?? ""] = batch.cell(column, row);
    }
    return copy;
  }
}

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
