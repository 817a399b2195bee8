import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import sql from "./population.sql";

const columns = {
  kind: text("run | finding | listed | ownerless | contract"),
  ends_at: nullable(instant("run: first moment of the next day")),
  completed_at: nullable(instant("run: when the first run for that day over complete listings ran")),
  is_undated: boolean("run: a complete run is recorded without a time"),
  failed_at: nullable(instant("run: the first that failed or was incomplete")),
  resolved_lo: nullable(instant("account: earliest moment at which it was removed or matched; null: unknown")),
  resolved_hi: nullable(instant("account: latest such moment; null: never seen")),
  seen_at: nullable(instant("account: last moment at which it was seen able to sign in, and nobody's")),
  is_tagged_test: boolean("account: tagged as a test account when it was created"),
  is_state_unknown: boolean("account: nobody said whether it can sign in"),
} as const;

/** Reconciliations that were due, and everything they are there to find. */
export const reconciliations = definePopulation({
  name: "reconciliations",
  title: "Reconciliations of accounts with people",
  doc: `One item per day of the calendar, on which a run was due, and one per account that belongs to nobody: those the runs
found (by the moment they were found), and those that Lookback's own matching finds in the listings of systems in scope and no
run reported (by their creation): people's accounts without a person, machines' without an owner HR knows. One that a run found
and that was still active more than five minutes after it was said to be resolved is there again, from that moment. An account
with a decision is answered and not an item. Contracts without an end date are items too. What was unresolved on the first day of the
period is carried in.`,
  shape: "events",
  columns,
  sql,
  reads: {
    calendar: "whole",
    scope: "whole",
    employment: "whole",
    account: "whole",
    account_person: "whole",
    account_state: "whole",
    reconciliation_run: "whole",
    orphan_account: "whole",
  },
  triggers: [{ stream: "accounts", per: "system" }],
  facts: [
    { stream: "reconciliations", per: "*" },
    { stream: "hr.workers", per: "*" },
  ],
});

/** A run that was due, an account of nobody, or a contract without end. */
export type Reconciliation = ItemOf<typeof columns>;
