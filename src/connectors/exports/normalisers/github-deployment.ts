import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { isBot, repositoryOf, WireUser } from "./github.js";
import { normaliser, rows } from "./normaliser.js";
import { WireInstant, WireKey, WireText } from "./wire.js";

const Status = z.object({ state: z.string(), created_at: WireInstant });
const Deployment = z.object({
  id: WireKey,
  sha: WireText,
  task: WireText,
  environment: z.string().min(1),
  production_environment: z.boolean().nullish(),
  creator: WireUser,
  performed_via_github_app: z.unknown().optional(),
  created_at: WireInstant,
  url: WireText,
  statuses: z.array(Status).nullish(),
});
type Deployment = z.infer<typeof Deployment>;

/** One deployment. Its outcome is in its statuses, which the list does not carry: put them under `statuses`. */
export const githubDeployment = normaliser(Deployment, (deployment, facts, root) => {
  const repository = repositoryOf(facts, root, deployment.url) ?? null;
  const isPipeline = isBot(deployment.creator) || deployment.performed_via_github_app != null;
  return rows(
    tableWrite("deployment", {
      id: entityId({ system: repository ?? facts.sourceId, kind: "deployment", key: deployment.id }),
      repository,
      sha: deployment.sha ?? null,
      environment: deployment.environment,
      is_production: deployment.production_environment ?? /^prod/i.test(deployment.environment),
      trigger: isPipeline ? "pipeline" : deployment.creator == null ? "unknown" : "human",
      triggered_by_login: deployment.creator?.login ?? null,
      started_at: deployment.created_at,
      outcome: outcomeOf(deployment),
      is_rollback: /rollback/i.test(deployment.task ?? ""),
    }),
  );
});

/** What the deployment came to: its last status that is an end. `inactive` only says that a later one replaced it. */
function outcomeOf({ statuses }: Deployment): string {
  const ends = (statuses ?? []).filter(({ state }) => /^(success|failure|error)$/.test(state));
  const last = ends.reduce<z.infer<typeof Status> | undefined>(
    (latest, next) => (latest === undefined || next.created_at >= latest.created_at ? next : latest),
    undefined,
  );
  if (last === undefined) return "unknown";
  return last.state === "success" ? "success" : "failure";
}
