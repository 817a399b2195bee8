import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, decisionOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { Pin } from "../../src/verify/pin.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

/** A log of 300 records: captures, one seen again, a decision with its blob, two checkpoints, two records after them. */
export async function makeLog(): Promise<string> {
  const folder = await newPlace();
  const store = await openWriter(folder);
  await appendFirst(store);
  await store.publish();
  await Promise.all(Array.from({ length: 293 }, (_, each) => store.append(decisionOf(`e${each + 1}`))));
  await store.publish();
  await store.append(decisionOf("late"));
  await store.append(decisionOf("later"));
  await store.close();
  return folder;
}

/** What the log of `makeLog` begins with. */
export async function appendFirst(store: EvidenceStore): Promise<void> {
  for (let each = 0; each < 3; each += 1) {
    await store.capture(captureOf(`text ${each}`, { key: `file-${each}` }));
  }
  await store.capture(captureOf("text 1", { key: "file-1" }));
  await store.putBlob([Buffer.from("a cause")]);
  await store.append(decisionOf("e0"));
}

/** A copy that may be spoilt. */
export async function copyOf(folder: string): Promise<string> {
  const copy = join(await mkdtemp(join(tmpdir(), "lookback-attack-")), "evidence");
  await cp(folder, copy, { recursive: true });
  return copy;
}

/** Codes of all errors, each once, sorted. */
export async function codesOf(folder: string, pin?: Pin): Promise<readonly string[]> {
  const { errors } = await verifyEvidence(folderSource(folder), pin === undefined ? {} : { pin });
  return [...new Set(errors.map(({ code }) => code))].sort();
}
