import { type Sha256, sha256 } from "../base/digest.js";
import {
  type Checkpoint,
  type CheckpointProblem,
  formatVerifierKey,
  type LogVerifier,
  openCheckpoint,
  parseVerifierKey,
  readCheckpoint,
} from "./checkpoint.js";

/** Where the keys that a log had before its present one stand, oldest first; absent while it has had only one. */
export const LOG_KEYS_FILE = "trust/log-keys";

/** A key that a log had before: it signed heads up to this size, the last of which holds the record of its successor. */
export interface EarlierKey {
  readonly verifier: LogVerifier;
  readonly size: number;
}

/** All keys of a log. */
export interface LogKeys {
  readonly earlier: readonly EarlierKey[];
  readonly current: LogVerifier;
}

/** Reads the earlier keys of a log; `undefined` when a line is none, or sizes do not grow. */
export function parseEarlierKeys(text: string): readonly EarlierKey[] | undefined {
  if (text !== "" && !text.endsWith("\n")) return undefined;
  const earlier: EarlierKey[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, size = "", key = ""] = /^(0|[1-9]\d{0,11}) (\S+)$/.exec(line) ?? [];
    const verifier = parseVerifierKey(key);
    const isLarger = Number(size) > (earlier.at(-1)?.size ?? 0);
    if (verifier === undefined || !isLarger) return undefined;
    earlier.push({ verifier, size: Number(size) });
  }
  return earlier;
}

/** One line per earlier key: the size of its last head, and its verifier key. */
export function formatEarlierKeys(earlier: readonly EarlierKey[]): string {
  return earlier.map(({ verifier, size }) => `${size} ${formatVerifierKey(verifier)}\n`).join("");
}

/** The key that signs the head of this size. */
export function keyFor({ earlier, current }: LogKeys, size: number): LogVerifier {
  return earlier.find((each) => size <= each.size)?.verifier ?? current;
}

/** Reads a head that the key of its size signed. */
export function openHead(
  text: string,
  keys: LogKeys,
):
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | { readonly ok: false; readonly problem: CheckpointProblem } {
  const read = readCheckpoint(text);
  return read.ok ? openCheckpoint(text, keyFor(keys, read.checkpoint.size)) : read;
}

/** What the record of a new key names: the digest of its line. */
export function keyFingerprint(verifier: LogVerifier): Sha256 {
  return sha256(formatVerifierKey(verifier));
}

/** The name of a log under its next key: `.../1` becomes `.../2`, so that no key ever signs under another one's name. */
export function nextOrigin(origin: string): string {
  const [, stem = origin, number = "0"] = /^(.*)\/(\d{1,6})$/.exec(origin) ?? [];
  return `${stem}/${Number(number) + 1}`;
}

/** Keys in the order in which they signed. */
export function allKeys({ earlier, current }: LogKeys): readonly LogVerifier[] {
  return [...earlier.map(({ verifier }) => verifier), current];
}
