import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { textOf } from "../../src/base/pieces.js";
import { blobPath, LAYOUT } from "../../src/ledger/layout.js";
import { keyCommitment } from "../../src/ledger/sealing/data-key.js";
import {
  KEYRING_HEAD_BYTES,
  keyringSlots,
  SLOT_BYTES,
  unwrapKey,
  wrapKey,
} from "../../src/ledger/sealing/keyring-format.js";
import { openSealed } from "../../src/ledger/sealing/sealed-blob.js";
import { SEALING } from "../../src/store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { type Attack, attackFamily } from "./attack-family.js";
import {
  asInsider,
  MAY_GO_AT,
  STILL_KEPT_AT,
  sealedLog,
  sealedRecords,
  shredOf,
  verified,
} from "./confidential-fixture.js";

let clean: string;
beforeAll(async () => {
  clean = await sealedLog();
});

async function fresh(): Promise<string> {
  const copy = join(await mkdtemp(join(tmpdir(), "lookback-attack-")), "evidence");
  await cp(clean, copy, { recursive: true });
  return copy;
}

async function codes(folder: string): Promise<readonly string[]> {
  return (await verified(folder)).errors.map(({ code }) => code);
}

const destructions: readonly Attack<string>[] = [
  {
    number: 73,
    title: "a destruction that whoever asked for it approved",
    change: (folder) =>
      asInsider(folder, (store) => shredOf(store, { which: [1], at: MAY_GO_AT, approvedBy: " head  of HR" })),
    expected: "SHRED_UNAPPROVED",
  },
  {
    number: 75,
    title: "a destruction of evidence that a failing result rests on",
    change: (folder) => asInsider(folder, (store) => shredOf(store, { which: [0], at: STILL_KEPT_AT })),
    expected: "SHRED_IN_PERIOD",
  },
  {
    number: 150,
    title: "an approval that was given for other evidence",
    change: (folder) =>
      asInsider(folder, (store) => shredOf(store, { which: [1, 2], at: MAY_GO_AT, approvedFor: [sha256("other")] })),
    expected: "SHRED_UNAPPROVED",
  },
  {
    number: 151,
    title: "an approval that was given for another reason",
    change: (folder) =>
      asInsider(folder, (store) => shredOf(store, { which: [1], at: MAY_GO_AT, approvedReason: "retention" })),
    expected: "SHRED_UNAPPROVED",
  },
  {
    number: 152,
    title: "an approval that is no approval",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const [, second] = await sealedRecords(store);
        const { sha256: words } = await store.putBlob([Buffer.from("yes")]);
        const targets = second === undefined ? [] : [second.sha256];
        await store.shred({ targets, reason: "erasure", at: MAY_GO_AT, basis: words, approvedBy: words });
      }),
    expected: "SHRED_UNAPPROVED",
  },
  {
    number: 153,
    title: "a destruction of the details of a result",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const { sha256: words } = await store.putBlob([Buffer.from("yes")]);
        const targets = [sha256("details INEFFECTIVE")];
        await store.shred({ targets, reason: "legal", at: MAY_GO_AT, basis: words, approvedBy: words });
      }),
    expected: "RECORD_REF",
  },
  {
    number: 190,
    title: "a destruction that takes the question of other evidence along",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const [, , third] = await sealedRecords(store);
        if (third === undefined) throw new Error("three captures");
        await shredOf(store, { which: [1], at: MAY_GO_AT, andAlso: [third.source.asked] });
      }),
    expected: "SHRED_UNAPPROVED",
  },
  {
    number: 191,
    title: "a destruction of the question of evidence that a failing result rests on",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const [first] = await sealedRecords(store);
        if (first === undefined) throw new Error("three captures");
        await shredOf(store, { which: [1], at: STILL_KEPT_AT, andAlso: [first.source.asked] });
      }),
    expected: "SHRED_IN_PERIOD",
  },
  {
    number: 192,
    title: "evidence that another record calls its question, destroyed with that one",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const [, second, third] = await sealedRecords(store);
        if (second === undefined || third === undefined) throw new Error("three captures");
        const { v: _, n: __, anchor: ___, ...facts } = second;
        await store.append({ ...facts, source: { ...facts.source, asked: third.sha256 } });
        await shredOf(store, { which: [1], at: MAY_GO_AT, andAlso: [third.sha256] });
      }),
    expected: "SHRED_UNAPPROVED",
  },
];

attackFamily({ letter: "D", title: "evidence destroyed", fresh, codes, attacks: destructions });

const seals: readonly Attack<string>[] = [
  {
    number: 111,
    title: "one ciphertext with a second key in its place",
    change: (folder) => rekey(folder, Buffer.alloc(32, 9)),
    expected: "KEY_COMMIT",
  },
  {
    number: 154,
    title: "one ciphertext committed to twice",
    change: (folder) =>
      asInsider(folder, async (store) => {
        const [first] = await sealedRecords(store);
        if (first === undefined) throw new Error("three captures");
        const { v: _, n: __, anchor: ___, ...again } = first;
        await store.append({ ...again, keyc: keyCommitment(Buffer.alloc(32, 9)) });
      }),
    expected: "KEY_COMMIT",
  },
  {
    number: 155,
    title: "a key deleted without a record",
    change: (folder) =>
      editKeyring(folder, (bytes) => bytes.fill(0, KEYRING_HEAD_BYTES, KEYRING_HEAD_BYTES + SLOT_BYTES)),
    expected: "KEY_MISSING",
  },
  {
    number: 156,
    title: "all keys deleted",
    change: (folder) => rm(join(folder, LAYOUT.keyring)),
    expected: "KEY_MISSING",
  },
  {
    number: 157,
    title: "what was received described as something else",
    change: (folder) => rekey(folder, undefined),
    expected: "SEAL_BROKEN",
  },
  {
    number: 158,
    title: "a bit of a ciphertext",
    change: async (folder) => {
      const reader = await openEvidenceStore(folder, { mode: "read" });
      const [first] = await sealedRecords(reader);
      await reader.close();
      if (first === undefined) throw new Error("three captures");
      await edit(join(folder, blobPath(first.sha256)), (bytes) => bytes.fill((bytes[30] ?? 0) ^ 1, 30, 31));
    },
    expected: "BLOB_DIGEST",
  },
  {
    number: 159,
    title: "bytes that were never sealed, recorded as sealed",
    change: async (folder) => {
      let slot: Uint8Array = Buffer.alloc(0);
      await asInsider(folder, async (store) => {
        const [first] = await sealedRecords(store);
        const dataKey = first && store.dataKey(first.sha256);
        if (first === undefined || dataKey === undefined) throw new Error("three captures and their keys");
        const { v: _, n: __, anchor: ___, ...facts } = first;
        const { sha256: blob, sizeBytes } = await store.putBlob([Buffer.from("not sealed at all")]);
        await store.append({ ...facts, sha256: blob, size: sizeBytes });
        slot = wrapKey({ blob, dataKey }, { master: SEALING.master, nonce: Buffer.alloc(12) });
      });
      await editKeyring(folder, (bytes) => Buffer.concat([bytes, slot]));
    },
    expected: "SEAL_BROKEN",
  },
];

attackFamily({ letter: "G", title: "sealed evidence", fresh, codes, attacks: seals });

describe("sealed evidence", () => {
  it("verifies with its keys; without them it says what it could not look into", async () => {
    const { errors, notChecked } = await verified(clean);
    expect([errors, notChecked.filter((line) => line.includes("sealed"))]).toEqual([[], []]);
    const without = await verifyEvidence(folderSource(clean));
    expect([without.errors, without.notChecked]).toEqual([
      [],
      expect.arrayContaining(["What 3 sealed blobs hold: the keys were not at hand."]),
    ]);
  });

  it("74, 108. destroyed lawfully is told, and opens with nothing that is left", async () => {
    const folder = await fresh();
    const before = await readFile(join(folder, LAYOUT.keyring));
    const sealed = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
    const [, second] = await sealedRecords(sealed);
    if (second === undefined) throw new Error("three captures");
    const ciphertext = await readFile(join(folder, blobPath(second.sha256)));
    await sealed.close();
    await asInsider(folder, (store) => shredOf(store, { which: [1], at: MAY_GO_AT }));
    const { errors, infos } = await verified(folder);
    expect([errors, infos.map(({ code }) => code)]).toEqual([[], ["INFO_SHREDDED", "INFO_SHREDDED"]]);
    // Whoever kept the ciphertext finds no key for it; with the keys of before it would have opened.
    const left = [...keyringSlots(await readFile(join(folder, LAYOUT.keyring)))].map(({ blob }) => blob);
    expect([left.length, left.includes(second.sha256)]).toEqual([2, false]);
    const reader = await openEvidenceStore(folder, { mode: "read", sealing: SEALING });
    for (const record of await sealedRecords(reader)) {
      const key = reader.dataKey(record.sha256)?.key;
      if (key !== undefined) await expect(textOf(openSealed([ciphertext], key))).rejects.toThrow();
    }
    await reader.close();
    await writeFile(join(folder, LAYOUT.keyring), before);
    expect((await verified(folder)).infos.map(({ code }) => code)).toContain("INFO_SHRED_PENDING");
  });

  it("that a failing result rests on may go when its readers had their time", async () => {
    const folder = await fresh();
    await asInsider(folder, (store) => shredOf(store, { which: [0], at: MAY_GO_AT }));
    expect(await codes(folder)).toEqual([]);
  });

  it("destroyed, captured again and lost is a loss", async () => {
    const folder = await fresh();
    await asInsider(folder, async (store) => {
      await shredOf(store, { which: [1], at: MAY_GO_AT });
      const [, second] = await sealedRecords(store);
      if (second === undefined) throw new Error("three captures");
      const { v: _, n: __, anchor: ___, ...again } = second;
      await store.append(again);
    });
    expect(await codes(folder)).toContain("BLOB_MISSING");
  });
});

async function edit(path: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  const bytes = await readFile(path);
  await chmod(path, 0o644);
  await writeFile(path, change(bytes));
}

function editKeyring(folder: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  return edit(join(folder, LAYOUT.keyring), change);
}

/** Puts another key in the place of the first, or, without one, another digest of what was received. */
function rekey(folder: string, key: Uint8Array | undefined): Promise<void> {
  return editKeyring(folder, (bytes) => {
    const [slot] = keyringSlots(bytes);
    if (slot === undefined) throw new Error("three keys");
    const own = unwrapKey(slot, SEALING.master);
    const dataKey = { key: key ?? own?.key ?? Buffer.alloc(32), received: sha256("other"), question: sha256("other") };
    const forged = wrapKey({ blob: slot.blob, dataKey }, { master: SEALING.master, nonce: Buffer.alloc(12) });
    return Buffer.concat([bytes.subarray(0, slot.offset), forged, bytes.subarray(slot.offset + SLOT_BYTES)]);
  });
}
