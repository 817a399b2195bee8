import type { EpochMs } from "../../base/instant.js";
import type { RepositoryName } from "../plan.js";

/** A login on the forge. */
export interface Login {
  readonly login: string;
  readonly email: string;
  readonly isBot: boolean;
}

/** One commit of a pull request. */
export interface Commit {
  readonly sha: string;
  readonly author: Login;
  /** Who made the commit of it, where that was another person: after a rebase, say. */
  readonly committer: Login;
  readonly message: string;
  readonly at: EpochMs;
}

/** One submitted review. */
export interface Review {
  readonly by: Login;
  readonly state: "approved" | "changes_requested" | "commented";
  readonly at: EpochMs;
  readonly sha: string;
}

/** One run of a required check. */
export interface CheckRun {
  readonly sha: string;
  readonly name: "build" | "test" | "security-scan";
  readonly conclusion: "success" | "failure";
  readonly startedAt: EpochMs;
  readonly completedAt: EpochMs;
}

/** A merged pull request with everything that happened to it. */
export interface Change {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  readonly labels: readonly string[];
  readonly opener: Login;
  readonly createdAt: EpochMs;
  readonly mergedAt: EpochMs;
  readonly mergeSha: string;
  readonly method: "squash" | "merge" | "rebase";
  readonly commits: readonly Commit[];
  readonly reviews: readonly Review[];
  readonly checks: readonly CheckRun[];
  /** How it got past the rule of the branch, if it did. */
  readonly past: "bypass" | "disabled" | null;
}

/** A push without a pull request. */
export interface Push {
  readonly repository: RepositoryName;
  readonly sha: string;
  readonly by: Login;
  readonly at: EpochMs;
  readonly checks: readonly CheckRun[];
}

/** The commit that reviews and checks must be about. */
export function headOf({ commits }: Pick<Change, "commits">): Commit {
  const found = commits.at(-1);
  if (found === undefined) throw new RangeError("a change without a commit");
  return found;
}
