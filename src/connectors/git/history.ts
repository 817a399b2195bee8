import type { CommitLine } from "./schema.js";

/** The commits of one capture, put in their places. */
export interface History {
  /** First-parent commits, the newest first. */
  readonly landed: readonly CommitLine[];
  /** For each commit that came in by a merge, the landed commit that brought it in. */
  readonly broughtInBy: ReadonlyMap<string, CommitLine>;
}

/** Follows first parents from the newest commit, then gives every other commit to the oldest merge that reaches it. */
export function historyOf(commits: readonly CommitLine[]): History {
  const bySha = new Map(commits.map((commit) => [commit.ids.sha, commit]));
  const landed = firstParents(bySha, commits[0]);
  const isLanded = new Set(landed.map(({ ids }) => ids.sha));
  const broughtInBy = new Map<string, CommitLine>();
  for (const merge of [...landed].reverse()) {
    const open = merge.ids.parents.slice(1);
    for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
      const commit = bySha.get(sha);
      if (commit === undefined || isLanded.has(sha) || broughtInBy.has(sha)) continue;
      broughtInBy.set(sha, merge);
      open.push(...commit.ids.parents);
    }
  }
  return { landed, broughtInBy };
}

/** A commit and its first parents, as far as they are in the map. */
export function firstParents(bySha: ReadonlyMap<string, CommitLine>, newest: CommitLine | undefined): CommitLine[] {
  const chain: CommitLine[] = [];
  for (let commit = newest; commit !== undefined; commit = bySha.get(commit.ids.parents[0] ?? "")) chain.push(commit);
  return chain;
}

/** Whether `from` has `wanted` among its ancestors in the map, or is it. */
export function reaches(bySha: ReadonlyMap<string, CommitLine>, from: string, wanted: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (sha === wanted) return true;
    if (seen.has(sha)) continue;
    seen.add(sha);
    open.push(...(bySha.get(sha)?.ids.parents ?? []));
  }
  return false;
}
