import { z } from "zod";
import { isoInstant } from "../mapping/dates.js";
import { tableWrite, type Values } from "../mapping/write.js";
import { own } from "../readers/path.js";
import { isBot, noPullNumber, noRepository, pullNumberOf, repositoryOf, WireUser } from "./github.js";
import { changeId, normaliser, rows } from "./normaliser.js";
import { WireText } from "./wire.js";

const Signature = z.object({ email: WireText }).nullish();
const PullCommit = z.object({
  sha: z.string().min(1),
  url: WireText,
  author: WireUser,
  committer: WireUser,
  commit: z.object({ message: z.string(), author: Signature, committer: Signature }),
});

/** The commit that the forge itself makes in its web editor is signed by this address; nobody is behind it. */
const WEB_FLOW = "noreply@github.com";

/** One commit of a pull request: its author, its committer and every `Co-authored-by` wrote part of the change. */
export const githubPullCommit = normaliser(PullCommit, (commit, facts, root) => {
  const repository = repositoryOf(facts, root, commit.url);
  if (repository === undefined) return noRepository();
  const number = pullNumberOf(facts, root);
  if (number === undefined) return noPullNumber();
  const mergedAt = isoInstant(String(own(root, "merged_at") ?? "")) ?? null;
  const id = changeId(repository, number);
  const party = (role: string, who: Values): ReturnType<typeof tableWrite> =>
    tableWrite("change_party", {
      ...who,
      id: `${id}/${commit.sha}/${role}/${String(who.login ?? who.email ?? "")}`,
      change_id: id,
      merged_at: mergedAt,
      role,
    });
  const author = {
    login: commit.author?.login ?? null,
    email: lower(commit.commit.author?.email),
    is_bot: isBot(commit.author),
  };
  const committer = {
    login: commit.committer?.login ?? null,
    email: lower(commit.commit.committer?.email),
    is_bot: isBot(commit.committer),
  };
  const isForge = committer.email === WEB_FLOW || committer.login === "web-flow";
  return rows(
    party("author", author),
    ...(isForge ? [] : [party("committer", committer)]),
    ...coAuthors(commit.commit.message).map((email) =>
      party("co_author", { login: null, email, is_bot: /\[bot\]/.test(email) }),
    ),
  );
});

function coAuthors(message: string): readonly string[] {
  const found = [...message.matchAll(/^co-authored-by:[^<\n]*<([^<>\s]+)>\s*$/gim)].map(
    (match) => lower(match[1]) ?? "",
  );
  return [...new Set(found)];
}

function lower(text: string | null | undefined): string | null {
  return text == null || text === "" ? null : text.toLowerCase();
}
