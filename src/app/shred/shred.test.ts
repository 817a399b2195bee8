import { expect, it } from "vitest";
import { sha256 } from "../../base/digest.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { captureOf, collect, LATER, newPlace, openWriter, SEALING } from "../../store/ledger/folder-fixture.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { listEvidence } from "./held-evidence.js";
import { batchesOf, type ShredPlan } from "./plan-shred.js";
import { type ShredInput, shred } from "./shred.js";

const WORDS = { basis: "Request 4711", requestedBy: "Head of HR", approvedBy: "DPO", confirmation: "destroy" };

async function planOf(store: EvidenceStore): Promise<ShredPlan> {
  const { held } = await listEvidence(store);
  return { reason: "erasure", chosen: held, confirmation: WORDS.confirmation, refusals: [] };
}

async function destroyed(store: EvidenceStore, changes: Partial<ShredInput> = {}): Promise<readonly number[]> {
  const files = { removeFolder: async () => undefined };
  return shred({ evidence: store, files, plan: await planOf(store), words: WORDS, at: LATER, ...changes });
}

/** Notes redacted copies of the only evidence of a store. */
async function makeCopies(store: EvidenceStore, count: number): Promise<void> {
  const [only] = (await listEvidence(store)).held;
  if (only === undefined) throw new Error("one capture");
  const facts = {
    type: "derived",
    stream: "redactions",
    at: LATER,
    from: only.blob,
    size: 1,
    media: "text/csv",
  } as const;
  const copies = Array.from({ length: count }, (_, each) => ({
    to: sha256(`copy ${each}`),
    transform: `redact-${each}`,
  }));
  await Promise.all(copies.map((copy) => store.append({ ...facts, ...copy })));
}

/** How many blobs each record of a destruction names. */
async function sizes(store: EvidenceStore): Promise<readonly number[]> {
  const records = await collect(store.records());
  return records.flatMap(({ record }) => (record.type === "shred" ? [record.targets.length] : []));
}

it("throws away what was derived before it destroys anything, so that a crash leaves no rows of what is gone", async () => {
  const store = await openWriter(await newPlace(), { sealing: SEALING });
  await store.capture(captureOf("jane.doe@example.com"));
  const removed: string[] = [];
  const files = {
    removeFolder: async (folder: string) => {
      removed.push(folder);
      if (removed.length === 2) throw new Error("power cut");
    },
  };
  await expect(destroyed(store, { files })).rejects.toThrow("power cut");
  expect([(await listEvidence(store)).held.length, await sizes(store)]).toEqual([1, []]);
  await expect(destroyed(store, { files, words: { ...WORDS, basis: undefined } })).rejects.toThrow(
    "a destruction needs",
  );
  expect(removed.length).toBe(2);
  const during: number[] = [];
  const evidence: ShredInput["evidence"] = {
    putBlob: (body) => store.putBlob(body),
    publish: () => store.publish(),
    salt: () => store.salt(),
    shred: (input) => {
      during.push(removed.length);
      return store.shred(input);
    },
  };
  expect(await destroyed(store, { files, evidence })).toEqual([1]);
  expect([during, removed.length, (await listEvidence(store)).held]).toEqual([[6], 6, []]);
  await store.close();
});

it("destroys a file with more copies than one record can name: copies first, so that a rerun finds what is left", async () => {
  const folder = await newPlace();
  const store = await openWriter(folder, { sealing: SEALING });
  await store.capture(captureOf("no,email\n1,jane.doe@example.com\n"));
  await makeCopies(store, 899);
  expect((await destroyed(store)).length).toBe(2);
  expect([await sizes(store), (await listEvidence(store)).held]).toEqual([[899, 2], []]);
  await store.close();
  expect((await verifyEvidence(folderSource(folder))).errors).toEqual([]);
});

it.each([
  ["one file with its question and 898 copies", [898], [899]],
  ["one file with its question and 899 copies", [899], [899, 1]],
  ["450 files with their questions", Array.from({ length: 450 }, () => 0), [450]],
  ["451 files with their questions", Array.from({ length: 451 }, () => 0), [450, 1]],
  ["two files that fit", [890, 6], [898]],
  ["two files of which the second does not fit whole", [890, 7], [891, 8]],
])("cuts %s so that each record holds what goes with it", (_, copies, expected) => {
  const held = copies.map((count, at) => ({
    blob: sha256(`blob ${at}`),
    records: [at],
    sources: [],
    firstSeenAt: LATER,
    lastSeenAt: LATER,
    isSealed: true,
    received: undefined,
    copies: Array.from({ length: count }, (_, each) => sha256(`copy ${at} ${each}`)),
    questions: [],
  }));
  expect(batchesOf(held).map(({ length }) => length)).toEqual(expected);
});
