import { definePopulation, type ItemOf } from "../../assess/population.js";
import { boolean, instant, nullable, text } from "../../model/table.js";
import identities from "../changes/identities.sql";
import select from "./population.sql";

const columns = {
  sha: nullable(text("commit deployed; null: not traceable")),
  environment: text("name"),
  trigger: text("pipeline | human | schedule | unknown"),
  outcome: text("success | failure | unknown"),
  is_rollback: boolean("to an artefact deployed before"),
  landed_at: nullable(
    instant("latest moment at which the commit had landed on a protected branch; null: never seen there"),
  ),
  landed_lo: nullable(instant("earliest such moment; null: unknown")),
  earlier_good_at: nullable(
    instant("rollbacks: last successful deployment of the same commit by the pipeline, or approved by another person"),
  ),
  earlier_unmatched_at: nullable(
    instant("rollbacks: the same, approved by somebody who may be the person who deployed"),
  ),
  approver: text("none | other | self | bot | unmatched: who approved, compared by person with who started it"),
  approved_at: nullable(instant("when")),
} as const;

/** Production deployments, and artefacts seen running in production without any. */
export const deployments = definePopulation({
  name: "deployments",
  title: "Production deployments",
  doc: `Every deployment to an environment that is production, failed ones and rollbacks included, and every artefact seen
running in production without a deployment. Whether a commit is on a protected branch is looked up in the landed commits
and merge commits of all time.`,
  shape: "events",
  columns,
  sql: `with ${identities},\n${select}`,
  // A commit may be deployed months after it landed, or be seen to have landed in the next month only.
  reads: {
    deployment: "upto",
    landed_commit: "whole",
    change: "whole",
    scope: "whole",
    account: "whole",
    account_person: "whole",
    employment: "whole",
  },
  carriesIn: false,
  triggers: [{ stream: "deployments", per: "*" }],
  facts: [
    { stream: "repo.landed", per: "repository" },
    { stream: "accounts", per: "system", attribute: "scm" },
  ],
});

/** One deployment with its facts. */
export type DeploymentItem = ItemOf<typeof columns>;
