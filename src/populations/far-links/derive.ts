import type { PopulationDefinition } from "../../assess/population.js";
import type { TableName } from "../../model/tables.js";
import farChangeSql from "./far-change.sql";
import farLandingSql from "./far-landing.sql";

interface Derived {
  readonly table: TableName;
  readonly sql: string;
  readonly reads: PopulationDefinition["reads"];
}

/**
 * What links events across months. With it, a month of changes rests on that month's rows and on these few, so that new
 * changes of this month leave the outcomes of earlier ones alone (docs/decisions/0001).
 */
export const farChange: Derived = {
  table: "far_change",
  sql: farChangeSql,
  reads: { change: "whole", landed_commit: "whole", protection_bypass: "whole", calendar: "whole" },
};

export const farLanding: Derived = {
  table: "far_landing",
  sql: farLandingSql,
  reads: { landed_commit: "whole", calendar: "whole" },
};
