import { type EpochMs, instantOf } from "../../base/instant.js";
import { type Cell, csv, json, ndjson } from "../files.js";
import { seconds } from "../moments.js";
import { COVERED, REPOSITORIES, type RepositoryName } from "../plan.js";
import type { SampleSource } from "../source.js";
import { type Change, type CheckRun, type Commit, headOf, type Login } from "./change.js";
import type { History } from "./history.js";

/** Where the company's own forge answers. */
export const API = "https://github.tarnbrook.example/api/v3";
const NAMES = REPOSITORIES.map(({ name }) => name);
const IN_PERIOD = { from: "2026-01-01", to: COVERED.to };

/** Pull requests, their commits, reviews and checks, as the forge's interface answers. */
export function forgeSources(history: History): readonly SampleSource[] {
  return [pulls(history), pullCommits(history), reviews(history), checks(history)];
}

/** owner/name as the folder its exports are in. */
export function folderOf(repository: RepositoryName): string {
  return `github/${repository.split("/")[1] ?? repository}`;
}

/** An account as the interface prints it. */
export function userOf({ login, isBot }: Login): { readonly login: string; readonly type: "Bot" | "User" } {
  return { login, type: isBot ? "Bot" : "User" };
}

function pulls({ changes }: History): SampleSource {
  return {
    entry: {
      id: "github-pulls",
      mapping: "github-pulls",
      repository: NAMES,
      files: "github/*/pulls.json",
      covers: IN_PERIOD,
      query: "GET /repos/{owner}/{repo}/pulls?state=closed&base=main, merged ones",
      count: changes.length,
    },
    files: NAMES.map((name) => json(`${folderOf(name)}/pulls.json`, of(changes, name).map(pullOf))),
  };
}

function pullOf(change: Change): unknown {
  const { repository, number, title, body, labels, branch, opener, createdAt, mergedAt, mergeSha, method } = change;
  return {
    url: `${API}/repos/${repository}/pulls/${number}`,
    number,
    state: "closed",
    title,
    body: body === "" ? null : body,
    user: userOf(opener),
    labels: labels.map((name) => ({ name })),
    created_at: seconds(createdAt),
    merged_at: seconds(mergedAt),
    merge_commit_sha: mergeSha,
    auto_merge: { merge_method: method },
    head: { ref: branch, sha: headOf(change).sha },
    base: { ref: "main", repo: { full_name: repository } },
  };
}

function pullCommits({ changes }: History): SampleSource {
  return {
    entry: {
      id: "github-pull-commits",
      mapping: "github-pull-commits",
      repository: NAMES,
      files: "github/*/pull-commits.ndjson",
      covers: IN_PERIOD,
      query: "GET /repos/{owner}/{repo}/pulls/{number}/commits, one answer a line",
      count: changes.reduce((sum, { commits }) => sum + commits.length, 0),
    },
    files: NAMES.map((name) => ndjson(`${folderOf(name)}/pull-commits.ndjson`, of(changes, name).map(commitsAnswer))),
  };
}

function commitsAnswer({ repository, number, mergedAt, commits }: Change): unknown {
  return { repository, pull_number: number, merged_at: seconds(mergedAt), commits: commits.map(commitOf) };
}

function commitOf({ sha, author, committer, message, at }: Commit): unknown {
  const date = seconds(at);
  return {
    sha,
    commit: {
      author: { name: author.login, email: author.email, date },
      committer: { name: committer.login, email: committer.email, date },
      message,
    },
    author: userOf(author),
    committer: userOf(committer),
  };
}

/** The list of reviews does not say who may write to the repository; the report joins it with the members. */
function reviews({ changes }: History): SampleSource {
  const header = [
    "change_number",
    "repository",
    "merged_at",
    "reviewer_login",
    "is_bot",
    "state",
    "submitted_at",
    "commit_sha",
    "has_write_permission",
    "is_code_owner",
  ];
  const rows = (name: RepositoryName): readonly (readonly Cell[])[] =>
    of(changes, name).flatMap(({ number, mergedAt, reviews: all }) =>
      all.map(({ by, state, at, sha }): readonly Cell[] => [
        number,
        name,
        instantOf(mergedAt),
        by.login,
        by.isBot,
        state,
        instantOf(at),
        sha,
        true,
        false,
      ]),
    );
  return {
    entry: {
      id: "github-reviews",
      mapping: "lookback-review",
      repository: NAMES,
      files: "github/*/reviews.csv",
      covers: IN_PERIOD,
      query: "GraphQL pullRequest.reviews with authorCanPushToRepository, flattened",
      count: changes.reduce((sum, { reviews: all }) => sum + all.length, 0),
    },
    files: NAMES.map((name) => csv(`${folderOf(name)}/reviews.csv`, header, rows(name))),
    comment: "The list of reviews of the REST interface does not say who may write; this report does.",
  };
}

const PAGE = 100;

function checks({ changes, pushes }: History): SampleSource {
  const runs = (name: RepositoryName): readonly CheckRun[] =>
    [...of(changes, name), ...of(pushes, name)].flatMap((each) => each.checks);
  return {
    entry: {
      id: "github-check-runs",
      mapping: "github-check-runs",
      repository: NAMES,
      files: "github/*/check-runs.json",
      covers: IN_PERIOD,
      query: "GET /repos/{owner}/{repo}/commits/{ref}/check-runs?filter=all",
      count: NAMES.reduce((sum, name) => sum + runs(name).length, 0),
    },
    files: NAMES.map((name) => json(`${folderOf(name)}/check-runs.json`, pagesOf(runs(name), name))),
  };
}

function pagesOf(runs: readonly CheckRun[], repository: RepositoryName): readonly unknown[] {
  const base = (REPOSITORIES.find(({ name }) => name === repository)?.id ?? 0) * 100_000;
  const printed = runs.map((run, index) => checkOf(run, { repository, id: base + index }));
  return Array.from({ length: Math.ceil(printed.length / PAGE) }, (_, page) => ({
    total_count: printed.length,
    check_runs: printed.slice(page * PAGE, (page + 1) * PAGE),
  }));
}

function checkOf(run: CheckRun, { repository, id }: { repository: RepositoryName; id: number }): unknown {
  return {
    id,
    url: `${API}/repos/${repository}/check-runs/${id}`,
    head_sha: run.sha,
    name: run.name,
    status: "completed",
    conclusion: run.conclusion,
    started_at: seconds(run.startedAt),
    completed_at: seconds(run.completedAt),
  };
}

function of<T extends { readonly repository: RepositoryName }>(all: readonly T[], name: RepositoryName): readonly T[] {
  return all.filter(({ repository }) => repository === name);
}

/** A moment at which something landed, for the forge's own log of the branch. */
export interface Landing {
  readonly sha: string;
  readonly at: EpochMs;
  readonly by: Login;
  readonly kind: "pr_merge" | "push";
  readonly past: Change["past"];
}

/** Everything that landed on one branch, in order. */
export function landingsOf(history: History, name: RepositoryName): readonly Landing[] {
  const merged = of(history.changes, name).map(
    ({ mergeSha, mergedAt, opener, past }): Landing => ({
      sha: mergeSha,
      at: mergedAt,
      by: opener,
      kind: "pr_merge",
      past,
    }),
  );
  const pushed = of(history.pushes, name).map(
    ({ sha, at, by }): Landing => ({ sha, at, by, kind: "push", past: "bypass" }),
  );
  return [...merged, ...pushed].sort((a, b) => a.at - b.at);
}
