import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, integer, nullable, text } from "../../model/table.js";
import approvals from "./approvals.sql";
import identities from "./identities.sql";
import mergeEvents from "./merge-events.sql";
import select from "./population.sql";
import reviewedChange from "./reviewed-change.sql";
import secondSource from "./second-source.sql";

const columns = {
  kind: text("change | direct_push | rewrite"),
  branch: text("the protected branch"),
  number: nullable(integer("number on the forge; of a direct push: a change the forge names but no export holds")),
  sha: nullable(text("commit that landed")),
  merge_method: text("merge | squash | rebase | queue | unknown | push"),
  is_emergency: boolean("labelled as an emergency before or at merge"),
  is_initial_import: boolean("the first commit of the repository"),
  is_docs_only: boolean("touches only paths exempt by a rule fixed before the period"),
  bot_author_login: nullable(text("opener, when a bot opened it and no person wrote any of it")),
  bot_title: nullable(text("title of such a change")),
  has_purpose: boolean("a ticket is linked or a purpose described"),
  independent_approvals: integer("persons outside the author set whose standing approval is on the final head"),
  authorised_approvals: integer("of these: with write permission, employed when approving"),
  unproven_approvals: integer("of these: employed, but the source does not tell the permission"),
  self_approvals: integer("approvals by somebody of the author set, second accounts included"),
  stale_approvals: integer("approvals of a commit other than the final head"),
  unmatched_approvals: integer("approvals by accounts without a person, none of them an author's login"),
  unplaced_approvals: integer("approvals whose commit or time the source does not tell"),
  unknown_reviews: integer("reviews in a state nobody here knows"),
  late_approvals: integer("independent approvals of the final head after the merge"),
  first_late_approval_at: nullable(instant("the first of these")),
  late_authorised_approvals: integer("of these: with write permission, employed when approving"),
  open_change_requests: integer("code owners whose last word before the merge was to ask for changes"),
  unmatched_authors: integer("identities in the author set without a person"),
  bypass_at: nullable(instant("when the forge recorded that a rule was passed over")),
  author_deployed_at: nullable(instant("first manual production deployment of this very commit by an author alone")),
  unsure_deployed_at: nullable(
    instant("the first by somebody who may be an author, or whose approver may be no other person"),
  ),
} as const;

/** Merge events on protected branches: merged changes, direct pushes and rewrites, each once (domain G-MERGE). */
export const changes = definePopulation({
  name: "changes",
  title: "Changes to protected branches",
  doc: `One item per merge event on the protected branch of an in-scope repository. The first-parent history of the branch
decides: a commit explained by a merged change (its merge commit, its head, or the number the forge gives) is that change,
however many commits it brought; any other commit is a direct push and an item of its own. A change the forge reports as
merged is an item even where its landing was not seen: the reconciliation of both lists shows it. A push that the forge
reported as passing over a rule is the same item as the commit it brought, with the forge's time and actor. Every forced
push is an item. Out: branches and repositories outside the dated scope list.`,
  shape: "events",
  columns,
  sql: `with ${identities},\n${mergeEvents},\n${reviewedChange},\n${approvals},\n${select}`,
  // A commit may land minutes after the merge, and one that was fast-forwarded claims a time long before it: both
  // sides of every month boundary are needed to tell a change from a direct push.
  reads: {
    scope: "whole",
    landed_commit: "month",
    far_landing: "whole",
    change: "month",
    far_change: "whole",
    change_party: "month",
    review: "month",
    protection_bypass: "whole",
    deployment: "from",
    account: "whole",
    account_person: "whole",
    employment: "whole",
  },
  carriesIn: false,
  triggers: [
    { stream: "repo.landed", per: "repository" },
    { stream: "repo.changes", per: "repository" },
  ],
  facts: [
    { stream: "repo.reviews", per: "repository" },
    { stream: "repo.bypasses", per: "repository" },
    { stream: "deployments", per: "*" },
    { stream: "accounts", per: "system", attribute: "scm" },
    { stream: "hr.workers", per: "*" },
  ],
  secondSource: {
    title: "Merged changes against the commits of the protected branches",
    sql: secondSource,
    reads: ["scope", "change", "landed_commit", "protection_bypass"],
    stream: "repo.landed",
  },
});

/** One merge event with its facts. */
export type ChangeItem = ItemOf<typeof columns>;
