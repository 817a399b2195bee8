import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { EXCEPTION_COLUMNS } from "./exception-columns.js";
import storage from "./population.sql";
import resourceLife from "./resource-life.sql";
import select from "./select.sql";
import stretches from "./stretches.sql";

const columns = {
  type: text("for example AWS::S3::Bucket"),
  is_copy: boolean("a snapshot or recovery point"),
  has_customer_data: nullable(boolean("by a tag approved before; null: not stated, so in scope")),
  created_at: nullable(instant("null: before the first record")),
  deleted_at: nullable(instant("null: not known to be")),
  from_at: instant("first moment of the stretch"),
  to_at: instant("first moment after it"),
  is_in_scope: boolean("its account is in the dated scope list"),
  encryption_kind: nullable(text("none | provider | managed | customer | other; null: nobody saw it in this stretch")),
  ...EXCEPTION_COLUMNS,
} as const;

/** Stores of data over their life, by stretches in which encryption and exceptions stay the same. */
export const storageEncryption = definePopulation({
  name: "storage-encryption",
  title: "Storage resources over time",
  doc: `One item per bucket, volume, database, table, queue, file system, snapshot and recovery point that lived in the
period in a cloud account in scope, however short; deleted ones count while they lived. Stretches reach back to creation,
because what was stored before encryption was turned on stays as it was. A setting counts as seen up to its exact end, or
up to the last moment somebody looked; where two sources speak at one moment the weaker holds. Out: accounts outside the
dated scope list.`,
  shape: "segments",
  columns,
  sql: `with ${resourceLife},\n${storage}${stretches}\n${select}`,
  reads: {
    scope: "whole",
    cloud_resource: "whole",
    resource_config: "whole",
    approved_exception: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "cloud.config", per: "cloud_account" }],
  facts: [{ stream: "exceptions.approved", per: "*" }],
});

/** One store of data with its stretches. */
export type StorageItem = StateItemOf<typeof columns>;
