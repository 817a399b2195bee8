import { cp, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { LAYOUT } from "../../ledger/layout.js";
import { type Disk, realDisk } from "../blobs/disk.js";
import { captureOf, collect, decisionOf, LATER, newPlace, openWriter, SEALING } from "./folder-fixture.js";

type Call = keyof Disk;

/** A disk whose `at`-th call of one kind fails, before or after doing it. */
function failingDisk(call: Call, { at, isDone }: { readonly at: number; readonly isDone: boolean }): Disk {
  let calls = 0;
  const fails = async (work: () => Promise<void>): Promise<void> => {
    calls += 1;
    if (calls !== at) return work();
    if (isDone) await work();
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  return {
    ...realDisk,
    ...(call === "write" && { write: (...args) => fails(() => realDisk.write(...args)) }),
    ...(call === "sync" && { sync: (handle) => fails(() => realDisk.sync(handle)) }),
    ...(call === "syncData" && { syncData: (handle) => fails(() => realDisk.syncData(handle)) }),
  };
}

async function openedBefore(): Promise<string> {
  const folder = await newPlace();
  const store = await openWriter(folder);
  await store.append(decisionOf("before"));
  await store.publish();
  await store.close();
  return folder;
}

describe("a store that is closed", () => {
  it("while it writes ends what it began first", async () => {
    const folder = await newPlace();
    const store = await openWriter(folder);
    const captures = Array.from({ length: 20 }, (_, each) =>
      store.capture(captureOf(`text ${each}`, { key: `k${each}` })),
    );
    await store.close();
    expect((await Promise.all(captures)).map(({ isNew }) => isNew)).toEqual(captures.map(() => true));
    const again = await openWriter(folder);
    expect([(await again.captures()).length, again.recovery]).toEqual([20, { truncatedBytes: 0, temporaryFiles: 0 }]);
    await again.close();
  });
});

describe("a disk that fails", () => {
  it.each([
    ["write", false, 1],
    ["write", true, 2],
    ["syncData", false, 2],
    ["syncData", true, 2],
  ] as const)(
    "on the journal's %s (done: %s) stops the store without an acknowledgement",
    async (call, isDone, left) => {
      const folder = await openedBefore();
      const store = await openWriter(folder, { disk: failingDisk(call, { at: 1, isDone }) });
      await expect(store.append(decisionOf("one"))).rejects.toMatchObject({ code: "disk-failed" });
      await expect(store.append(decisionOf("two"))).rejects.toMatchObject({ code: "disk-failed" });
      await expect(store.publish()).rejects.toMatchObject({ code: "disk-failed" });
      await store.close();
      const again = await openWriter(folder);
      expect((await collect(again.records())).length).toBe(left);
      expect(await again.append(decisionOf("three"))).toEqual({ index: left });
      await again.close();
    },
  );

  it("on any call of a capture loses nothing that was acknowledged, and the capture can be made again", async () => {
    let failed = 0;
    for (const call of ["write", "sync", "syncData"] as const) {
      for (const isDone of [false, true]) {
        for (let at = 1; at <= 8; at += 1) {
          const folder = await openedBefore();
          const store = await openWriter(folder, { disk: failingDisk(call, { at, isDone }) });
          const outcome = await store.capture(captureOf("one")).catch((error: unknown) => error);
          const isFailure = outcome instanceof Error;
          if (isFailure) {
            failed += 1;
            expect(outcome).toMatchObject({ code: "disk-failed" });
            await expect(store.capture(captureOf("two"))).rejects.toMatchObject({ code: "disk-failed" });
          }
          await store.close();
          const again = await openWriter(folder);
          const second = await again.capture(captureOf("one"));
          expect(second.index).toBe(1);
          expect(isFailure || !second.isNew).toBe(true);
          await again.close();
        }
      }
    }
    // write: two blobs and the journal; sync: two blobs, two new folders, their parents' names; syncData: the journal.
    expect(failed).toBeGreaterThan(16);
  });

  it("on any call of a sealed capture leaves no record without a key, and no key is lost", async () => {
    let failed = 0;
    const second = (folder: string) => ({ ...SEALING, secondKeyring: join(dirname(folder), "second.keyring") });
    const before = await openedBefore();
    const early = await openWriter(before, { sealing: second(before) });
    await early.capture(captureOf("early", { key: "early" }));
    await early.close();
    for (const call of ["write", "sync", "syncData"] as const) {
      for (const isDone of [false, true]) {
        for (let at = 1; at <= 12; at += 1) {
          const folder = await newPlace();
          await cp(dirname(before), dirname(folder), { recursive: true });
          const disk = failingDisk(call, { at, isDone });
          const store = await openWriter(folder, { sealing: second(folder), disk });
          const outcome = await store.capture(captureOf("one")).catch((error: unknown) => error);
          if (outcome instanceof Error) {
            failed += 1;
            expect(outcome).toMatchObject({ code: "disk-failed" });
          }
          await store.close();
          const again = await openWriter(folder, { sealing: second(folder) });
          for (const { capture } of await again.captures())
            expect(["one", "early"]).toContain(await textOf(capture.open()));
          expect((await again.capture(captureOf("one"))).index).toBe(2);
          expect(await again.captures()).toHaveLength(2);
          await again.close();
        }
      }
    }
    // write: two blobs, two slots, the journal; sync: two blobs, two new folders and their names; syncData: two slots, the journal.
    expect(failed).toBeGreaterThan(26);
  });

  it("on any call of a destruction leaves what the next start finishes", async () => {
    let failed = 0;
    for (const call of ["write", "sync", "syncData"] as const) {
      for (const isDone of [false, true]) {
        for (let at = 1; at <= 4; at += 1) {
          const folder = await newPlace();
          const first = await openWriter(folder, { sealing: SEALING });
          await first.capture(captureOf("one"));
          const [blob] = (await first.captures()).map(({ record }) => record.blob);
          await first.close();
          const shred = { reason: "erasure", basis: sha256("b"), approvedBy: sha256("a"), at: LATER } as const;
          const store = await openWriter(folder, { sealing: SEALING, disk: failingDisk(call, { at, isDone }) });
          const outcome = await store
            .shred({ ...shred, targets: blob === undefined ? [] : [blob] })
            .catch((error) => error);
          if (outcome instanceof Error) failed += 1;
          await store.close();
          const again = await openWriter(folder, { sealing: SEALING });
          const isRecorded = (await collect(again.records())).length === 2;
          expect([isRecorded, (await again.captures()).length]).toEqual([isRecorded, isRecorded ? 0 : 1]);
          await again.close();
          const keyring = await readFile(join(folder, LAYOUT.keyring));
          expect(keyring.includes(Buffer.from(blob ?? "", "hex"))).toBe(!isRecorded);
        }
      }
    }
    // write: the journal and two parts of a slot; sync: the keyring twice and two folders of blobs; syncData: the journal.
    expect(failed).toBeGreaterThan(10);
  });

  it("on any call of a publication leaves a log that the next start finishes", async () => {
    for (const call of ["write", "sync"] as const) {
      for (let at = 1; at <= 12; at += 1) {
        const folder = await openedBefore();
        const store = await openWriter(folder, {
          disk: failingDisk(call, { at: at + (call === "write" ? 1 : 0), isDone: false }),
        });
        await store.append(decisionOf("one"));
        await store.publish().catch((error: unknown) => expect(error).toMatchObject({ code: "disk-failed" }));
        await store.close();
        const again = await openWriter(folder);
        expect((await again.publish()).size).toBe(2);
        await again.close();
      }
    }
  });
});
