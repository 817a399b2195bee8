import { type Day, day, type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { RepositoryName } from "../plan.js";
import type { Prng } from "../prng.js";
import type { Change, CheckRun, Commit, Login, Review } from "./change.js";
import { DEPENDABOT, type Team } from "./engineers.js";
import { bumpTitle, changeTitle } from "./titles.js";

/** Where and when a change landed, and among whom. */
export interface Setting {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly mergedAt: EpochMs;
  readonly team: Team;
  readonly random: Prng;
}

/** A change as they usually are: written, checked, approved by somebody else on the final head, then merged. */
export function ordinaryChange(setting: Setting): Change {
  const { mergedAt, random, team } = setting;
  const isBump = random.chance(7);
  const opener = isBump ? DEPENDABOT : random.pick(team.authors);
  const commits = isBump ? [commitBy(opener, mergedAt - 30 * HOUR_MS, random)] : commitsOf(opener, setting);
  const title = isBump ? bumpTitle(random) : random.chance(1) ? `Revert "${changeTitle(random)}"` : changeTitle(random);
  return assembled(setting, {
    title,
    body: isBump
      ? "Patch release; the lock file is the only file touched."
      : `Why: ${title.toLowerCase()}, asked for by support.`,
    labels: isBump ? ["dependencies"] : [],
    opener,
    commits,
    reviews: reviewsOf(commits, setting),
    past: null,
  });
}

/** The change from its parts; checks ran on the head, and once more after the merge of an emergency. */
export function assembled(
  { repository, number, mergedAt, random }: Setting,
  parts: Pick<Change, "title" | "body" | "labels" | "opener" | "commits" | "reviews" | "past">,
): Change {
  const mergeSha = random.hex(40);
  const method = random.pick(["squash", "squash", "squash", "squash", "merge", "rebase"] as const);
  const head = parts.commits.at(-1)?.sha ?? mergeSha;
  const isEmergency = parts.labels.includes("hotfix");
  return {
    ...parts,
    repository,
    number,
    branch: `${parts.opener.isBot ? "dependabot" : "work"}/${number}`,
    createdAt: (parts.commits[0]?.at ?? mergedAt) + 6 * MINUTE_MS,
    mergedAt,
    mergeSha,
    method,
    checks: [
      ...checksOf(head, mergedAt - random.between(8, 13) * MINUTE_MS, random),
      ...(isEmergency ? checksOf(mergeSha, mergedAt + 9 * MINUTE_MS, random) : []),
    ],
  };
}

/** Build, scan and test of one commit; now and then the tests fail and are run again. */
export function checksOf(sha: string, endedBy: EpochMs, random: Prng): readonly CheckRun[] {
  const build = run(sha, "build", endedBy - 3 * MINUTE_MS);
  const test = run(sha, "test", endedBy - MINUTE_MS);
  const scan = run(sha, SCAN, endedBy - 2 * MINUTE_MS);
  if (!random.chance(4)) return [build, scan, test];
  return [build, scan, { ...run(sha, "test", endedBy - 6 * MINUTE_MS), conclusion: "failure" }, test];
}

/** The check that looks for secrets and for dependencies with known holes. */
export const SCAN = "security-scan";

function run(sha: string, name: CheckRun["name"], completedAt: EpochMs): CheckRun {
  return { sha, name, conclusion: "success", startedAt: completedAt - 2 * MINUTE_MS, completedAt };
}

function commitsOf(opener: Login, { mergedAt, team, random }: Setting): readonly Commit[] {
  const count = random.pick([1, 1, 1, 2, 2, 3]);
  const first = mergedAt - random.between(20, 52) * HOUR_MS;
  return Array.from({ length: count }, (_, index) => {
    const commit = commitBy(opener, first + index * 2 * HOUR_MS, random);
    if (index > 0 || !random.chance(4)) return commit;
    const other = random.pick(team.authors);
    return { ...commit, message: `${commit.message}\n\nCo-authored-by: ${other.login} <${other.email}>` };
  });
}

/** One commit, authored and committed by the same login. */
export function commitBy(author: Login, at: EpochMs, random: Prng): Commit {
  return { sha: random.hex(40), author, committer: author, message: changeTitle(random), at };
}

/** One approval of the final head by somebody who wrote none of it; sometimes after a question or an earlier head. */
function reviewsOf(commits: readonly Commit[], { mergedAt, team, random }: Setting): readonly Review[] {
  const by = independent(commits, team, random);
  const [first] = commits;
  const head = commits.at(-1);
  if (first === undefined || head === undefined) return [];
  const approval: Review = { by, state: "approved", at: mergedAt - random.between(16, 180) * MINUTE_MS, sha: head.sha };
  if (first !== head && random.chance(8)) {
    return [{ by, state: "approved", at: first.at + HOUR_MS, sha: first.sha }, approval];
  }
  if (!random.chance(6)) return [approval];
  const state = random.pick(["changes_requested", "commented"] as const);
  return [{ by, state, at: approval.at - 5 * HOUR_MS, sha: head.sha }, approval];
}

/** A reviewer who is in no commit of the change. */
export function independent(commits: readonly Commit[], { reviewers }: Team, random: Prng): Login {
  const words = commits.flatMap(({ author, committer, message }) => [author.email, committer.email, message]).join(" ");
  return random.pick(reviewers.filter(({ email }) => !words.includes(email)));
}

/** The day a moment falls on, in UTC. */
export function dayOf(at: EpochMs): Day {
  return day(instantOf(at).slice(0, 10));
}
