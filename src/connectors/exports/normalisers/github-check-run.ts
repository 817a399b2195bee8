import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { tableWrite } from "../mapping/write.js";
import { noRepository, repositoryOf } from "./github.js";
import { normaliser, rows } from "./normaliser.js";
import { WireInstantOrNull, WireKey, WireText } from "./wire.js";

const CheckRun = z.object({
  id: WireKey,
  head_sha: z.string().min(1),
  name: z.string().min(1),
  url: WireText,
  conclusion: WireText,
  started_at: WireInstantOrNull,
  completed_at: WireInstantOrNull,
});

const CONCLUSIONS = new Set(["success", "failure", "neutral", "skipped", "cancelled", "timed_out"]);

/** One check run. A conclusion that is none of the known ones (stale, action_required) is unknown, never a success. */
export const githubCheckRun = normaliser(CheckRun, (run, facts, root) => {
  const repository = repositoryOf(facts, root, run.url);
  if (repository === undefined) return noRepository();
  const conclusion = run.conclusion ?? "";
  return rows(
    tableWrite("check_result", {
      id: entityId({ system: repository, kind: "check-run", key: run.id }),
      repository,
      sha: run.head_sha,
      name: run.name,
      conclusion: CONCLUSIONS.has(conclusion) ? conclusion : "unknown",
      started_at: run.started_at,
      completed_at: run.completed_at,
    }),
  );
});
