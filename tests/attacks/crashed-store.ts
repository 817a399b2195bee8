import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../../src/base/app-error.js";
import type { Disk } from "../../src/store/blobs/disk.js";
import { realDisk } from "../../src/store/blobs/disk.js";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, decisionOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { type OpenOptions, openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

/** An evidence folder that something happens to, and what was said of it. */
export interface CrashedStore {
  folder: string;
  /** Subjects of decisions that were acknowledged, by place. */
  readonly acknowledged: Map<number, string>;
  /** Codes of errors that writing ended with. */
  readonly said: string[];
  /** Something happened: if nothing is to be seen of it, it was recovered from. */
  isHarmed: boolean;
  /** How the next process opens the folder. */
  owner: Partial<Extract<OpenOptions, { mode: "write" }>>;
}

/** A log of six records under two heads and one after them. */
export async function cleanStore(): Promise<CrashedStore> {
  const folder = await newPlace();
  const store = await openWriter(folder);
  const acknowledged = new Map<number, string>();
  await store.putBlob([Buffer.from("a cause")]);
  await store.capture(captureOf("one"));
  for (const subject of ["a", "b"]) acknowledged.set((await store.append(decisionOf(subject))).index, subject);
  await store.publish();
  for (const subject of ["c", "d"]) acknowledged.set((await store.append(decisionOf(subject))).index, subject);
  await store.publish();
  acknowledged.set((await store.append(decisionOf("e"))).index, "e");
  await store.close();
  return { folder, acknowledged, said: [], isHarmed: false, owner: {} };
}

export async function copyOfStore(clean: CrashedStore): Promise<CrashedStore> {
  const folder = join(await mkdtemp(join(tmpdir(), "lookback-crashed-")), "evidence");
  await cp(clean.folder, folder, { recursive: true });
  return { ...clean, folder, acknowledged: new Map(clean.acknowledged), said: [], owner: {} };
}

/**
 * What is said of the folder: errors of writing, then those of the next start and publication, `LOST` for what was
 * acknowledged and is not there, then those of the verifier; `RECOVERED` when nothing else is to be said.
 */
export async function storeCodes(subject: CrashedStore): Promise<readonly string[]> {
  const codes = [...subject.said];
  if (subject.isHarmed) codes.push(...(await nextStart(subject)));
  const { errors } = await verifyEvidence(folderSource(subject.folder));
  codes.push(...errors.map(({ code }) => code));
  return subject.isHarmed && codes.length === 0 ? ["RECOVERED"] : codes;
}

/** Writes as one process, whose errors are noted; what it acknowledged counts. */
export async function writing(
  subject: CrashedStore,
  work: (append: (label: string) => Promise<void>, store: EvidenceStore) => Promise<void>,
  disk: Partial<Disk> = {},
): Promise<void> {
  subject.isHarmed = true;
  const store = await openWriter(subject.folder, { disk: { ...realDisk, ...disk } });
  const append = async (label: string) => {
    const { index } = await store.append(decisionOf(label));
    subject.acknowledged.set(index, label);
  };
  try {
    await work(append, store);
  } catch (error) {
    subject.said.push(codeOf(error));
  }
  await store.close();
}

/** Every file of a folder, by path, as it is now: to be put back later. */
export async function keepCopy(folder: string, ...paths: readonly string[]): Promise<() => Promise<void>> {
  const copy = await mkdtemp(join(tmpdir(), "lookback-older-"));
  for (const path of paths) await cp(join(folder, path), join(copy, path), { recursive: true });
  return async () => {
    for (const path of paths) {
      await rm(join(folder, path), { recursive: true });
      await cp(join(copy, path), join(folder, path), { recursive: true });
    }
  };
}

/** A disk on which calls of this kind fail with this code. */
export function failing(call: keyof Disk, code: string): Partial<Disk> {
  return { [call]: () => Promise.reject(Object.assign(new Error(code), { code })) };
}

export function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  throw error;
}

export async function sizeOfJournal({ folder }: CrashedStore): Promise<number> {
  return (await readFile(join(folder, "journal"))).length;
}

async function nextStart({ folder, acknowledged, owner }: CrashedStore): Promise<readonly string[]> {
  try {
    const store = await openEvidenceStore(folder, {
      mode: "write",
      processId: 1,
      bootId: "boot",
      isAlive: () => false,
      ...owner,
    });
    try {
      const there = new Map<number, string>();
      for await (const { index, record } of store.records()) {
        if (record.type === "decision") there.set(index, record.subject);
      }
      const lost = [...acknowledged].filter(([index, subject]) => there.get(index) !== subject);
      await store.append(decisionOf("next"));
      await store.publish();
      return lost.map(() => "LOST");
    } finally {
      await store.close();
    }
  } catch (error) {
    return [codeOf(error)];
  }
}
