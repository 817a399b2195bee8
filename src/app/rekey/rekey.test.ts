import { cp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { instant } from "../../base/instant.js";
import { parseVerifierKey } from "../../ledger/checkpoint.js";
import { type Disk, realDisk } from "../../store/blobs/disk.js";
import { collect, decisionOf, newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { LogKeyFiles } from "../../store/ledger/log-key-files.js";
import { openEvidenceStore } from "../../store/ledger/open-evidence-store.js";
import { PublishedLog } from "../../store/ledger/published-log.js";
import { folderSource } from "../../verify/folder-source.js";
import type { Pin } from "../../verify/pin.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { type AskedWitnesses, rekey } from "./rekey.js";

const AT = instant("2026-03-01T12:00:00.000Z");

let folder: string;
beforeEach(async () => {
  asked.length = 0;
  folder = await newPlace();
  await grow(3);
});

async function grow(by: number, place = folder): Promise<void> {
  const store = await openWriter(place);
  await store.putBlob([Buffer.from("a cause")]);
  for (let each = 0; each < by; each += 1) await store.append(decisionOf(`e${each}`));
  await store.publish();
  await store.close();
}

/** Heads that were newest whenever witnesses were asked. */
const asked: { size: number | undefined; key: string }[] = [];

async function ask(place: string): Promise<AskedWitnesses> {
  const log = await PublishedLog.open(place, { processId: 1 });
  const head = (await log.newest())?.checkpoint;
  asked.push({ size: head?.size, key: head?.origin.slice(-1) ?? "" });
  return { outcomes: [], lacks: undefined };
}

const change = (place = folder, disk: Disk = realDisk) =>
  rekey({ keys: new LogKeyFiles(place, disk), open: () => openWriter(place), ask: () => ask(place), at: AT });

const keyOf = async (place = folder) => (await readFile(join(place, "trust/log.vkey"), "utf8")).trimEnd();

async function codes(place = folder, pin?: Pin): Promise<readonly string[]> {
  const { errors } = await verifyEvidence(folderSource(place), pin === undefined ? {} : { pin });
  return errors.map(({ code }) => code);
}

describe("a new key for the log", () => {
  it("signs under the next name, and the earlier key vouches for it", async () => {
    const before = await keyOf();
    const { verifierKey, size } = await change();
    const origin = parseVerifierKey(before)?.origin ?? "";
    expect(parseVerifierKey(verifierKey)?.origin).toBe(origin.replace(/1$/, "2"));
    expect(await keyOf()).toBe(verifierKey);
    expect(await readFile(join(folder, "trust/log-keys"), "utf8")).toBe(`${size} ${before}\n`);
    expect((await readdir(join(folder, "keys"))).sort()).toEqual(["log.key"]);
    expect((await stat(join(folder, "keys/log.key"))).mode & 0o777).toBe(0o600);
    const heads = await Promise.all(
      (await readdir(join(folder, "log/checkpoints"))).sort().map(async (name) => {
        const [first = "", second] = (await readFile(join(folder, "log/checkpoints", name), "utf8")).split("\n");
        return [first.slice(-1), second];
      }),
    );
    expect([size, heads]).toEqual([
      4,
      [
        ["1", "3"],
        ["1", "4"],
        ["2", "5"],
      ],
    ]);
    expect(await codes()).toEqual([]);
  });

  it("signs only after witnesses were asked for the last head of the earlier one", async () => {
    const { size } = await change();
    expect(asked).toEqual([{ size, key: "1" }]);
    await expect(
      rekey({
        keys: new LogKeyFiles(folder),
        open: () => openWriter(folder),
        ask: () => Promise.reject(new Error("interrupted")),
        at: AT,
      }),
    ).rejects.toThrow("interrupted");
    expect((await keyOf()).includes("/2+")).toBe(true);
    expect(await codes()).toEqual([]);
  });

  it("may follow again, and the log goes on, for writers, readers and witnesses", async () => {
    await change();
    await grow(2);
    await change();
    await grow(1);
    expect(await codes()).toEqual([]);
    const reader = await openEvidenceStore(folder, { mode: "read" });
    const records = await collect(reader.records());
    expect(records).toHaveLength(3 + 2 + 2 + 2 + 1);
    await reader.close();
    const log = await PublishedLog.open(folder, { processId: 1 });
    expect([log.origin.slice(-2), (await log.newest())?.checkpoint.size]).toEqual(["/3", 10]);
    expect((await log.at(3))?.checkpoint.origin.slice(-2)).toBe("/1");
  });

  it("is vouched for to whoever pinned the earlier one", async () => {
    const pin = { verifierKey: await keyOf() };
    await change();
    await change();
    expect(await codes(folder, pin)).toEqual([]);
    expect(await codes(folder, { verifierKey: await keyOf() })).toEqual([]);
  });
});

describe("a key that nobody vouches for", () => {
  it("is refused: the record that names it is missing (80)", async () => {
    const pin = { verifierKey: await keyOf() };
    const other = await newPlace();
    await grow(6, other);
    const text = `3 ${await keyOf()}\n`;
    await writeFile(join(other, "trust/log-keys"), text);
    await rm(join(other, "log/checkpoints/000000000006"));
    await cp(join(folder, "log/checkpoints/000000000003"), join(other, "log/checkpoints/000000000003"));
    await cp(join(other, "log/checkpoint"), join(other, "log/checkpoints/000000000006"));
    expect(await codes(other, pin)).toEqual(["LOG_NOT_CHAINED"]);
    expect(await codes(other)).toEqual(["LOG_NOT_CHAINED"]);
  });

  it("is refused: the head that would vouch for it is missing", async () => {
    await change();
    await rm(join(folder, "log/checkpoints/000000000004"));
    expect(await codes()).toEqual(["LOG_NOT_CHAINED"]);
  });

  it("is refused: it was named only after it signed", async () => {
    await change();
    await grow(1);
    const text = await readFile(join(folder, "trust/log-keys"), "utf8");
    await rm(join(folder, "trust/log-keys"));
    await writeFile(join(folder, "trust/log-keys"), text.replace(/^4 /, "3 "));
    await rm(join(folder, "log/checkpoints/000000000004"));
    expect(await codes()).toEqual(["LOG_NOT_CHAINED"]);
  });

  it("is refused when the list of earlier keys cannot be read", async () => {
    await change();
    await rm(join(folder, "trust/log-keys"));
    await writeFile(join(folder, "trust/log-keys"), "hello\n");
    expect((await codes())[0]).toBe("LOG_NOT_CHAINED");
    await expect(openWriter(folder)).rejects.toMatchObject({ code: "store-damaged" });
  });

  it("does not stand behind a pinned one: a log of a stranger's earlier key is not the pinned one's", async () => {
    const pin = { verifierKey: await keyOf() };
    const other = await newPlace();
    await grow(6, other);
    await writeFile(join(other, "trust/log-keys"), `9 ${await keyOf(other)}\n`);
    await rm(join(other, "trust/log.vkey"));
    await cp(join(folder, "trust/log.vkey"), join(other, "trust/log.vkey"));
    expect(await codes(other, pin)).toEqual(["CP_NO_LOG_SIG"]);
  });
});

describe("a change that was broken off", () => {
  const calls = ["link", "rename", "write", "sync"] as const;
  const steps = calls.flatMap((call) => [1, 2, 3, 4].map((nth) => [call, nth] as const));

  it.each(steps)("at %s number %i is gone on with, and no key is lost", async (call, nth) => {
    const before = await keyOf();
    let count = 0;
    const failing: Disk = {
      ...realDisk,
      [call]: async (...args: never[]) => {
        count += 1;
        if (count === nth) throw Object.assign(new Error("no"), { code: "EIO" });
        return (realDisk[call] as (...given: never[]) => Promise<never>)(...args);
      },
    };
    const first = await change(folder, failing).catch((error: unknown) => error);
    const { verifierKey } = await change();
    expect(await codes()).toEqual([]);
    expect(await codes(folder, { verifierKey: before })).toEqual([]);
    expect(parseVerifierKey(verifierKey)?.origin.slice(-2)).toBe(first instanceof Error ? "/2" : "/3");
  });

  it("is said to whoever would write in between", async () => {
    let count = 0;
    const failing: Disk = {
      ...realDisk,
      rename: async (from, to) => {
        count += 1;
        if (count === 2) throw Object.assign(new Error("no"), { code: "EIO" });
        await realDisk.rename(from, to);
      },
    };
    await expect(change(folder, failing)).rejects.toMatchObject({ code: "disk-failed" });
    await expect(openWriter(folder)).rejects.toMatchObject({
      code: "store-damaged",
      message: "a change of the log's key was broken off",
      fix: "Run: lookback rekey. It goes on where it stopped.",
    });
    await (await openEvidenceStore(folder, { mode: "read" })).close();
    asked.length = 0;
    await change();
    expect(asked).toEqual([{ size: 4, key: "1" }]);
    await grow(1);
    expect(await codes()).toEqual([]);
  });
});
