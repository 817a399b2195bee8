import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import { relationJoins, relationSql } from "../kit/relation.js";
import sql from "./population.sql";

const columns = {
  key: text("CVE@asset"),
  subject: nullable(text("the asset")),
  team: nullable(text("system or team it belongs to")),
  severity: nullable(text("as it was rated first; null: not rated, or differently at one moment")),
  owner: nullable(text("employee number of who must act")),
  closed_at: nullable(instant("when the last record of it was closed; null: one is open")),
  outcome: nullable(text("how that record ended")),
  ticket_key: nullable(text("ticket it is handled in")),
  is_tagged_test: boolean("a test, tagged when it was made"),
  record_count: integer("records of it: several scanners, or it came back within thirty days"),
  undated_acceptances: integer("acceptances without a date"),
  from_at: instant("when the step was taken"),
  to_at: instant("the moment after"),
  step: text("rated | rescored | accepted | known_exploited | mitigated | reviewed"),
  step_value: nullable(text("a severity; of an acceptance: its expiry")),
  step_actor: nullable(text("who took the step")),
  step_relation: text("own | other | nobody | unknown: who took the step, seen from the owner"),
  is_step_actor_active: nullable(boolean("they worked here then; null: nobody is known by that number")),
} as const;

/** Vulnerabilities by asset, each with what was done about it. */
export const vulnerabilities = definePopulation({
  name: "vulnerabilities",
  title: "Vulnerabilities by asset",
  doc: `One item per vulnerability on an asset that was detected in the period, or before it and still open on its first day;
the same vulnerability on 400 hosts is 400 items, and \`unit\` is the vulnerability, so that its rate can be read there too.
Records: duty \`vulnerability\` with key CVE@asset, subject (the asset), severity (critical, high, medium, low), opened_at at the
first detection on that asset, closed_at, outcome (fixed, false_positive, decommissioned); steps \`rescored\` (value: the new
severity), \`known_exploited\` (it is exploited, and the asset is exposed), \`accepted\` (actor; value: the expiry, a day or a
moment), \`reviewed\` (actor: who confirmed a false positive), \`mitigated\`. Records of one key are one item while one of them is
open or reappears within thirty days: its clock began with the first. After that it is a new one.`,
  shape: "segments",
  columns,
  sql: sql
    .replace("(step-relation)", relationSql("h.actor", "o.owner"))
    .replace("(relation-joins)", relationJoins("h.actor", "o.owner")),
  reads: { duty: "whole", duty_step: "whole", employment: "whole" },
  carriesIn: false,
  triggers: [{ stream: "vulnerabilities", per: "*" }],
  facts: [{ stream: "hr.workers", per: "*" }],
});

/** One vulnerability on one asset, with one stretch for each step. */
export type Vulnerability = StateItemOf<typeof columns>;
