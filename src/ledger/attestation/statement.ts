import type { Json } from "../../base/canonical-json.js";
import type { Checkpoint } from "../checkpoint.js";
import type { CollectionRun, ReceivedBytes } from "./collection-runs.js";

/** An in-toto Statement: what it is about, and what it says of that (in-toto attestation framework, version 1). */
export interface Statement {
  readonly [key: string]: Json;
  readonly _type: "https://in-toto.io/Statement/v1";
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof COLLECTION_PREDICATE;
}

/** What our predicate is called. A change of its meaning gets another number. */
export const COLLECTION_PREDICATE = "urn:lookback:attestation:collection:1";

/**
 * Says of one run what was received, by SHA-256, and where the log holds it: ids, counts, digests and times, never what
 * may name a person. A run that received nothing is about the records that say so.
 *
 * `head` must cover the run; the first signed head that does never changes, and neither does the statement then.
 */
export function collectionStatement(run: CollectionRun, head: Checkpoint): Statement {
  const { received, ended, unfinished } = run;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: received.length > 0 ? subjects(received) : ended.map((end) => subject(recordName(end.record), end.sha256)),
    predicateType: COLLECTION_PREDICATE,
    predicate: {
      log: { origin: head.origin, size: head.size, root: Buffer.from(head.root).toString("hex") },
      startedAt: run.at,
      period: observed(run),
      sources: [
        ...ended.map(({ source, record, captures, failure }) => ({
          source,
          record,
          captures,
          outcome: failure === undefined ? "complete" : "failed",
          failure,
        })),
        ...unfinished.map((source) => ({ source, outcome: "unfinished" })),
      ],
      records: received.map(({ record, heldBy, source, connector, version, observedAt, isSealed }) => ({
        record,
        heldBy: heldBy === record ? undefined : heldBy,
        source,
        collector: { id: connector, version },
        observedAt,
        stored: isSealed ? "sealed" : "plain",
      })),
    },
  };
}

/** Bytes by source and key; a key that may not stand in the open, or stands there already, by the place of the record. */
function subjects(received: readonly ReceivedBytes[]): Statement["subject"] {
  const taken = new Set<string>();
  return received.map(({ source, key, record, sha256 }) => {
    const open = key === undefined ? undefined : `${source}/${key}`;
    const name = open === undefined || taken.has(open) ? recordName(record) : open;
    taken.add(name);
    return subject(name, sha256);
  });
}

/** No source id holds a blank, so no key can pass for the name of a record. */
function recordName(index: number): string {
  return `record ${index}`;
}

function subject(name: string, sha256: string): Statement["subject"][number] {
  return { name, digest: { sha256 } };
}

/** From the first to the last moment at which a source was looked at; the start of a run that received nothing. */
function observed({ received, at }: CollectionRun): { readonly from: string; readonly to: string } {
  const times = received.map(({ observedAt }) => observedAt).sort();
  return { from: times[0] ?? at, to: times.at(-1) ?? at };
}
