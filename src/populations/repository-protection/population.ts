import { definePopulation } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import identities from "../changes/identities.sql";
import numbers from "../grants/numbers.sql";
import { entryStates } from "../kit/entry-states.js";
import { type BothItem, statesWith } from "../kit/states-with.js";
import sql from "./population.sql";

const ASPECTS = [
  "required_approvals",
  "dismiss_stale",
  "enforce_admins",
  "allow_force_push",
  "allow_deletion",
  "required_checks",
] as const;

const ABOUT = {
  name: "repository-protection",
  title: "Protection of repositories over time, and changes of it",
  doc: `One item per repository in scope that existed at any moment of the period, by stretches in which its protection stays the
same, and one per setting that took another value in the period. Records: register \`repository\`, key owner/name, in use from
and to, aspects \`required_approvals\` (a number), \`dismiss_stale\`, \`enforce_admins\`, \`allow_force_push\`, \`allow_deletion\`,
\`required_checks\` (true, false: enforced); of each value changed_by and change_key, the ticket that asked for it. An
approval that was rejected again before the change counts for nothing. Approved
exceptions of kind \`branch-protection\` cover a repository by its key. What a repository began with is no change.`,
} as const;

const states = entryStates({
  ...ABOUT,
  label: "repository",
  register: "repository",
  aspects: ASPECTS,
  exceptions: ["branch-protection"],
  stream: "repo.protection",
  per: "repository",
});

const changes = definePopulation({
  ...ABOUT,
  shape: "events",
  columns: {
    aspect: text("which setting"),
    value_before: text("what it was"),
    value: text("what it became"),
    changed_by: nullable(text("login or role of who changed it")),
    change_key: nullable(text("ticket that asked for it")),
    is_by_pipeline: boolean("changed by a role that is declared as the pipeline's"),
    approved_at: nullable(instant("when another person than who changed it first approved that ticket")),
    unsure_approved_at: nullable(instant("when somebody did of whom it cannot be told whether they changed it")),
    is_self_approved: boolean("who changed it approved that ticket"),
    entry_from_at: instant("when the repository was made"),
  },
  sql: `with ${numbers.trim()},\n${identities.trim()},\n${sql}`,
  reads: {
    register_entry: "whole",
    entry_state: "whole",
    scope: "whole",
    ticket_approval: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
  },
  triggers: [{ stream: "repo.protection", per: "repository" }],
  facts: [{ stream: "tickets", per: "*" }],
});

/** Repositories over time (`item_kind` state) and changes of their settings (`item_kind` change). */
export const repositoryProtection = statesWith({ ...ABOUT, states, events: changes, eventKind: "change" });

/** A repository with its stretches, or a change of a setting. */
export type ProtectedRepository = BothItem<typeof repositoryProtection>;
