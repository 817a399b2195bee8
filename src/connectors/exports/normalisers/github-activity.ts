import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { noRepository, repositoryOf, WireUser } from "./github.js";
import { normaliser, rows, skip } from "./normaliser.js";
import { WireInstant, WireKey } from "./wire.js";

const Activity = z.object({
  id: WireKey,
  before: z.string(),
  after: z.string().min(1),
  ref: z.string().min(1),
  timestamp: WireInstant,
  activity_type: z.string().min(1),
  actor: WireUser,
});

const NOTHING = /^0+$/;

/** One update of the protected branch as the forge recorded it: when it landed, and whether it rewrote history. */
export const githubActivity = normaliser(Activity, (activity, facts, root) => {
  const branch = activity.ref.replace(/^refs\/heads\//, "");
  if (branch !== facts.branch) return skip("other branch", "an update of a branch that production is not built from");
  if (NOTHING.test(activity.after)) return skip("deletion", "the branch was deleted: nothing landed");
  const repository = repositoryOf(facts, root);
  if (repository === undefined) return noRepository();
  const isRewrite = activity.activity_type === "force_push";
  const landed = tableWrite("landed_commit", {
    id: entityId({ system: repository, kind: "landed", key: `${branch}/${activity.after}` }),
    repository,
    branch,
    sha: activity.after,
    parent_sha: NOTHING.test(activity.before) ? null : activity.before,
    parent_count: 1,
    landed_lo: activity.timestamp,
    landed_hi: activity.timestamp,
    landed_basis: "forge",
    subject: activity.activity_type,
    link_basis: "none",
    is_rewrite: isRewrite,
    is_initial_import: NOTHING.test(activity.before),
  });
  if (!isRewrite) return rows(landed);
  const bypass = tableWrite("protection_bypass", {
    id: entityId({ system: repository, kind: "bypass", key: activity.id }),
    repository,
    branch,
    actor_login: activity.actor?.login ?? null,
    at: activity.timestamp,
    after_sha: activity.after,
    mechanism: "force_push",
  });
  return rows(landed, bypass);
});
