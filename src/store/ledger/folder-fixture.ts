import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../base/digest.js";
import { type Instant, instant } from "../../base/instant.js";
import type { NewRecord } from "../../ledger/record.js";
import type { CaptureInput, EvidenceStore } from "./contract.js";
import { type OpenOptions, openEvidenceStore, type SealingOptions } from "./open-evidence-store.js";

export const AT: Instant = instant("2026-01-01T00:00:00.000Z");
export const LATER: Instant = instant("2026-01-02T00:00:00.000Z");

/** Test only: a path that does not exist yet, in a folder that does. */
export async function newPlace(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), "lookback-evidence-")), "evidence");
}

/** Test only: opens for writing as a process of which no other is alive. */
export function openWriter(
  folder: string,
  options: Partial<Extract<OpenOptions, { mode: "write" }>> = {},
): Promise<EvidenceStore> {
  return openEvidenceStore(folder, { mode: "write", processId: 1, bootId: "boot", isAlive: () => false, ...options });
}

/** Test only: seals what is captured, under a key that is no secret. */
export const SEALING: SealingOptions & { readonly master: Uint8Array } = { master: Buffer.alloc(32, 1), isOn: true };

/** Test only: a capture of some text. */
export function captureOf(text: string, changes: Partial<CaptureInput> = {}): CaptureInput {
  return {
    sourceId: "okta-users",
    connector: "exports",
    version: 1,
    key: "users.json",
    media: "application/json",
    body: bodyOf(text),
    request: { file: "users.json" },
    observedAt: AT,
    at: AT,
    ...changes,
  };
}

export async function* bodyOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** Test only: a small record that needs no blob of its own to be readable. */
export function decisionOf(subject: string): NewRecord {
  return { type: "decision", at: AT, stream: "decisions", kind: "cause", subject, body: sha256("a cause") };
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Evidence records of sealed captures, in order. */
export async function sealedRecords(store: EvidenceStore) {
  const records = await collect(store.records());
  return records.flatMap(({ record }) => (record.type === "evidence" && record.class === "enc" ? [record] : []));
}
