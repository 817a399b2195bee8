import type { Sha256 } from "../../base/digest.js";
import type { Instant } from "../../base/instant.js";
import { blobsOf, type LedgerRecord } from "../../ledger/record.js";
import { ShreddedBlobs } from "../../ledger/shredded-blobs.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";

/** Stored evidence that was not destroyed: one blob, and every record that names it. */
export interface HeldEvidence {
  /** As the log names it. */
  readonly blob: Sha256;
  /** Places of its records; several where a plain file was captured more than once. */
  readonly records: readonly number[];
  readonly sources: readonly string[];
  /** When a source was first seen to say this. */
  readonly firstSeenAt: Instant;
  /** When one was last seen to say it. */
  readonly lastSeenAt: Instant;
  readonly isSealed: boolean;
  /** Digest of the bytes as received, which reports name; `undefined` when its key is not here. */
  readonly received: Sha256 | undefined;
  /** Redacted copies that were made of it and are here. */
  readonly copies: readonly Sha256[];
  /**
   * What was asked for it, where that was stored in plain: it may name a person. Only evidence names these blobs; other
   * evidence may name them too.
   */
  readonly questions: readonly Sha256[];
}

type Evidence = Extract<LedgerRecord, { type: "evidence" }>;

/** A result that was logged, with the evidence that it rests on by place. */
export interface LoggedResult {
  readonly index: number;
  readonly test: string;
  readonly outcome: string;
  readonly asOf: Instant;
  readonly inputs: readonly number[];
}

export interface EvidenceList {
  /** In the order of first captures. */
  readonly held: readonly HeldEvidence[];
  readonly results: readonly LoggedResult[];
  /** When evidence was last stored, by our clock; `undefined`: never. */
  readonly newestAt: Instant | undefined;
}

/** Evidence while the log is read: a plain file may be captured under any number of names. */
interface Found {
  readonly isSealed: boolean;
  readonly received: Sha256 | undefined;
  readonly records: number[];
  readonly sources: Set<string>;
  readonly copies: Set<Sha256>;
  readonly questions: Set<Sha256>;
  firstSeenAt: Instant;
  lastSeenAt: Instant;
}

/** Everything that could be destroyed, and what may speak against it. */
export async function listEvidence(evidence: Pick<EvidenceStore, "records" | "dataKey">): Promise<EvidenceList> {
  const held = new Map<Sha256, Found>();
  const blobAt = new Map<number, Sha256>();
  const results: LoggedResult[] = [];
  const needed = new Set<Sha256>();
  const shredded = new ShreddedBlobs();
  let newestAt: Instant | undefined;
  for await (const { index, record } of evidence.records()) {
    shredded.see(record);
    if (record.type !== "evidence") for (const { sha256 } of blobsOf(record)) needed.add(sha256);
    switch (record.type) {
      case "evidence": {
        const { sha256: blob } = record;
        const received = record.class === "plain" ? blob : evidence.dataKey(blob)?.received;
        const found = held.get(blob) ?? newlyFound(record, received);
        held.set(blob, found);
        addRecord(found, index, record);
        blobAt.set(index, blob);
        newestAt = later(newestAt, record.at);
        break;
      }
      case "run": {
        if (record.outcome !== "unchanged") break;
        const blob = blobAt.get(record.same);
        const found = blob === undefined ? undefined : held.get(blob);
        if (found !== undefined) found.lastSeenAt = later(found.lastSeenAt, record.observedAt);
        break;
      }
      case "derived":
        held.get(record.from)?.copies.add(record.to);
        break;
      case "shred":
        for (const target of record.targets) held.delete(target);
        break;
      case "result":
        results.push({ index, ...record });
        break;
      default:
        break;
    }
  }
  const here = [...held].map(([blob, { sources, copies, questions, ...facts }]) => ({
    blob,
    ...facts,
    sources: [...sources],
    copies: [...copies].filter((copy) => !shredded.has(copy)),
    questions: [...questions].filter((question) => !shredded.has(question) && !needed.has(question)),
  }));
  return { held: here, results, newestAt };
}

function newlyFound({ class: kind, source: { observedAt } }: Evidence, received: Sha256 | undefined): Found {
  const none = { records: [], sources: new Set<string>(), copies: new Set<Sha256>(), questions: new Set<Sha256>() };
  return { isSealed: kind === "enc", received, ...none, firstSeenAt: observedAt, lastSeenAt: observedAt };
}

function addRecord(found: Found, index: number, { source: { sourceId, asked, observedAt } }: Evidence): void {
  found.records.push(index);
  found.sources.add(sourceId);
  if (!found.isSealed) found.questions.add(asked);
  if (observedAt < found.firstSeenAt) found.firstSeenAt = observedAt;
  found.lastSeenAt = later(found.lastSeenAt, observedAt);
}

function later(one: Instant | undefined, other: Instant): Instant {
  return one !== undefined && one > other ? one : other;
}
