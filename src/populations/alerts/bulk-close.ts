import type { PopulationDefinition } from "../../assess/population.js";
import type { TableName } from "../../model/tables.js";
import sql from "./bulk-close.sql";

/** Computes `bulk_close`: the alerts that were closed in bulk, of whatever month each is (docs/decisions/0001). */
export const bulkClose: {
  readonly table: TableName;
  readonly sql: string;
  readonly reads: PopulationDefinition["reads"];
} = {
  table: "bulk_close",
  sql,
  reads: { alert_state: "whole" },
};
