import { chmod, mkdtemp, readFile, rm, symlink, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { DAY_MS, instantOf, msOf } from "../../src/base/instant.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import type { realDisk } from "../../src/store/blobs/disk.js";
import { AT, decisionOf, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { DroppingDisk } from "../fakes/dropping-disk.js";
import { type KilledProgram, killedProgram } from "../fakes/kill-loop.js";
import { closeStampedWorlds, stampAnswer, stampedWorld } from "../fakes/stamped-log.js";
import { attackFamily } from "./attack-family.js";
import {
  type CrashedStore,
  cleanStore,
  codeOf,
  copyOfStore,
  failing,
  keepCopy,
  sizeOfJournal,
  storeCodes,
  writing,
} from "./crashed-store.js";

let clean: CrashedStore;
let program: KilledProgram;
beforeAll(async () => {
  clean = await cleanStore();
  program = await killedProgram("tests/fakes/ledger-until-killed.ts", "family-f");
});
afterAll(async () => {
  await closeStampedWorlds();
  await program.remove();
});

/** What a crash, a disk, a clock or an old backup does; `RECOVERED`: nothing acknowledged is lost, and all of it verifies. */
attackFamily<CrashedStore>({
  letter: "F",
  title: "crashes and disks",
  fresh: () => copyOfStore(clean),
  codes: storeCodes,
  comparesAll: true,
  attacks: [
    { number: 95, title: "killed while it writes", expected: "RECOVERED", change: killed },
    {
      number: 96,
      title: "the journal is cut below the newest checkpoint",
      expected: "store-damaged",
      also: ["JOURNAL_SHORT", "LOG_EXTRA_FILE"],
      change: (store) =>
        harm(store, async () => truncate(join(store.folder, "journal"), Math.floor((await sizeOfJournal(store)) / 2))),
    },
    {
      number: 97,
      title: "a bit of the journal flips",
      expected: "store-damaged",
      also: ["JOURNAL_DAMAGED", "JOURNAL_SHORT", "LOG_EXTRA_FILE"],
      change: (store) =>
        harm(store, async () => {
          const bytes = await readFile(join(store.folder, "journal"));
          bytes[700] = (bytes[700] ?? 0) ^ 4;
          await writeFile(join(store.folder, "journal"), bytes);
        }),
    },
    { number: 99, title: "the power is cut, and nothing unsynced survives", expected: "disk-failed", change: powerCut },
    {
      number: 100,
      title: "the disk is full",
      expected: "disk-failed",
      change: (store) => writing(store, (append) => append("f"), failing("write", "ENOSPC")),
    },
    { number: 101, title: "a second server starts on the folder", expected: "store-locked", change: secondServer },
    {
      number: 102,
      title: "an older journal is put back under a newer checkpoint",
      expected: "store-damaged",
      also: ["JOURNAL_SHORT", "LOG_EXTRA_FILE"],
      change: (store) => olderCopy(store, "journal"),
    },
    { number: 103, title: "a write takes only a few bytes at a time", expected: "RECOVERED", change: shortWrites },
    {
      number: 105,
      title: "the newest checkpoint is there and its tiles are not",
      expected: "TILE_MISSING",
      change: (store) => rm(join(store.folder, "log/tile/0/000.p/5")),
    },
    {
      number: 160,
      title: "tiles are there and the checkpoint over them is not",
      expected: "RECOVERED",
      change: brokenOffPublication,
    },
    {
      number: 161,
      title: "the disk reports an error when it is told to keep what it took",
      expected: "disk-failed",
      change: (store) => writing(store, (append) => append("f"), failing("syncData", "EIO")),
    },
    { number: 162, title: "the system gives no more file handles", expected: "disk-failed", change: crowded },
    { number: 163, title: "the folder can only be read", expected: "disk-failed", change: readOnlyFolder },
    {
      number: 164,
      title: "a process died and left its lock",
      expected: "RECOVERED",
      change: (store) => staleLock(store, { ...lockOwner(), processId: 2 ** 22 + 1 }),
    },
    {
      number: 165,
      title: "the lock is of a process before the machine started again, whose number is in use",
      expected: "RECOVERED",
      change: (store) => staleLock(store, { bootId: "another boot", processId: process.ppid }),
    },
    {
      number: 166,
      title: "the lock is lost and two servers write at once",
      expected: "store-damaged",
      change: twoServers,
    },
    {
      number: 167,
      title: "a whole older log is put back over newer tiles, and goes on otherwise",
      expected: "ledger-fork",
      also: ["TILE_MISMATCH"],
      change: (store) => olderCopy(store, "journal", "log/checkpoint", "log/checkpoints"),
    },
    {
      number: 168,
      title: "the clock goes back a day while it writes",
      expected: "RECOVERED",
      change: (store) => clockJumps(store, -1),
    },
    {
      number: 169,
      title: "the clock goes forward a day while it writes, and back",
      expected: "RECOVERED",
      change: (store) => clockJumps(store, 1),
    },
    { number: 170, title: "the time-stamp authority is down", expected: "source-failed", change: authorityDown },
  ],
});

async function harm(store: CrashedStore, change: () => Promise<void>): Promise<void> {
  store.isHarmed = true;
  await change();
}

/** A real process on the folder's workspace, which names the folder `evidence`. */
async function killed(store: CrashedStore): Promise<void> {
  store.isHarmed = true;
  store.owner = lockOwner();
  await program.killed(["publish", dirname(store.folder), ""], { kills: 3, linesMax: 3, startMs: 90 });
}

async function powerCut(store: CrashedStore): Promise<void> {
  const disk = new DroppingDisk(store.folder, 14);
  await writing(
    store,
    async (append, open) => {
      await append("f");
      await append("g");
      await open.publish();
      await append("h");
    },
    {
      write: disk.write.bind(disk),
      sync: disk.sync.bind(disk),
      syncData: disk.syncData.bind(disk),
      link: disk.link.bind(disk),
      rename: disk.rename.bind(disk),
    },
  );
  const target = join(await mkdtemp(join(tmpdir(), "lookback-cut-")), "evidence");
  disk.survivors(target, () => 0);
  store.folder = target;
}

async function secondServer(store: CrashedStore): Promise<void> {
  store.owner = lockOwner();
  store.isHarmed = true;
  const first = await program.started(["publish", dirname(store.folder), ""], { lines: 1 });
  try {
    await openEvidenceStore(store.folder, { mode: "write", ...lockOwner() });
  } catch (error) {
    store.said.push(codeOf(error));
  }
  await first.kill();
}

async function olderCopy(store: CrashedStore, ...paths: readonly string[]): Promise<void> {
  const putBack = await keepCopy(store.folder, ...paths);
  await writing(store, async (append, open) => {
    await append("f");
    await open.publish();
  });
  await putBack();
  store.acknowledged.delete(6);
}

async function shortWrites(store: CrashedStore): Promise<void> {
  const write: typeof realDisk.write = async (handle, bytes, position) => {
    for (let at = 0; at < bytes.length; at += 7)
      await handle.write(bytes.subarray(at, at + 7), 0, undefined, position + at);
  };
  await writing(
    store,
    async (append, open) => {
      await append("f");
      await open.publish();
    },
    { write },
  );
}

async function brokenOffPublication(store: CrashedStore): Promise<void> {
  await writing(store, async (append, open) => {
    await append("f");
    await open.publish();
  });
  const older = await readFile(join(store.folder, "log/checkpoints/000000000005"));
  await unlink(join(store.folder, "log/checkpoints/000000000007"));
  await unlink(join(store.folder, "log/checkpoint"));
  await writeFile(join(store.folder, "log/checkpoint"), older);
}

async function crowded(store: CrashedStore): Promise<void> {
  store.isHarmed = true;
  store.owner = lockOwner();
  const one = await program.started(["crowded", dirname(store.folder), "", "0"], { lines: 2, openFilesMax: 64 });
  const [full = "", stopped = ""] = one.lines;
  store.said.push(full === '{"full":true}' ? String(JSON.parse(stopped).error) : full);
  await one.kill();
}

/** Root may write anywhere, so then the process runs as somebody else. */
async function readOnlyFolder(store: CrashedStore): Promise<void> {
  store.isHarmed = true;
  store.owner = lockOwner();
  const root = dirname(store.folder);
  for (const folder of [root, store.folder]) await chmod(folder, 0o555);
  await chmod(join(store.folder, "keys/log.key"), 0o644);
  const other = process.getuid?.() === 0 ? { userId: 65_534 } : {};
  const one = await program.started(["publish", root, "", "0"], { lines: 1, ...other });
  store.said.push(String(JSON.parse(one.lines[0] ?? "{}").error));
  await one.kill();
  for (const folder of [root, store.folder]) await chmod(folder, 0o755);
}

async function staleLock(
  store: CrashedStore,
  lock: { readonly processId: number; readonly bootId: string },
): Promise<void> {
  store.isHarmed = true;
  store.owner = lockOwner();
  await writeFile(join(store.folder, "lock.7"), JSON.stringify(lock));
}

/** The second takes the first for dead, and meets it under another name of the folder. */
async function twoServers(store: CrashedStore): Promise<void> {
  const alias = join(await mkdtemp(join(tmpdir(), "lookback-alias-")), "evidence");
  await symlink(store.folder, alias);
  await writing(store, async (append) => {
    await append("first");
    const second = await openWriter(alias);
    const { index } = await second.append(decisionOf("second"));
    store.acknowledged.set(index, "second");
    await second.publish();
    await second.close();
    await append("first-again");
  });
}

async function clockJumps(store: CrashedStore, days: number): Promise<void> {
  await writing(store, async (append, open) => {
    const { index } = await open.append({ ...decisionOf("jump"), at: instantOf(msOf(AT) + days * DAY_MS) });
    store.acknowledged.set(index, "jump");
    await append("after");
    await open.publish();
  });
}

async function authorityDown(store: CrashedStore): Promise<void> {
  const world = await stampedWorld();
  for (const one of world.reached) one.answer = () => stampAnswer(Buffer.of(), 503);
  await world.record("while it is down");
  const { authorities } = await world.stamp();
  store.said.push(...authorities.map(({ outcome }) => (outcome.kind === "failed" ? outcome.code : outcome.kind)));
  await world.record("also after it");
  await world.close();
  store.acknowledged.clear();
  store.folder = world.folder;
  const again = await openWriter(store.folder);
  if ((await again.captures()).length !== 2) store.said.unshift("LOST");
  await again.close();
}
