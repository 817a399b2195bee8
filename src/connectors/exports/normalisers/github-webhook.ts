import { asObject, own } from "../readers/path.js";
import { githubCheckRun } from "./github-check-run.js";
import { githubDeployment } from "./github-deployment.js";
import { githubPull } from "./github-pull.js";
import { githubReview } from "./github-review.js";
import { type Normaliser, skip } from "./normaliser.js";

/**
 * One captured delivery: the payload itself, or `{event|name, payload}`. The kind is told by what the payload
 * carries. Later deliveries of one thing repeat it; only those that settle something are read.
 */
export const githubWebhook: Normaliser = ({ value }, facts) => {
  const payload = own(value, "payload") ?? value;
  const action = own(payload, "action");
  const pull = own(payload, "pull_request");
  const review = own(payload, "review");
  if (review !== undefined && pull !== undefined) {
    if (action === "edited") return skip("edited", "the text of a review changed, not its decision");
    const isDismissal = action === "dismissed";
    const told = isDismissal ? { ...asObject(review), state: "dismissed" } : review;
    return githubReview({ value: told, root: { ...asObject(payload), merged_at: own(pull, "merged_at") } }, facts);
  }
  if (pull !== undefined) {
    if (action !== "closed")
      return skip("not merged", "only the delivery that closes a pull request says it was merged");
    return githubPull({ value: pull, root: payload }, facts);
  }
  const run = own(payload, "check_run");
  if (run !== undefined) {
    if (action !== "completed") return skip("not completed", "only the delivery that completes a check has its result");
    return githubCheckRun({ value: run, root: payload }, facts);
  }
  const deployment = own(payload, "deployment");
  if (deployment !== undefined && action === "created" && own(payload, "deployment_status") === undefined) {
    return githubDeployment({ value: deployment, root: payload }, facts);
  }
  return skip("other delivery", "a delivery that no control rests on");
};
