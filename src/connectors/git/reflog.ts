import { SECOND_MS } from "../../base/instant.js";
import type { Normalized, TableWrite } from "../kit/contract.js";
import { entityId } from "../kit/entity-id.js";
import type { GitConfig } from "./config.js";
import { firstParents, reaches } from "./history.js";
import { landedRow } from "./rows.js";
import { type CommitLine, LOST_MARK, parseCommitLine, parseReflogLine, type ReflogEntry } from "./schema.js";

/** The ref did not exist, or exists no more. */
const NOTHING = /^0+$/;

/** Moves of the branch that were no fast-forward, and the commits that the branch lost by them. */
export function* normalizeReflog(lines: readonly string[], config: GitConfig): Generator<Normalized> {
  const mark = lines.indexOf(LOST_MARK);
  const entries = lines.slice(0, mark).map((line, at) => parseReflogLine(line, at + 1));
  const lost = lines.slice(mark + 1).map((line, at) => parseCommitLine(line, mark + at + 2));
  const bySha = new Map(lost.flatMap((commit) => (commit === undefined ? [] : [[commit.ids.sha, commit] as const])));
  const landedAt = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    if (entry === undefined) {
      yield unreadable(at + 1);
      continue;
    }
    const isForced = isForcedMove(bySha, entry);
    if (isForced) noteLost(bySha, entry, entries[at - 1]?.seconds ?? entry.seconds, landedAt);
    yield { kind: "kept", pointer: `row ${at + 1}`, rows: isForced ? [bypassWrite(entry, config)] : [] };
  }
  for (const [at, commit] of lost.entries()) {
    if (commit?.claims === undefined) {
      yield unreadable(mark + at + 2);
      continue;
    }
    const seconds = landedAt.get(commit.ids.sha);
    const landed = { ...landedRow(commit, commit.claims, config), landed_basis: "reflog", is_rewrite: true };
    const rows: readonly TableWrite[] =
      seconds === undefined ? [] : [{ table: "landed_commit", row: { ...landed, landed_hi: seconds * SECOND_MS } }];
    yield { kind: "kept", pointer: `row ${commit.row}`, rows };
  }
}

/**
 * Whether the branch moved to a commit that does not follow from the one before. A lost commit follows from nothing
 * that is still on the branch, so the graph of the lost ones decides; git's own word counts too, since objects may
 * be gone.
 */
function isForcedMove(bySha: ReadonlyMap<string, CommitLine>, { before, after, message }: ReflogEntry): boolean {
  if (before === after || NOTHING.test(before)) return false;
  if (/\bforced-update\b/.test(message)) return true;
  return bySha.has(before) && !reaches(bySha, after, before);
}

/** They had landed, at the latest, when the reflog first saw the branch stand there. */
function noteLost(
  bySha: ReadonlyMap<string, CommitLine>,
  { before }: ReflogEntry,
  seconds: number,
  landedAt: Map<string, number>,
): void {
  for (const { ids } of firstParents(bySha, bySha.get(before))) {
    landedAt.set(ids.sha, Math.min(seconds, landedAt.get(ids.sha) ?? seconds));
  }
}

function bypassWrite({ before, after, seconds }: ReflogEntry, { repository, branch }: GitConfig): TableWrite {
  const key = [branch, before, after, seconds].join("/");
  return {
    table: "protection_bypass",
    row: {
      id: entityId({ system: repository, kind: "bypass", key }),
      repository,
      branch,
      actor_login: null,
      at: seconds * SECOND_MS,
      after_sha: after,
      mechanism: "force_push",
      reason: null,
    },
  };
}

function unreadable(row: number): Normalized {
  return {
    kind: "rejected",
    pointer: `row ${row}`,
    column: null,
    reason: "the line is no entry of a reflog and no commit",
    fix: "Look at the reflog with git reflog show.",
  };
}
