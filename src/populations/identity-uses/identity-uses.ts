import type { ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import numbers from "../grants/numbers.sql";
import { relationJoins, relationSql } from "../kit/relation.js";
import matched from "./matched.sql";

/** Columns of one use of an identity that is not for daily work, with the record that explains it best. */
export const USE_COLUMNS = {
  identity: text("the identity: system/username"),
  system: nullable(text("system, where it was used by signing in")),
  account_ref: nullable(text("cloud account, where it changed something there")),
  previous_at: nullable(instant("the use before of the same identity; null: none is known")),
  previous_record_key: nullable(text("the record of that use, found in the same way")),
  record_key: nullable(text("the record of the same identity that covers this moment, or began nearest to it")),
  record_opened_at: nullable(instant("when what it records began")),
  record_closed_at: nullable(instant("when that ended; null: open")),
  last_at: nullable(instant("the last use that the record covers; null: this one")),
  record_owner: nullable(text("employee number of who used the identity")),
  ticket_key: nullable(text("ticket or incident that it names")),
  ticket_created_at: nullable(instant("when that was made; null: nobody knows one of that key")),
  reviewed_at: nullable(instant("first review by somebody else than who used it")),
  reviewed_by: nullable(text("employee number of who reviewed")),
  has_other_review: boolean("there are only reviews by the user, by nobody named, or without a date"),
  has_unsure_review: boolean("the best review is by somebody who may be the user: a number has no one person"),
  rotated_at: nullable(instant("first change of its secret after this moment and the last use that the record covers")),
} as const;

/** One use of an identity. */
export type IdentityUse = ItemOf<typeof USE_COLUMNS>;

/** What a population of uses needs to say. */
export interface IdentityUses {
  /** CTEs that end in `event(id, identity, system, account_ref, at, evidence)`, one row per use in any time. */
  readonly events: string;
  /** `duty.kind` of the records. */
  readonly record: string;
}

/** Uses in the window with the record nearest to each: the query behind populations of such identities. */
export function usesSql({ events, record }: IdentityUses): string {
  const uses = matched
    .replace("'record-kind'", `'${record}'`)
    .replace("(review-relation)", relationSql("s.actor", "r.owner"))
    .replace("(relation-joins)", relationJoins("s.actor", "r.owner"));
  return `with ${numbers.trim()},\n${events},\n${uses}`;
}

/** The tables `usesSql` reads besides those of its events. */
export const USE_READS = {
  duty: "whole",
  duty_step: "whole",
  ticket: "whole",
  incident: "whole",
  employment: "whole",
} as const;
