import { type Checkpoint, type LogVerifier, openCheckpoint } from "../ledger/checkpoint.js";
import { LAYOUT, parseCheckpointName } from "../ledger/layout.js";
import type { MerkleTree } from "../ledger/merkle.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

export interface SignedLog {
  readonly count: number;
  readonly newest: Checkpoint | undefined;
  /** Time-stamp and witness files that stand beside checkpoints. */
  readonly companions: readonly string[];
}

/** Reads every checkpoint: its grammar, signature, name, and that the newest one is the one that is shown. */
export async function readCheckpoints(
  source: EvidenceSource,
  verifier: LogVerifier,
  findings: Findings,
): Promise<SignedLog & { readonly all: readonly Checkpoint[] }> {
  const { files, others } = await source.list(LAYOUT.checkpoints);
  for (const path of others) findings.error("LOG_EXTRA_FILE", path, "not a regular file");
  const all: Checkpoint[] = [];
  const companions: string[] = [];
  for (const path of files) {
    const name = parseCheckpointName(path.slice(LAYOUT.checkpoints.length + 1));
    if (name === undefined) findings.error("LOG_EXTRA_FILE", path, "no checkpoint has this name");
    else if (name.companion !== "") companions.push(path);
    else all.push(...(await readOne({ source, path, verifier, findings, size: name.size })));
  }
  all.sort((a, b) => a.size - b.size);
  const [shown] = await readOne({ source, path: LAYOUT.checkpoint, verifier, findings });
  const newest = all.at(-1);
  if (shown === undefined) {
    findings.error("NO_CHECKPOINT", LAYOUT.checkpoint, "there is no signed head of the log");
  } else if (newest === undefined || shown.size > newest.size) {
    findings.error("NO_CHECKPOINT", LAYOUT.checkpoints, `the checkpoint of size ${shown.size} is missing`);
    return { all: [...all, shown], companions, count: all.length + 1, newest: shown };
  } else if (shown.size < newest.size) {
    const message = `shows size ${shown.size}, the newest signed size is ${newest.size}`;
    findings.info("INFO_CHECKPOINT_LAG", LAYOUT.checkpoint, message);
  }
  return { all: shown === undefined ? all : [...all, shown], companions, count: all.length, newest };
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
  verifier,
  findings,
  size,
}: {
  readonly source: EvidenceSource;
  readonly path: string;
  readonly verifier: LogVerifier;
  readonly findings: Findings;
  readonly size?: number;
}): Promise<readonly Checkpoint[]> {
  const bytes = await source.read(path);
  if (bytes === undefined) return [];
  const opened = openCheckpoint(Buffer.from(bytes).toString("utf8"), verifier);
  if (!opened.ok) {
    findings.error(opened.problem, path, "not a checkpoint signed by this log");
    return [];
  }
  if (size !== undefined && opened.checkpoint.size !== size) {
    findings.error("CP_SIZE", path, `the file holds the checkpoint of size ${opened.checkpoint.size}`);
  }
  return [opened.checkpoint];
}
