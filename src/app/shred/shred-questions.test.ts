import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { textOf } from "../../base/pieces.js";
import { blobPath } from "../../ledger/layout.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import { captureOf, collect, LATER, newPlace, openWriter, SEALING } from "../../store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../store/ledger/open-evidence-store.js";
import { pastEvidence } from "../../store/ledger/past-evidence.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { Workspace } from "../workspace/schema.js";
import { listEvidence } from "./held-evidence.js";
import { planShred } from "./plan-shred.js";
import { shred } from "./shred.js";

const KEY = "users/jane.doe@example.com.json";
const REQUEST = { file: "users.json" };
const QUESTION = sha256(canonicalJson({ key: KEY, request: REQUEST }));

let folder: string;
beforeEach(async () => {
  folder = await newPlace();
});

function capture(store: EvidenceStore, text: string, key = KEY) {
  return store.capture(captureOf(text, { key, request: REQUEST }));
}

/** Destroys evidence by the places of its records, as the command does once the period is closed. */
async function destroy(store: EvidenceStore, records: readonly number[]): Promise<void> {
  const workspace = Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2020-01-01", to: "2020-06-30" } },
  });
  const list = await listEvidence(store);
  const plan = planShred({ workspace, list, report: undefined, reason: "erasure", choice: { records }, at: LATER });
  const words = {
    basis: "Request 4711",
    requestedBy: "Head of HR",
    approvedBy: "DPO",
    confirmation: plan.confirmation,
  };
  await shred({ evidence: store, files: { removeFolder: async () => undefined }, plan, words, at: LATER });
}

const isThere = (blob: Sha256) => folderSource(folder).has(blobPath(blob));

async function problems(): Promise<readonly string[]> {
  return (await verifyEvidence(folderSource(folder), { master: SEALING.master })).errors.map(({ code }) => code);
}

it("goes with the last evidence that it was asked for, where it was stored in plain", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await capture(store, "Jane left");
  await destroy(store, [0]);
  expect([await isThere(QUESTION), await problems()]).toEqual([true, []]);
  await destroy(store, [1]);
  expect([await isThere(QUESTION), await problems()]).toEqual([false, []]);
  const records = await collect(store.records());
  const targets = records.flatMap(({ record }) => (record.type === "shred" ? [record.targets] : []));
  expect(targets).toEqual([[sha256("Jane")], [QUESTION, sha256("Jane left")]]);
  await store.close();
});

it("stays where another record names the same bytes", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await store.append({ type: "decision", at: LATER, stream: "d", kind: "cause", subject: "s", body: QUESTION });
  await destroy(store, [0]);
  expect([await isThere(sha256("Jane")), await isThere(QUESTION)]).toEqual([false, true]);
  await store.close();
});

it("is missed by no reader: the log opens, for now and for any earlier moment", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await capture(store, "stays", "stays.json");
  await destroy(store, [0]);
  await store.close();
  for (const mode of ["read", "write"]) {
    const again = await (mode === "read" ? openEvidenceStore(folder, { mode: "read" }) : openWriter(folder));
    expect((await again.captures()).map(({ capture: { key } }) => key)).toEqual(["stays.json"]);
    const blob = (digest: Sha256) => folderSource(folder).stream(blobPath(digest));
    const common = { records: () => again.records(), blob, dataKey: () => undefined, withheld: new Set<string>() };
    const keysAt = async (size: number) =>
      (await (await pastEvidence({ ...common, size })).captures()).map(({ capture: { key } }) => key);
    expect([await keysAt(3), await keysAt(2)]).toEqual([["stays.json"], [`unread question ${QUESTION}`, "stays.json"]]);
    await again.close();
  }
});

it("is damage where it is missing and no record says why", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await rm(join(folder, blobPath(QUESTION)));
  const blob = (digest: Sha256) => folderSource(folder).stream(blobPath(digest));
  const common = { records: () => store.records(), blob, dataKey: () => undefined, withheld: new Set<string>() };
  await expect(pastEvidence({ ...common, size: 1 })).rejects.toThrow();
  await store.close();
  await expect(openWriter(folder)).rejects.toMatchObject({ code: "store-damaged" });
});

it("is here again with what is captured again, and only with that", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await destroy(store, [0]);
  // The same bytes, asked for something else: what was destroyed does not come back by that.
  await capture(store, "Jane", "others/joe@example.com.json");
  expect(await capture(store, "Jane")).toMatchObject({ isNew: true });
  await destroy(store, [2, 3]);
  await capture(store, "Jane", "others/joe@example.com.json");
  await store.close();
  const again = await openWriter(folder);
  expect((await again.captures()).map(({ capture: { key } }) => key)).toEqual(["others/joe@example.com.json"]);
  expect(again.history("okta-users", KEY)).toEqual([]);
  await capture(again, "Jane new");
  await again.close();
  const last = await openWriter(folder);
  const there = await last.captures();
  expect(await Promise.all(there.map(({ capture: { open } }) => textOf(open())))).toEqual(["Jane new", "Jane"]);
  await last.close();
  expect([await isThere(QUESTION), await problems()]).toEqual([true, []]);
});

it("does not take along what was sealed later for the same question", async () => {
  const store = await openWriter(folder);
  await capture(store, "Jane");
  await store.close();
  const sealing = await openWriter(folder, { sealing: SEALING });
  await capture(sealing, "Jane left");
  await destroy(sealing, [0]);
  await sealing.close();
  const again = await openWriter(folder, { sealing: SEALING });
  expect((await again.captures()).map(({ capture: { key } }) => key)).toEqual([KEY]);
  await again.close();
  expect([await isThere(QUESTION), await problems()]).toEqual([false, []]);
});
