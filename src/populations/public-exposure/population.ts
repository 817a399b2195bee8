import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import { EXCEPTION_COLUMNS } from "../storage-encryption/exception-columns.js";
import resourceLife from "../storage-encryption/resource-life.sql";
import stretches from "../storage-encryption/stretches.sql";
import exposure from "./population.sql";
import select from "./select.sql";

const columns = {
  type: text("for example AWS::S3::Bucket"),
  created_at: nullable(instant("null: before the first record")),
  deleted_at: nullable(instant("null: not known to be")),
  from_at: instant("first moment of the stretch"),
  to_at: instant("first moment after it"),
  is_in_scope: boolean("its account is in the dated scope list"),
  exposure: nullable(text("public | private | other, all settings of the resource considered; null: nobody saw it")),
  account_block: nullable(
    text("on | off | other: the account's block of public access, where it covers the resource; null: nobody saw it"),
  ),
  ...EXCEPTION_COLUMNS,
} as const;

/** Whatever can be public over its life, by stretches in which exposure, the account's block and the list stay the same. */
export const publicExposure = definePopulation({
  name: "public-exposure",
  title: "Resources that can be public, over time",
  doc: `One item per bucket, access point, database, snapshot, image, warehouse and search domain that lived in the period
in a cloud account in scope, and whatever else somebody recorded a public exposure of. The account's block of public
access covers buckets and access points of the account. An exception of kind public for the resource is its entry on the
approved list. Out: accounts outside the dated scope list.`,
  shape: "segments",
  columns,
  sql: `with ${resourceLife},\n${exposure}${stretches}\n${select}`,
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

/** One resource with its stretches. */
export type ExposureItem = StateItemOf<typeof columns>;
