import { z } from "zod";
import type { RecordResult } from "../mapping/compile.js";
import type { FileFacts } from "../mapping/facts.js";
import { tableWrite } from "../mapping/write.js";
import { isBot, noRepository, repositoryOf, ticketKeyIn, WireUser } from "./github.js";
import { changeId, normaliser, rows, skip } from "./normaliser.js";
import { WireInstant, WireInstantOrNull, WireText } from "./wire.js";

const Pull = z.object({
  number: z.int(),
  url: WireText,
  title: z.string(),
  body: WireText,
  user: WireUser,
  created_at: WireInstant,
  merged_at: WireInstantOrNull,
  merged_by: WireUser,
  merge_commit_sha: WireText,
  auto_merge: z.object({ merge_method: WireText }).nullish(),
  labels: z.array(z.object({ name: WireText })).nullish(),
  head: z.object({ sha: z.string().min(1), ref: WireText }),
  base: z.object({ ref: z.string().min(1), repo: z.object({ full_name: WireText }).nullish() }),
});
type Pull = z.infer<typeof Pull>;

const EMERGENCY = /emergency|hot-?fix|break-?glass|incident/i;
const METHODS = new Set(["merge", "squash", "rebase"]);

/** One pull request, from the list or on its own. The list does not say who merged. */
export const githubPull = normaliser(Pull, (pull, facts, root) => {
  if (pull.merged_at === null) return skip("not merged", "a pull request that was not merged changed nothing");
  const repository = pull.base.repo?.full_name ?? repositoryOf(facts, root, pull.url);
  if (repository === undefined) return noRepository();
  return changeRows(pull, { repository, mergedAt: pull.merged_at, facts });
});

function changeRows(
  pull: Pull,
  { repository, mergedAt }: { repository: string; mergedAt: number; facts: FileFacts },
): RecordResult {
  const id = changeId(repository, pull.number);
  const change = tableWrite("change", {
    id,
    repository,
    number: pull.number,
    title: pull.title,
    base_ref: pull.base.ref,
    head_sha: pull.head.sha,
    merge_sha: pull.merge_commit_sha ?? null,
    author_login: pull.user?.login ?? null,
    merged_by_login: pull.merged_by?.login ?? null,
    created_at: pull.created_at,
    merged_at: mergedAt,
    merge_method: methodOf(pull),
    is_emergency: (pull.labels ?? []).some(({ name }) => EMERGENCY.test(name ?? "")),
    ticket_key: ticketKeyIn(pull.title, pull.head.ref, pull.body),
    has_description: (pull.body ?? "").trim() !== "",
    is_docs_only: false,
  });
  const opener = tableWrite("change_party", {
    id: `${id}/opener`,
    change_id: id,
    merged_at: mergedAt,
    role: "opener",
    login: pull.user?.login ?? null,
    is_bot: isBot(pull.user),
  });
  return rows(change, opener);
}

function methodOf(pull: Pull): string {
  if (/merge-?queue/i.test(pull.merged_by?.login ?? "")) return "queue";
  const method = pull.auto_merge?.merge_method ?? "";
  return METHODS.has(method) ? method : "unknown";
}
