import type { PopulationDefinition } from "../assess/population.js";
import type { TableName } from "../model/tables.js";
import { accountPerson } from "./account-person/derive.js";
import { bulkClose } from "./alerts/bulk-close.js";
import { farChange, farLanding } from "./far-links/derive.js";

/** A table computed from others before populations are queried. */
export interface DerivedTable {
  readonly table: TableName;
  readonly sql: string;
  readonly reads: PopulationDefinition["reads"];
}

/** In the order they are computed; each may read the ones before it. */
export const DERIVED_TABLES: readonly DerivedTable[] = [accountPerson, farChange, farLanding, bulkClose];
