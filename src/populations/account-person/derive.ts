import type { PopulationDefinition } from "../../assess/population.js";
import type { TableName } from "../../model/tables.js";
import sql from "./account-person.sql";

/**
 * Computes `account_person`: which person each account belongs to (domain G-ID, connectors section 6.6). Names never
 * match. An account of two possible persons, or of none, has basis `none`: controls ask about it, none drops it.
 */
export const accountPerson: {
  readonly table: TableName;
  readonly sql: string;
  readonly reads: PopulationDefinition["reads"];
} = {
  table: "account_person",
  sql,
  reads: { account: "whole", employment: "whole", identity_decision: "whole" },
};
