import type { Cell } from "../../model/batch.js";
import { storedColumns, type TableName } from "../../model/tables.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/** The cells of these columns, row by row, in order of the cells themselves: the same rows whatever the files. */
export async function* readTable(
  { engine, tables }: Pick<OpenWorkspace, "engine" | "tables">,
  table: TableName,
  columns: readonly string[],
): AsyncIterable<readonly Cell[]> {
  const { view } = tables.view(table, { month: undefined, reach: "whole" });
  const stored = storedColumns(table);
  const shown = Object.fromEntries(
    columns.flatMap((name) => (stored[name] === undefined ? [] : [[name, stored[name]]])),
  );
  const query = {
    sql: `select * from ${table}`,
    columns: shown,
    views: { [table]: view },
    orderBy: columns.join(", "),
  };
  for await (const batch of engine.run(query)) {
    for (let row = 0; row < batch.rowCount; row += 1) yield columns.map((_, column) => batch.cell(column, row));
  }
}
