import { definePopulation, type StateItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import identities from "../changes/identities.sql";
import mergeEvents from "../changes/merge-events.sql";
import { changes } from "../changes/population.js";
import select from "./population.sql";

const columns = {
  from_at: instant("when the check ended; without any check, the merge itself"),
  to_at: instant("the merge"),
  kind: text("change | direct_push | rewrite"),
  number: nullable(integer("number on the forge; of a direct push: a change the forge names but no export holds")),
  sha: nullable(text("commit that landed")),
  is_initial_import: boolean("the first commit of the repository"),
  is_docs_only: boolean("touches only paths exempt by a rule fixed before the period"),
  check_name: nullable(text("check; null: none had ended by the merge")),
  conclusion: nullable(text("of its last run that had ended by the merge")),
  checked_sha: nullable(text("commit it ran on: the final head, or the commit that landed")),
} as const;

/** Columns that say something of the change, and not of its checks. */
export const shared = ["kind", "number", "sha", "is_initial_import", "is_docs_only"] as const;

/** The items of `changes`, each with one segment per check: its last run that had ended by the merge. */
export const changeChecks = definePopulation({
  name: "change-checks",
  title: "Changes to protected branches, with their checks",
  doc: `The same items as the population of changes, found by the same query. Each has one row per check that had ended
by the merge on its final head or on the commit that landed: the last run of that check. Runs that ended later, or never,
are not shown: they cannot have held the merge.`,
  shape: "segments",
  columns,
  shared,
  sql: `with ${identities},\n${mergeEvents},\n${select}`,
  reads: {
    scope: "whole",
    landed_commit: "whole",
    far_landing: "whole",
    change: "whole",
    far_change: "whole",
    protection_bypass: "whole",
    check_result: "upto",
    account: "whole",
    account_person: "whole",
    employment: "whole",
  },
  carriesIn: false,
  triggers: changes.triggers,
  facts: [{ stream: "repo.checks", per: "repository" }],
  ...(changes.secondSource === undefined ? {} : { secondSource: changes.secondSource }),
});

/** One merge event with the last run of each check. */
export type CheckedChange = StateItemOf<typeof columns, (typeof shared)[number]>;
