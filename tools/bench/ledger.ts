import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { instantOf } from "../../src/base/instant.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";

const RECORDS = 20_000;

/** Appends per second against hashing and syncing the same number of records in groups, nothing else. */
export async function benchLedger(folder: string): Promise<string> {
  const store = await openEvidenceStore(join(folder, "evidence"), {
    mode: "write",
    processId: process.pid,
    bootId: "bench",
    isAlive: () => false,
  });
  const at = instantOf(Date.UTC(2026, 0, 1));
  const start = performance.now();
  await Promise.all(Array.from({ length: RECORDS }, () => store.recordRun({ sourceId: "bench", at, captures: 0 })));
  const appends = RECORDS / ((performance.now() - start) / 1_000);
  await store.publish();
  await store.close();
  const raw = await rawRate(join(folder, "raw"));
  return `ledger: ${rounded(appends)} appends/s; raw SHA-256 and fdatasync of as many records ${rounded(raw)}/s (${(appends / raw).toFixed(2)} of it)`;
}

async function rawRate(path: string): Promise<number> {
  const handle = await open(path, "w");
  const record = Buffer.alloc(220, "x");
  const start = performance.now();
  for (let done = 0; done < RECORDS; done += 256) {
    const group: Buffer[] = [];
    for (let each = 0; each < 256; each += 1) group.push(createHash("sha256").update(record).digest(), record);
    await handle.write(Buffer.concat(group));
    await handle.datasync();
  }
  const seconds = (performance.now() - start) / 1_000;
  await handle.close();
  return RECORDS / seconds;
}

function rounded(rate: number): string {
  return Math.round(rate).toLocaleString("en");
}
