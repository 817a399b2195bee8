import type { Day, EpochMs } from "../base/instant.js";

/** How a column is stored: `instant` is bigint epoch milliseconds, `day` is `YYYY-MM-DD` text, `integer` is bigint. */
export type ColumnKind = "text" | "instant" | "day" | "integer" | "boolean";

export interface Column<Kind extends ColumnKind = ColumnKind, Nullable extends boolean = boolean> {
  readonly kind: Kind;
  readonly nullable: Nullable;
  /** What the value means, in one line; printed in the generated reference. */
  readonly doc: string;
}

interface ValueOf {
  text: string;
  instant: EpochMs;
  day: Day;
  integer: number;
  boolean: boolean;
}

export type Columns = Readonly<Record<string, Column>>;

/** A row as normalisers write it: `null` means that the source says nothing, never "no". */
export type RowOf<C extends Columns> = {
  readonly [Name in keyof C]: C[Name]["nullable"] extends true
    ? ValueOf[C[Name]["kind"]] | null
    : ValueOf[C[Name]["kind"]];
};

export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly doc: string;
  /** The instant column whose month (UTC) names the partition; `null` for rows that belong to no month. */
  readonly month: string | null;
  readonly columns: C;
}

export function defineTable<const C extends Columns>(table: Table<C> & { readonly month: keyof C | null }): Table<C> {
  return table;
}

export function text(doc: string): Column<"text", false> {
  return { kind: "text", nullable: false, doc };
}

export function instant(doc: string): Column<"instant", false> {
  return { kind: "instant", nullable: false, doc };
}

export function day(doc: string): Column<"day", false> {
  return { kind: "day", nullable: false, doc };
}

export function integer(doc: string): Column<"integer", false> {
  return { kind: "integer", nullable: false, doc };
}

export function boolean(doc: string): Column<"boolean", false> {
  return { kind: "boolean", nullable: false, doc };
}

/** The same column, but the source may be silent. */
export function nullable<K extends ColumnKind>(column: Column<K, false>): Column<K, true> {
  return { ...column, nullable: true };
}

/** An interval end that polling only bounds (connectors section 6.2): the true moment lies in `[lo, hi]`. */
export function boundedStart() {
  return {
    from_lo: nullable(instant("earliest moment at which it may have begun; null: unknown")),
    from_hi: instant("latest moment at which it had begun; equal to from_lo when exact"),
  } as const;
}

export function boundedEnd() {
  return {
    to_lo: nullable(instant("earliest moment at which it may have ended; null: still true when last seen")),
    to_hi: nullable(instant("latest moment at which it had ended; equal to to_lo when exact; null: still true")),
    seen_at: instant("last moment at which the source was seen to say so"),
  } as const;
}

/** Written on every row by the kit, never by a normaliser: where the row came from. */
export const PROVENANCE = {
  source_id: text("id of the configured source"),
  evidence_sha256: text("digest of the stored bytes the row was read from"),
  evidence_pointer: text("JSON Pointer, or `row N` for tabular files, inside those bytes"),
  observed_at: instant("when the source was read or the export was made"),
} as const satisfies Columns;
