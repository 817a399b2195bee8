import { type LogKeys, openHead } from "../ledger/log-keys.js";
import type { MerkleTree } from "../ledger/merkle.js";
import type { SignedHead } from "./check-checkpoints.js";
import type { Findings } from "./report.js";

/** Two heads of one size with other roots, both signed: whoever holds the key wrote two logs. Both are printed whole. */
export function findEquivocation(heads: readonly SignedHead[], findings: Findings): void {
  const bySize = new Map<number, SignedHead>();
  for (const head of heads) {
    const first = bySize.get(head.checkpoint.size);
    if (first === undefined) bySize.set(head.checkpoint.size, head);
    else if (!isSameRoot(first, head)) reportEquivocation(first, head, findings);
  }
}

/**
 * Compares the log with signed heads that somebody has from elsewhere: from a witness, an earlier pack, another
 * auditor. Each must be signed by the same key, and the log must still start with it.
 */
export function compareSeen(
  seen: readonly { readonly name: string; readonly text: string }[],
  { heads, tree, keys }: { heads: readonly SignedHead[]; tree: MerkleTree; keys: LogKeys },
  findings: Findings,
): void {
  for (const { name, text } of seen) {
    const opened = openHead(text, keys);
    if (!opened.ok) {
      findings.error(opened.problem, name, "not a checkpoint signed by this log");
      continue;
    }
    const other = { path: name, text, checkpoint: opened.checkpoint };
    const own = heads.find(({ checkpoint }) => checkpoint.size === other.checkpoint.size);
    if (own !== undefined && !isSameRoot(own, other)) reportEquivocation(own, other, findings);
    else compareHead({ ...opened.checkpoint, where: name }, { tree, heads }, findings);
  }
}

/** Compares the log with one earlier head, of which only size and root are known. */
export function compareHead(
  { size, root, where }: { readonly size: number; readonly root: Uint8Array; readonly where: string },
  { heads, tree }: { readonly heads: readonly SignedHead[]; readonly tree: MerkleTree },
  findings: Findings,
): void {
  const signed = heads.reduce((most, { checkpoint }) => Math.max(most, checkpoint.size), 0);
  if (size > tree.size) {
    findings.error("CP_ROLLBACK", where, `the log holds ${tree.size} records only`);
  } else if (Buffer.compare(tree.root(size), root) !== 0) {
    findings.error("INCONSISTENT_WITH_SEEN", where, "the log does not start with what was seen before");
  } else if (heads.length > 0 && size > signed) {
    findings.error("CP_ROLLBACK", where, `the newest signed head is of size ${signed}`);
  }
}

/** The newest head may be no older than `maxAgeMs`, by an outside clock: ours is not asked when it was made. */
export function checkAge(
  {
    now,
    maxAgeMs,
    outside,
  }: {
    /** All in milliseconds since 1970. */
    readonly now: number;
    readonly maxAgeMs: number;
    /** When outsiders saw the newest head: witnesses, time-stamps. */
    readonly outside: readonly number[];
  },
  findings: Findings,
): void {
  const newest = outside.length === 0 ? undefined : Math.max(...outside);
  if (newest !== undefined && now - newest <= maxAgeMs) return;
  const message =
    newest === undefined
      ? "no outsider says when the newest head was there"
      : `outsiders saw the newest head ${hours(now - newest)} ago, allowed are ${hours(maxAgeMs)}`;
  findings.error("CP_STALE", "log/checkpoint", message);
}

function reportEquivocation(one: SignedHead, other: SignedHead, findings: Findings): void {
  const shown = [one, other].map(({ path, text }) => `\n  ${path}:\n    ${text.trimEnd().replaceAll("\n", "\n    ")}`);
  const message = `the log signed two heads of this size with other roots:${shown.join("")}`;
  findings.error("EQUIVOCATION", `checkpoint ${one.checkpoint.size}`, message);
}

function isSameRoot(one: SignedHead, other: SignedHead): boolean {
  return Buffer.compare(one.checkpoint.root, other.checkpoint.root) === 0;
}

function hours(ms: number): string {
  return `${(ms / 3_600_000).toFixed(1)} h`;
}
