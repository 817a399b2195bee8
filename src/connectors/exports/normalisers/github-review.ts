import { z } from "zod";
import { entityId } from "../../kit/entity-id.js";
import { isoInstant } from "../mapping/dates.js";
import { tableWrite } from "../mapping/write.js";
import { own } from "../readers/path.js";
import { isBot, noPullNumber, noRepository, pullNumberOf, repositoryOf, WireUser } from "./github.js";
import { changeId, normaliser, rows } from "./normaliser.js";
import { WireInstantOrNull, WireKey, WireText } from "./wire.js";

const Review = z.object({
  id: WireKey,
  user: WireUser,
  state: z.string().min(1),
  /** Only deliveries of a dismissal, and GraphQL, say what was dismissed. */
  prior_state: WireText,
  submitted_at: WireInstantOrNull,
  commit_id: WireText,
  author_association: WireText,
  pull_request_url: WireText,
});

const STATES = new Set(["approved", "changes_requested", "commented", "dismissed", "pending"]);

/** One review. GitHub does not say whether the reviewer may write; owners, members and collaborators usually may. */
export const githubReview = normaliser(Review, (review, facts, root) => {
  const repository = repositoryOf(facts, root, review.pull_request_url);
  if (repository === undefined) return noRepository();
  const number = pullNumberOf(facts, root, review.pull_request_url);
  if (number === undefined) return noPullNumber();
  const state = review.state.toLowerCase();
  const prior = review.prior_state?.toLowerCase();
  return rows(
    tableWrite("review", {
      id: entityId({ system: repository, kind: "review", key: review.id }),
      change_id: changeId(repository, number),
      merged_at: isoInstant(String(own(root, "merged_at") ?? "")) ?? null,
      reviewer_login: review.user?.login ?? null,
      is_bot: isBot(review.user),
      state: STATES.has(state) ? state : "unknown",
      prior_state: prior ?? null,
      submitted_at: review.submitted_at,
      commit_sha: review.commit_id ?? null,
      has_write_permission: null,
      is_code_owner: false,
    }),
  );
});
