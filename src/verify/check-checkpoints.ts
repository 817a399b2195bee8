import type { Checkpoint } from "../ledger/checkpoint.js";
import { LAYOUT, parseCheckpointName } from "../ledger/layout.js";
import { type LogKeys, openHead } from "../ledger/log-keys.js";
import type { MerkleTree } from "../ledger/merkle.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/** A checkpoint that the log signed, and where it stands. */
export interface SignedHead {
  readonly path: string;
  /** The whole signed text. */
  readonly text: string;
  readonly checkpoint: Checkpoint;
}

export interface SignedLog {
  readonly count: number;
  readonly newest: Checkpoint | undefined;
  /** Time-stamp and witness files that stand beside checkpoints. */
  readonly companions: readonly string[];
}

/** Reads every checkpoint: its grammar, signature, name, and that the newest one is the one that is shown. */
export async function readCheckpoints(
  source: EvidenceSource,
  keys: LogKeys,
  findings: Findings,
): Promise<SignedLog & { readonly all: readonly Checkpoint[]; readonly heads: readonly SignedHead[] }> {
  const { files, others } = await source.list(LAYOUT.checkpoints);
  for (const path of others) findings.error("LOG_EXTRA_FILE", path, "not a regular file");
  const heads: SignedHead[] = [];
  const companions: string[] = [];
  for (const path of files) {
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    if (name === undefined) findings.error("LOG_EXTRA_FILE", path, "no checkpoint has this name");
    else if (name.companion !== "") companions.push(path);
    else heads.push(...(await readOne({ source, path, keys, findings, size: name.size })));
  }
  heads.sort((a, b) => a.checkpoint.size - b.checkpoint.size);
  const newest = heads.at(-1)?.checkpoint;
  const count = heads.length;
  const [head] = await readOne({ source, path: LAYOUT.checkpoint, keys, findings });
  if (head !== undefined) heads.push(head);
  const all = heads.map(({ checkpoint }) => checkpoint);
  const shown = head?.checkpoint;
  if (shown === undefined) {
    findings.error("NO_CHECKPOINT", LAYOUT.checkpoint, "there is no signed head of the log");
  } else if (newest === undefined || shown.size > newest.size) {
    findings.error("NO_CHECKPOINT", LAYOUT.checkpoints, `the checkpoint of size ${shown.size} is missing`);
    return { all, heads, companions, count: count + 1, newest: shown };
  } else if (shown.size < newest.size) {
    const message = `shows size ${shown.size}, the newest signed size is ${newest.size}`;
    findings.info("INFO_CHECKPOINT_LAG", LAYOUT.checkpoint, message);
  }
  return { all, heads, companions, count, newest };
}

/** Compares the root of every checkpoint with the records. */
export function compareRoots(checkpoints: readonly Checkpoint[], tree: MerkleTree, findings: Findings): void {
  for (const { size, root } of checkpoints) {
    const where = `checkpoint ${size}`;
    if (size > tree.size) findings.error("JOURNAL_SHORT", where, `the journal holds ${tree.size} records only`);
    else if (Buffer.compare(tree.root(size), root) !== 0) {
      findings.error("ROOT_MISMATCH", where, "the records are not the ones it was signed over");
    }
  }
}

async function readOne({
  source,
  path,
  keys,
  findings,
  size,
}: {
  readonly source: EvidenceSource;
  readonly path: string;
  readonly keys: LogKeys;
  readonly findings: Findings;
  readonly size?: number;
}): Promise<readonly SignedHead[]> {
  const bytes = await source.read(path);
  if (bytes === undefined) return [];
  const text = Buffer.from(bytes).toString("utf8");
  const opened = openHead(text, keys);
  if (!opened.ok) {
    findings.error(opened.problem, path, "not a checkpoint signed by this log");
    return [];
  }
  if (size !== undefined && opened.checkpoint.size !== size) {
    findings.error("CP_SIZE", path, `the file holds the checkpoint of size ${opened.checkpoint.size}`);
  }
  return [{ path, text, checkpoint: opened.checkpoint }];
}
