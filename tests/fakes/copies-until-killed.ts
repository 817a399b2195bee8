import { writeSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Witness } from "../../src/app/witness/witness.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { formatAddCheckpoint } from "../../src/ledger/witness/add-checkpoint.js";
import { testCheckpoint, testTree } from "../../src/ledger/witness/witness-fixture.js";
import { mirrorEvidence } from "../../src/store/mirror/mirror-evidence.js";
import { MirrorState } from "../../src/store/mirror/mirror-state.js";
import { openS3 } from "../../src/store/mirror/s3-port.js";
import { writeZip } from "../../src/store/pack/write-zip.js";
import { openWitness } from "../../src/store/witness/witness-folder.js";

/**
 * Writes what stands beside a ledger, in one way, for as long as it lives, and prints a line for each thing it was told is
 * there. Its parent kills it. Run with: way, folder, address of a store, number of the run.
 */
const [way = "", root = "", endpoint = "", run = "0"] = process.argv.slice(2);

const WAYS: Readonly<Record<string, () => Promise<void>>> = { witness, pack, mirror };
const work = WAYS[way];
if (work === undefined) throw new Error(`no way of writing is called ${way}`);
await work();

/** One write call per line: a kill cuts between lines, not inside. */
function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Cosigns one head after the other of a log that grows by one record each time. */
async function witness(): Promise<void> {
  const memory = await openWitness(root, lockOwner());
  const [origin = ""] = await memory.origins();
  const cosigner = new Witness({ signer: memory.signer, memory, now: Date.now, report: () => undefined });
  for (let old = (await memory.seen(origin))?.checkpoint.size ?? 0; ; old += 1) {
    const tree = testTree(old + 1);
    const body = formatAddCheckpoint({
      oldSize: old,
      proof: tree.consistencyProof(old, old + 1),
      checkpoint: testCheckpoint(tree),
    });
    const { status } = await cosigner.answer({ method: "POST", path: "/add-checkpoint", body: Buffer.from(body) });
    if (status !== 200) throw new Error(`head ${old + 1} was answered with ${status}`);
    say({ size: old + 1 });
  }
}

/** Packs the same files again and again. */
async function pack(): Promise<void> {
  const members = Array.from({ length: 40 }, (_, each) => ({
    path: `bag/data/${each}.txt`,
    async *open() {
      yield Buffer.from(`member ${each} `.repeat(2_000));
    },
  }));
  for (;;) say(await writeZip(join(root, "pack.zip"), members));
}

/** Mirrors whatever is new, and says so each time. */
async function mirror(): Promise<void> {
  const port = await openS3({ bucket: "evidence-copies", region: "eu-central-1", endpoint });
  const state = await MirrorState.open(join(root, "mirror.jsonl"));
  const patience = { wait: (milliseconds: number) => sleep(milliseconds) };
  say({ run });
  const stored = await mirrorEvidence({ folder: join(root, "evidence"), prefix: "", port, state, patience });
  say(stored);
  // Nothing is left to do: the next run finds more.
  await sleep(60_000);
}
