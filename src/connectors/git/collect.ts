import { canonicalJson, type Json } from "../../base/canonical-json.js";
import type { Capture, CollectContext } from "../kit/contract.js";
import type { GitConfig } from "./config.js";
import { type OpenRepository, observedAtOf, openRepository } from "./open-repository.js";
import { readIfThere } from "./read-file.js";
import { gitOutput, gitText } from "./run-git.js";
import { COMMIT_FORMAT, type Facts, LOST_MARK } from "./schema.js";

/** First-parent commits in one capture, counted from the first: old captures stay the same bytes as history grows. */
const SEGMENT_COMMITS = 5_000;

const COMMITS = ["log", "--topo-order", "--encoding=UTF-8", `--format=${COMMIT_FORMAT}`];

/**
 * The history of the branch in captures of 5,000 landed commits, each with the commits that were merged in it; then
 * the reflog of the ref, where it has one; last what git said of the repository, which is what coverage rests on.
 */
export async function* collect(config: GitConfig, context: CollectContext): AsyncGenerator<Capture> {
  const repository = await openRepository(config, context);
  const { chain, facts } = repository;
  for (let from = 0; from < chain.length; from += SEGMENT_COMMITS) {
    const to = Math.min(from + SEGMENT_COMMITS, chain.length);
    yield segment(config, repository, { from, to });
    context.progress(to, chain.length);
  }
  const reflog = await reflogCapture(config, repository);
  if (reflog !== undefined) yield reflog;
  yield capture(config, facts, {
    key: "facts",
    media: "application/json",
    request: { commands: ["rev-parse", "rev-list --first-parent", "remote", "show-ref", "var"], ref: facts.ref },
    body: [Buffer.from(canonicalJson(facts))],
  });
}

function segment(
  config: GitConfig,
  { call, chain, facts }: OpenRepository,
  { from, to }: { readonly from: number; readonly to: number },
): Capture {
  const [top = facts.tip, before] = [chain[to - 1], chain[from - 1]];
  const range = before === undefined ? [top] : [top, `^${before}`];
  return capture(config, facts, {
    key: `commits/${String(from + 1).padStart(9, "0")}`,
    media: "text/plain; charset=utf-8",
    request: { command: [...COMMITS, ...range] },
    body: gitOutput(call, [...COMMITS, ...range]),
  });
}

/**
 * git's own file, then the commits it remembers and the branch has lost. Only of a ref that pushes or fetches move:
 * people reset and amend branches of their own as they like.
 */
async function reflogCapture(config: GitConfig, { call, facts }: OpenRepository): Promise<Capture | undefined> {
  const { ref, tip, is_bare } = facts;
  if (!is_bare && !ref.startsWith("refs/remotes/")) return undefined;
  const path = await gitText(call, ["rev-parse", "--path-format=absolute", "--git-path", `logs/${ref}`]);
  const entries = await readIfThere(path.trim());
  if (entries === undefined || entries.length === 0) return undefined;
  const shas = new Set(
    entries
      .toString("latin1")
      .split("\n")
      .flatMap((line) => line.split(" ").slice(0, 2)),
  );
  const known = [...shas].filter((sha) => /^[0-9a-f]{40,64}$/.test(sha) && !/^0+$/.test(sha));
  const lost = [...COMMITS, "--ignore-missing", "--stdin"];
  const body = async function* () {
    yield entries;
    yield Buffer.from(`${LOST_MARK}\n`);
    yield* gitOutput(call, lost, `${[...known, `^${tip}`].join("\n")}\n`);
  };
  return capture(config, facts, {
    key: "reflog",
    media: "text/plain; charset=utf-8",
    request: { file: `logs/${ref}`, command: [...lost, "(every commit of the file)", "^(the tip)"] },
    body: body(),
  });
}

function capture(
  { repository, branch }: GitConfig,
  facts: Facts,
  {
    key,
    media,
    request,
    body,
  }: {
    readonly key: string;
    readonly media: string;
    readonly request: { readonly [name: string]: Json };
    readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  },
): Capture {
  return {
    key: `${branch}/${key}`,
    media,
    request: { repository, ...request },
    observedAt: observedAtOf(facts),
    body: (async function* () {
      yield* body;
    })(),
  };
}
