/** One value of a table or query; instants and integers are numbers. */
export type Cell = string | number | boolean | null;

/** A few thousand rows of a query, column by column, as the engine delivers them. */
export interface Batch {
  readonly rowCount: number;
  /** Reads one cell; columns are numbered as in the query's select. */
  cell(column: number, row: number): Cell;
}
