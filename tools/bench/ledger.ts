import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Bytes } from "../../src/base/digest.js";
import { instantOf } from "../../src/base/instant.js";
import { JOURNAL_HEADER_BYTES, readJournal } from "../../src/ledger/journal-format.js";
import { LAYOUT } from "../../src/ledger/layout.js";
import { realDisk } from "../../src/store/blobs/disk.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";

/** So many callers, each of whom waits until an append is durable before the next: one, as collectors do, and many. */
const MANNERS = [
  { callers: 1, appendsEach: 1_000 },
  { callers: 512, appendsEach: 200 },
] as const;
const ROUNDS = 5;

/** What was measured once. */
interface Timed {
  readonly perSecond: number;
  /** Processor time, in microseconds for each record. */
  readonly cpuEach: number;
}

/**
 * Durable appends per second against hashing the very bytes that were written and syncing them as often, nothing else.
 * Both run by turns, several times, and the middle share counts, so that a busy machine slows both.
 */
export async function benchLedger(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const manner of MANNERS) {
    const rounds: { readonly own: Timed; readonly raw: Timed; readonly share: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = join(folder, `evidence-${manner.callers}-${round}`);
      const { own, syncs } = await appends(place, manner);
      const leaves = await journalLeaves(join(place, LAYOUT.journal));
      const raw = await rawAppends(`${place}.raw`, { leaves, syncs });
      rounds.push({ own, raw, share: own.perSecond / raw.perSecond });
    }
    const middle = rounds.sort((a, b) => a.share - b.share)[Math.floor(ROUNDS / 2)];
    if (middle === undefined) throw new Error("nothing was measured");
    lines.push(
      `ledger, ${manner.callers} at once: ${text(middle.own)} appends; raw SHA-256 and fdatasync of the same bytes ` +
        `${text(middle.raw)}; ${middle.share.toFixed(2)} of it (${rounds.map(({ share }) => share.toFixed(2)).join(" ")})`,
    );
  }
  return lines.join("\n");
}

async function appends(
  folder: string,
  { callers, appendsEach }: (typeof MANNERS)[number],
): Promise<{ readonly own: Timed; readonly syncs: number }> {
  let syncs = 0;
  const store = await openEvidenceStore(folder, {
    mode: "write",
    processId: process.pid,
    bootId: "bench",
    isAlive: () => false,
    disk: {
      ...realDisk,
      syncData: (handle) => {
        syncs += 1;
        return realDisk.syncData(handle);
      },
    },
  });
  const call = async () => {
    for (let done = 0; done < appendsEach; done += 1) await store.recordRun({ sourceId: "bench", at: AT, captures: 0 });
  };
  // Those of opening and of publishing are not timed.
  syncs = 0;
  const own = await timed(callers * appendsEach, () => Promise.all(Array.from({ length: callers }, call)));
  const timedSyncs = syncs;
  await store.publish();
  await store.close();
  return { own, syncs: timedSyncs };
}

const AT = instantOf(Date.UTC(2026, 0, 1));

/** Writes all leaves in so many groups, alike in size, each synced. */
async function rawAppends(
  path: string,
  { leaves, syncs }: { readonly leaves: readonly Uint8Array[]; readonly syncs: number },
): Promise<Timed> {
  const startOf = (group: number) => Math.floor((group * leaves.length) / syncs);
  const handle = await open(path, "w");
  const time = await timed(leaves.length, async () => {
    for (let group = 0; group < syncs; group += 1) {
      const parts: Uint8Array[] = [];
      for (const leaf of leaves.slice(startOf(group), startOf(group + 1))) {
        parts.push(sha256Bytes(leaf).subarray(0, JOURNAL_HEADER_BYTES), leaf);
      }
      await handle.write(Buffer.concat(parts));
      await handle.datasync();
    }
  });
  await handle.close();
  return time;
}

async function journalLeaves(path: string): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  for await (const part of readJournal([await readFile(path)])) if (part.kind === "leaf") leaves.push(part.leaf);
  return leaves;
}

async function timed(records: number, work: () => Promise<unknown>): Promise<Timed> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const seconds = (performance.now() - wall) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: records / seconds, cpuEach: (user + system) / records };
}

function text({ perSecond, cpuEach }: Timed): string {
  return `${Math.round(perSecond).toLocaleString("en")}/s (${cpuEach.toFixed(0)} µs of processor each)`;
}
