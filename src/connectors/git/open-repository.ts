import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { instantOf, SECOND_MS } from "../../base/instant.js";
import type { CollectContext } from "../kit/contract.js";
import type { GitConfig } from "./config.js";
import { readIfThere } from "./read-file.js";
import { type GitCall, gitSaysYes, gitText } from "./run-git.js";
import type { Facts } from "./schema.js";

export interface OpenRepository {
  readonly call: GitCall;
  readonly facts: Facts;
  /** First-parent commits of the branch, the oldest first. */
  readonly chain: readonly string[];
}

/**
 * Looks at a repository before its history is read.
 *
 * @throws AppError when it is missing, empty, shallow, partial or grafted, or has no such branch: its history would
 * look shorter than it is.
 */
export async function openRepository(config: GitConfig, context: CollectContext): Promise<OpenRepository> {
  const gitDir = await gitFolder(isAbsolute(config.path) ? config.path : join(context.root, config.path), config);
  const call = { gitDir, signal: context.signal };
  const version = (await gitText(call, ["version"])).trim();
  if (!(await gitSaysYes(call, ["rev-parse", "--git-dir"]).catch(() => false))) throw noRepository(config);
  await refuseHoles(call, config);
  const isBare = (await gitText(call, ["rev-parse", "--is-bare-repository"])).trim() === "true";
  const hasRemote = (await gitText(call, ["remote"])).trim() !== "";
  const ref = await refOf(call, config, isBare);
  const tip = (await gitText(call, ["rev-parse", "--verify", "--end-of-options", `${ref}^{commit}`])).trim();
  const chain = (await gitText(call, ["rev-list", "--first-parent", "--reverse", tip])).trim().split("\n");
  const counted = Number(await gitText(call, ["rev-list", "--first-parent", "--count", tip]));
  const [first = tip] = chain;
  return {
    call,
    chain,
    facts: {
      git: version,
      ref,
      tip,
      is_bare: isBare,
      has_remote: hasRemote,
      commits_listed: chain.length,
      commits_counted: counted,
      first_committed_s: await committedAt(call, first),
      tip_committed_s: await committedAt(call, tip),
      fetched_s: hasRemote ? await fetchedAt(call, tip, ref) : null,
      answered_s: await answeredAt(call),
    },
  };
}

/** When git answered: connectors have no clock of their own, so the capture says what git's said. */
export function observedAtOf({ answered_s }: Facts) {
  return instantOf(answered_s * SECOND_MS);
}

async function gitFolder(path: string, config: GitConfig): Promise<string> {
  for (const candidate of [join(path, ".git"), path]) if (await exists(candidate)) return candidate;
  throw noRepository(config);
}

async function refuseHoles(call: GitCall, { id }: GitConfig): Promise<void> {
  const isShallow = (await gitText(call, ["rev-parse", "--is-shallow-repository"])).trim() === "true";
  if (isShallow) throw holes(id, "a shallow clone", "git fetch --unshallow");
  const promisor = [
    "config",
    "--get-regexp",
    "^(extensions\\.partialclone|remote\\..*\\.(promisor|partialclonefilter))$",
  ];
  if (await gitSaysYes(call, promisor)) throw holes(id, "a partial clone", "git clone --no-filter <address>");
  const common = (await gitText(call, ["rev-parse", "--path-format=absolute", "--git-common-dir"])).trim();
  if (await exists(join(common, "info", "grafts"))) {
    throw holes(id, "a repository with grafts", "git replace --convert-graft-file, or a fresh clone");
  }
}

/** A clone answers for its remote; a bare repository and one without a remote for itself. */
async function refOf(call: GitCall, { id, branch }: GitConfig, isBare: boolean): Promise<string> {
  const own = `refs/heads/${branch}`;
  for (const ref of isBare ? [own] : [`refs/remotes/origin/${branch}`, own]) {
    if (await gitSaysYes(call, ["show-ref", "--verify", "--quiet", ref])) return ref;
  }
  const known = (await gitText(call, ["for-each-ref", "--count=5", "--format=%(refname:short)"])).trim();
  throw new AppError({
    code: "not-found",
    message: known === "" ? `source ${id}: the repository has no commits` : `source ${id}: no branch "${branch}"`,
    fix:
      known === ""
        ? "Fetch the repository first, or remove the source until something is in it."
        : `Correct \`branch\` in lookback.yaml; there is for example ${known.split("\n").join(", ")}.`,
  });
}

async function committedAt(call: GitCall, sha: string): Promise<number> {
  return Number((await gitText(call, ["log", "-1", "--format=%ct", sha])).trim());
}

/** The last fetch that brought this tip: git notes it in FETCH_HEAD, and in the log of the ref. */
async function fetchedAt(call: GitCall, tip: string, ref: string): Promise<number | null> {
  const times: number[] = [];
  const path = (await gitText(call, ["rev-parse", "--path-format=absolute", "--git-path", "FETCH_HEAD"])).trim();
  if (
    (await readIfThere(path))
      ?.toString("utf8")
      .split("\n")
      .some((line) => line.startsWith(tip)) === true
  ) {
    times.push(Math.floor((await stat(path)).mtimeMs / SECOND_MS));
  }
  if (await gitSaysYes(call, ["reflog", "exists", ref])) {
    const newest = await gitText(call, ["log", "-g", "-1", "--date=unix", "--format=%gD", ref]);
    times.push(
      ...[/@\{(\d+)\}/.exec(newest)?.[1]].flatMap((seconds) => (seconds === undefined ? [] : [Number(seconds)])),
    );
  }
  return times.length === 0 ? null : Math.max(...times);
}

/** git prints the present moment with the identity it would commit under; the identity is ours and means nothing. */
async function answeredAt(call: GitCall): Promise<number> {
  const identity = ["-c", "user.name=lookback", "-c", "user.email=lookback@example.invalid"];
  const line = await gitText(call, [...identity, "var", "GIT_COMMITTER_IDENT"]);
  return Number(/> (\d+) [+-]\d{4}/.exec(line)?.[1]);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function noRepository({ id }: GitConfig): AppError {
  return new AppError({
    code: "not-found",
    message: `source ${id}: there is no git repository at its path`,
    fix: "Correct `path` in lookback.yaml: the folder that holds .git, or a bare repository.",
  });
}

function holes(id: string, what: string, command: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `source ${id} is ${what}: part of its history is not there`,
    fix: `Get the whole history (${command}), then collect again.`,
  });
}
