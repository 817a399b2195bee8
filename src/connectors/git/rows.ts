import { SECOND_MS } from "../../base/instant.js";
import type { TableRow } from "../../model/tables.js";
import type { TableWrite } from "../kit/contract.js";
import { entityId } from "../kit/entity-id.js";
import type { GitConfig } from "./config.js";
import type { CommitClaims, CommitLine } from "./schema.js";

/** The forge commits under this address on behalf of whoever pressed the button: nobody wrote anything under it. */
const WEB_FLOW = "noreply@github.com";

/** The row of a commit that landed. Its time is what the committer's client claimed. */
export function landedRow(
  { ids }: CommitLine,
  claims: CommitClaims,
  { repository, branch }: GitConfig,
): TableRow<"landed_commit"> {
  const number = changeNumberOf(claims.subject, ids.parents.length);
  return {
    id: entityId({ system: repository, kind: "landed", key: `${branch}/${ids.sha}` }),
    repository,
    branch,
    sha: ids.sha,
    tree_sha: ids.tree,
    parent_sha: ids.parents[0] ?? null,
    parent_count: ids.parents.length,
    landed_lo: null,
    landed_hi: claims.committedSeconds * SECOND_MS,
    landed_basis: "committer_claim",
    author_email: emailOf(claims.authorEmail),
    committer_email: emailOf(claims.committerEmail),
    subject: claims.subject,
    change_number: number ?? null,
    link_basis: number === undefined ? "none" : "message",
    is_rewrite: false,
    is_initial_import: ids.parents.length === 0,
  };
}

/**
 * The number of the pull request that a message names: `Merge pull request #12 from`, or `(#12)` at the end of a
 * squashed one. A claim of whoever wrote it.
 */
export function changeNumberOf(subject: string, parentCount: number): number | undefined {
  const merged = parentCount > 1 ? /^Merge pull request #(\d{1,9})(?: |$)/.exec(subject)?.[1] : undefined;
  const number = merged ?? /\(#(\d{1,9})\)$/.exec(subject)?.[1];
  return number === undefined ? undefined : Number(number);
}

/**
 * Who wrote a commit of a change: author and co-authors; the committer only of commits that a merge brought in, since
 * who commits a squashed change has merged it and written nothing. Of a merge itself nobody is an author.
 */
export function partyWrites(
  { ids }: CommitLine,
  claims: CommitClaims,
  {
    changeId,
    isBroughtIn,
  }: {
    readonly changeId: string;
    readonly isBroughtIn: boolean;
  },
): readonly TableWrite[] {
  if (!isBroughtIn && ids.parents.length > 1) return [];
  const parties = [
    ["author", emailOf(claims.authorEmail)],
    ...(isBroughtIn ? [["committer", emailOf(claims.committerEmail)]] : []),
    ...claims.coAuthors.map((text) => ["co_author", emailOf(/<([^<>]*)>/.exec(text)?.[1] ?? text)]),
  ] as const;
  const known = new Map(parties.map(([role, email]) => [`${role}/${email ?? ""}`, { role: role ?? "author", email }]));
  return [...known.values()].flatMap(({ role, email }): readonly TableWrite[] => {
    if (email == null || email === WEB_FLOW) return [];
    const id = `${changeId}/${ids.sha}/${role}/${email}`;
    // The merge time is the forge's to say: a claimed one could put the author in another month than the change.
    const row = { id, change_id: changeId, merged_at: null, role, login: null, email, is_bot: /\[bot\]/.test(email) };
    return [{ table: "change_party", row }];
  });
}

/** change.id, as every source that names the repository and the number makes it. */
export function changeIdOf(repository: string, number: number): string {
  return entityId({ system: repository, kind: "change", key: String(number) });
}

function emailOf(text: string): string | null {
  const email = text.trim().toLowerCase();
  return email === "" ? null : email;
}
