import type { Cell } from "../../model/batch.js";
import type { Column } from "../../model/table.js";

/** What a query sees under one table name. */
export type View =
  /** Parquet files; with `distinctBy`, only the newest row of each id. */
  | {
      readonly kind: "files";
      readonly files: readonly string[];
      /** How many rows they hold, those of one id counted each time. */
      readonly rowCount: number;
      readonly columns: Readonly<Record<string, Column>>;
      readonly overlap?: Overlap;
    }
  | {
      readonly kind: "rows";
      readonly columns: Readonly<Record<string, Column>>;
      readonly rows: readonly Readonly<Record<string, Cell>>[];
      /** Names the rows where several queries see the same. */
      readonly digest?: string;
    };

/** Set when the same id stands in several files: the newest wins, then the rows of `[from, to)` are kept. */
export interface Overlap {
  readonly monthColumn: string | null;
  readonly from: number | null;
  readonly to: number | null;
}

export interface EngineQuery {
  readonly sql: string;
  readonly columns: Readonly<Record<string, Column>>;
  readonly views: Readonly<Record<string, View>>;
  readonly orderBy?: string;
}
