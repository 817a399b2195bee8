import { appendFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { LAYOUT } from "../../ledger/layout.js";
import { keyCommitment } from "../../ledger/sealing/data-key.js";
import { SLOT_BYTES } from "../../ledger/sealing/keyring-format.js";
import type { EvidenceStore } from "./contract.js";
import { AT, captureOf, collect, LATER, newPlace, openWriter, SEALING, sealedRecords } from "./folder-fixture.js";
import { openEvidenceStore } from "./open-evidence-store.js";

const BODY = "jane.doe@example.com left on Friday";

let folder: string;
beforeEach(async () => {
  folder = await newPlace();
});

const KEY_NOTE = { type: "key", stream: "keys", at: AT, purpose: "data", fingerprint: sha256("a key") } as const;

async function copyOf(path: string): Promise<string> {
  await cp(path, `${path}-copy`);
  return `${path}-copy`;
}

function open(sealing = SEALING): Promise<EvidenceStore> {
  return openWriter(folder, { sealing });
}

async function filesOf(place: string): Promise<string[]> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe("a sealed capture", () => {
  it("is called by what was received, stored as something else, and read as it came", async () => {
    const store = await open();
    const receipt = await store.capture(captureOf(BODY));
    expect(receipt).toEqual({ index: 0, sha256: sha256(BODY), sizeBytes: BODY.length, isNew: true });
    await store.close();
    const again = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
    const [found] = await again.captures();
    expect([found?.capture.sha256, found?.capture.sizeBytes]).toEqual([sha256(BODY), BODY.length]);
    const [record] = await sealedRecords(again);
    if (found === undefined || record === undefined) throw new Error("one capture");
    expect(record.size).toBe(20 + BODY.length + 16);
    expect([record.sha256, record.sha256 === sha256(BODY)]).toEqual([found.record.blob, false]);
    for (const name of [record.sha256, sha256(BODY)]) expect(await textOf(again.openBlob(name))).toBe(BODY);
    expect(await textOf(found.capture.open())).toBe(BODY);
    const question = '{"key":"users.json","request":{"file":"users.json"}}';
    expect(await textOf(again.openBlob(record.source.asked))).toBe(question);
    expect([found.record.asked, record.source.asked === sha256(question)]).toEqual([sha256(question), false]);
    const dataKey = again.dataKey(record.sha256);
    expect(dataKey && [keyCommitment(dataKey.key), dataKey.received]).toEqual([record.keyc, sha256(BODY)]);
    await again.close();
  });

  it("leaves what it holds, and its hash, in no file of the folder", async () => {
    const store = await open();
    await store.capture(captureOf(BODY, { key: "users/jane.doe@example.com.json" }));
    await store.publish();
    await store.close();
    const hashes = [sha256(BODY), sha256("jane.doe@example.com")];
    for (const path of await filesOf(folder)) {
      const bytes = await readFile(path);
      const traces = ["example.com", ...hashes, ...hashes.map((hash) => Buffer.from(hash, "hex"))];
      expect([path, traces.some((trace) => bytes.includes(trace) || path.includes(trace.toString()))]).toEqual([
        path,
        false,
      ]);
    }
    const again = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
    expect((await again.captures()).map(({ capture }) => capture.key)).toEqual(["users/jane.doe@example.com.json"]);
    await again.close();
  });

  it("of the same bytes has another name each time, and is seen again under one key without being stored", async () => {
    const store = await open();
    await store.capture(captureOf(BODY, { key: "one" }));
    await store.capture(captureOf(BODY, { key: "two" }));
    const names = (await sealedRecords(store)).flatMap((record) => [record.sha256, record.source.asked, record.keyc]);
    expect(new Set(names).size).toBe(6);
    await store.close();
    const before = await filesOf(join(folder, "blobs"));
    const again = await open();
    const second = await again.capture(captureOf(BODY, { key: "one", observedAt: LATER }));
    expect(second).toEqual({ index: 0, sha256: sha256(BODY), sizeBytes: BODY.length, isNew: false });
    expect((await again.capture(captureOf("other", { key: "one" }))).isNew).toBe(true);
    await again.close();
    expect((await filesOf(join(folder, "blobs"))).length).toBe(before.length + 2);
  });

  it("is read while another process captures more, each with its key or not at all", async () => {
    const writer = await open();
    let isWriting = true;
    const writing = (async () => {
      for (let each = 0; each < 60; each += 1) await writer.capture(captureOf(`text ${each}`, { key: `key ${each}` }));
      isWriting = false;
    })();
    let largest = 0;
    for (let isLast = false; !isLast; ) {
      isLast = !isWriting;
      const reader = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
      largest = (await reader.captures()).length;
      await reader.close();
    }
    await writing;
    await writer.close();
    expect(largest).toBe(60);
  });

  it("of several megabytes comes back", async () => {
    const store = await open();
    const text = "0123456789abcdef".repeat(200_000);
    await store.capture(captureOf(text));
    expect((await textOf(store.openBlob(sha256(text)))) === text).toBe(true);
    await store.close();
  });

  it("stands beside plain ones of before and after", async () => {
    const plain = { ...SEALING, isOn: false };
    for (const [text, sealing] of [
      ["one", plain],
      ["two", SEALING],
      ["three", plain],
    ] as const) {
      const store = await open(sealing);
      await store.capture(captureOf(text, { key: text }));
      await store.close();
    }
    const store = await open();
    const captures = await store.captures();
    expect(await Promise.all(captures.map(({ capture }) => textOf(capture.open())))).toEqual(["one", "two", "three"]);
    expect((await store.capture(captureOf("one", { key: "one" }))).isNew).toBe(false);
    await store.close();
  });
});

describe("keys of sealed evidence", () => {
  it("are needed: without them nothing is read, and nothing is quietly left out", async () => {
    const store = await open();
    await store.capture(captureOf(BODY, { key: "users/jane.doe@example.com.json" }));
    const [record] = await sealedRecords(store);
    await store.close();
    const reader = await openEvidenceStore(folder, { mode: "read" });
    await expect(reader.captures()).rejects.toMatchObject({ code: "store-damaged" });
    await expect(textOf(reader.openBlob(record?.sha256 as Sha256))).rejects.toMatchObject({ code: "store-damaged" });
    await reader.close();
    const other = { ...SEALING, master: Buffer.alloc(32, 2) };
    await expect(open(other)).rejects.toMatchObject({ code: "bad-config" });
    await rm(join(folder, LAYOUT.keyring));
    const lost = await open();
    await expect(lost.captures()).rejects.toMatchObject({ code: "store-damaged" });
    await lost.close();
  });

  it("that open the ciphertext but are not the committed ones are refused", async () => {
    const forged = await open();
    await forged.capture(captureOf(BODY));
    const [one] = await sealedRecords(forged);
    const [dataKey, blob] = [forged.dataKey(one?.sha256 as Sha256), one?.sha256 as Sha256];
    expect(dataKey).toBeDefined();
    await forged.append({
      type: "evidence",
      class: "enc",
      at: AT,
      stream: "okta-users",
      sha256: blob,
      size: one?.size ?? 0,
      media: "application/json",
      keyc: sha256("another commitment"),
      source: { ...(one?.source as NonNullable<typeof one>["source"]) },
    });
    await expect(textOf(forged.openBlob(blob))).rejects.toThrow("is not the one its record committed to");
    await forged.close();
  });

  it("stand in two places: each brings the other back, and what one damaged is taken from the other", async () => {
    const second = join(dirname(folder), "copy", "data.keyring");
    const both = { ...SEALING, secondKeyring: second };
    await expect(open(both)).rejects.toMatchObject({ code: "bad-config" });
    await mkdir(dirname(second));
    const store = await open(both);
    await store.capture(captureOf("one", { key: "one" }));
    await store.capture(captureOf("two", { key: "two" }));
    await store.close();
    const first = join(folder, LAYOUT.keyring);
    const whole = await readFile(first);
    expect(await readFile(second)).toEqual(whole);
    const damages: readonly ((path: string) => Promise<void>)[] = [
      (path) => rm(path),
      (path) => writeFile(path, whole.subarray(0, whole.length - 100)),
      (path) => writeFile(path, whole.subarray(0, whole.length - 156)),
      (path) => writeFile(path, Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) ?? 0) ^ 1])])),
    ];
    for (const path of [first, second]) {
      for (const damage of damages) {
        await damage(path);
        const again = await open(both);
        expect(await textOf(again.openBlob(sha256("two")))).toBe("two");
        await again.close();
        expect([await readFile(first), await readFile(second)]).toEqual([whole, whole]);
      }
    }
  });

  it.each([
    ["added to", (path: string) => appendFile(path, Buffer.alloc(SLOT_BYTES, 7))],
    ["replaced in", async (path: string) => rename(await copyOf(path), path)],
  ])("that somebody else %s the file are never written over: the store stops", async (_, change) => {
    const second = join(dirname(folder), "data.keyring");
    for (const path of [join(folder, LAYOUT.keyring), second]) {
      const store = await open({ ...SEALING, secondKeyring: second });
      await store.capture(captureOf(`before ${path}`, { key: path }));
      await change(path);
      const there = await readFile(path);
      await expect(store.capture(captureOf("after", { key: "after" }))).rejects.toMatchObject({
        code: "store-damaged",
        message: expect.stringContaining(path),
      });
      await expect(store.append(KEY_NOTE)).rejects.toMatchObject({ code: "store-damaged" });
      await store.close();
      expect(await readFile(path)).toEqual(there);
    }
  });

  it("are wrapped by another master key without touching a blob", async () => {
    const store = await open();
    await store.capture(captureOf(BODY));
    const blobs = await filesOf(join(folder, "blobs"));
    const next = { ...SEALING, master: Buffer.alloc(32, 2) };
    await store.rewrapKeys(next.master, LATER);
    await store.capture(captureOf("after", { key: "after" }));
    await store.close();
    await expect(open()).rejects.toMatchObject({ code: "bad-config" });
    const again = await open(next);
    expect(await textOf(again.openBlob(sha256(BODY)))).toBe(BODY);
    expect(await textOf(again.openBlob(sha256("after")))).toBe("after");
    expect(await filesOf(join(folder, "blobs"))).toEqual(expect.arrayContaining(blobs));
    const key = (await collect(again.records())).find(({ record }) => record.type === "key")?.record;
    expect(key).toMatchObject({ type: "key", purpose: "data", stream: "keys", n: 1, at: LATER });
    await again.close();
  });

  it("under a newer master key are not replaced by an older copy under the one before", async () => {
    const second = join(dirname(folder), "data.keyring");
    const both = { ...SEALING, secondKeyring: second };
    const store = await open(both);
    await store.capture(captureOf("one", { key: "one" }));
    const stale = await readFile(second);
    const next = { ...both, master: Buffer.alloc(32, 2) };
    await store.rewrapKeys(next.master, LATER);
    await store.close();
    const first = join(folder, LAYOUT.keyring);
    const same = await readFile(first);
    // As a crash between the two places leaves them: both hold the same keys, and either master key goes on.
    for (const sealing of [both, next]) {
      await writeFile(first, same);
      await writeFile(second, stale);
      await (await open(sealing)).close();
      expect(await readFile(second)).toEqual(await readFile(first));
    }
    const again = await open(next);
    await again.capture(captureOf("two", { key: "two" }));
    await again.close();
    const newest = await readFile(first);
    await writeFile(second, stale);
    await expect(open(both)).rejects.toMatchObject({
      code: "bad-config",
      message: `${first} was made with another master key and holds 1 keys that the other copy lacks`,
    });
    expect([await readFile(first), await readFile(second)]).toEqual([newest, stale]);
    await (await open(next)).close();
    expect(await readFile(second)).toEqual(newest);
    // The key that only the newer file held was destroyed there, half or whole: nothing is lost any more.
    for (const from of [newest.length - SLOT_BYTES + 32, newest.length - SLOT_BYTES]) {
      await writeFile(first, Buffer.concat([newest.subarray(0, from), Buffer.alloc(newest.length - from)]));
      await writeFile(second, stale);
      await (await open(both)).close();
      expect((await readFile(first)).equals(stale)).toBe(true);
    }
  });
});
