import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  vendor: text("the vendor"),
  first_used_at: instant(
    "first payment, first sign-in or start of the contract, whichever the register was told first",
  ),
  tier: nullable(text("its tier when first used: of the register, else of the rating; null: none")),
  rated_at: nullable(instant("the last risk rating up to the first use, else the first after it; null: none dated")),
  rating_note: nullable(text("what that rating refers to")),
  is_rating_undated: boolean("there is a rating, and none has a date"),
  assessed_at: nullable(instant("the assessment likewise")),
  assessed_tier: nullable(text("the tier it fits, in the word of the record")),
  is_assessment_undated: boolean("there is an assessment, and none has a date"),
  contracted_at: nullable(instant("the contract likewise")),
  is_contract_undated: boolean("there is a contract, and none has a date"),
  security_terms: nullable(boolean("the contract holds security terms; null: not stated")),
  confidentiality_terms: nullable(boolean("the contract holds terms of confidentiality; null: not stated")),
} as const;

/** Vendors that were first used in the period, with how they were taken on. */
export const newVendors = definePopulation({
  name: "new-vendors",
  title: "Vendors first used in the period",
  doc: `One item per vendor whose first use, by the earliest entry of the register, lies in the period; the register is fed by
purchasing, expenses and sign-on data, never by the assessments. Records: register \`vendor\` (key, from_at = first use,
class = tier: critical, high, low or none); activity kinds \`vendor-rating\` (result = tier, reference = note),
\`vendor-assessment\` (result = the tier it fits) and \`vendor-contract\` with the parts \`security_terms\` and
\`confidentiality_terms\`, each with the vendor's key as subject. Vendors in use before the period are asked about by VEN-02.`,
  shape: "events",
  columns,
  sql,
  reads: { register_entry: "whole", activity: "whole", activity_part: "whole" },
  carriesIn: false,
  triggers: [{ stream: "vendors", per: "*" }],
  facts: [],
});

/** A vendor that was taken on. */
export type NewVendor = ItemOf<typeof columns>;
