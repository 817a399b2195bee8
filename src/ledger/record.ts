import { z } from "zod";
import type { Sha256 } from "../base/digest.js";
import { At, Digest } from "./fields.js";

const Count = z.int().min(0);
/** An id, a kind, a code: no blanks, so no sentence and no name fits in. */
const Token = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/@:-]{0,199}$/, "expected letters, digits and . _ / @ : -");
const Key = z.string().min(1).max(1_024);

/** On every record. `anchor` names the newest logged time-stamp: the record cannot be older than that. */
const Common = {
  v: z.literal(1),
  /** Our clock: a claim, never a proof. */
  at: At,
  anchor: z.strictObject({ size: Count, root: Digest, tsr: Digest }).optional(),
  /** Counted from 1 without gaps per stream, so that a record left out shows. */
  stream: Token,
  n: z.int().min(1),
};

const Source = z.strictObject({
  sourceId: Token,
  connector: Token,
  version: Count,
  /** Left out when it may name a person: then it stands in the blob `asked` only. */
  key: Key.optional(),
  /** Blob with `{"key","request"}` in canonical JSON: what was asked, word for word. */
  asked: Digest,
  observedAt: At,
  status: z.int().min(100).max(599).optional(),
  /** The technical identity that asked. */
  identity: Token.optional(),
  /** How many secrets were taken out of the question before it was stored; left out when there were none. */
  redacted: z.int().min(1).optional(),
});

const Blob = { sha256: Digest, size: Count, media: z.string().min(1).max(200), source: Source };

/** Stored bytes. `enc`: the blob is ciphertext and `keyc` commits to its key (SHA-256 of label and key). */
const Evidence = z.discriminatedUnion("class", [
  z.strictObject({ ...Common, type: z.literal("evidence"), ...Blob, class: z.literal("plain") }),
  z.strictObject({ ...Common, type: z.literal("evidence"), ...Blob, class: z.literal("enc"), keyc: Digest }),
]);

/** How many minutes after this run the next one was promised to have ended, at most. */
const Promised = { everyMinutes: z.int().min(1).optional() };

/** A run that ended, also when it failed or found nothing; `unchanged`: one capture had the bytes of record `same`. */
const Run = z.discriminatedUnion("outcome", [
  z.strictObject({ ...Common, type: z.literal("run"), outcome: z.literal("complete"), captures: Count, ...Promised }),
  z.strictObject({
    ...Common,
    type: z.literal("run"),
    outcome: z.literal("failed"),
    captures: Count,
    failure: Token,
    ...Promised,
  }),
  z.strictObject({ ...Common, type: z.literal("run"), outcome: z.literal("unchanged"), same: Count, observedAt: At }),
]);

/** A test that was performed: which one, on which records, and what came out. */
const Result = z.strictObject({
  ...Common,
  type: z.literal("result"),
  test: Token,
  version: Count,
  digest: Digest,
  inputs: z.array(Count).max(5_000),
  asOf: At,
  outcome: Token,
  details: Digest,
});

/** An access review: its decisions, who approved them and how they signed in, and the sealed rendering. */
const Review = z.strictObject({
  ...Common,
  type: z.literal("review"),
  decisions: Digest,
  approval: Digest,
  pdf: Digest.optional(),
});

/** A time-stamp over the checkpoint of `size` leaves was received; `tsr` is the digest of the whole response. */
const Anchor = z.strictObject({ ...Common, type: z.literal("anchor"), size: Count, root: Digest, tsr: Digest });

/** So many blobs fit in one record of a destruction. */
export const SHRED_TARGETS_MAX = 900;

/** Blobs that are gone on purpose. The approval is a blob; without one the verifier refuses. */
const Shred = z.strictObject({
  ...Common,
  type: z.literal("shred"),
  targets: z.array(Digest).min(1).max(SHRED_TARGETS_MAX),
  reason: z.enum(["retention", "erasure", "legal"]),
  basis: Digest,
  approvedBy: Digest,
});

/** A redacted copy: the original stays. */
const Derived = z.strictObject({
  ...Common,
  type: z.literal("derived"),
  from: Digest,
  to: Digest,
  size: Count,
  media: z.string().min(1).max(200),
  transform: Token,
});

const KeyRotation = z.strictObject({
  ...Common,
  type: z.literal("key"),
  purpose: z.enum(["log", "witness", "seal", "data"]),
  fingerprint: Digest,
});

/** A correction points back at the record it replaces and never edits it. */
const Supersede = z.strictObject({ ...Common, type: z.literal("supersede"), replaces: Count, reason: Digest });

/** Who took which pack. */
const Export = z.strictObject({
  ...Common,
  type: z.literal("export"),
  pack: Digest,
  size: Count,
  recipient: Digest,
});

const MapChange = z.strictObject({ ...Common, type: z.literal("map"), mapping: Digest, version: Count });

/** What a person decided: confirmation, cause, plan, response, freeze, selection, waiver. The words stand in the blob. */
const Decision = z.strictObject({
  ...Common,
  type: z.literal("decision"),
  kind: Token,
  subject: Token,
  body: Digest,
});

const SCHEMAS = {
  evidence: Evidence,
  run: Run,
  result: Result,
  review: Review,
  anchor: Anchor,
  shred: Shred,
  derived: Derived,
  key: KeyRotation,
  supersede: Supersede,
  export: Export,
  map: MapChange,
  decision: Decision,
} as const;

type RecordType = keyof typeof SCHEMAS;

/** One leaf of the log. Holds ids, counts and digests only: whatever may name a person stands in a blob. */
export type LedgerRecord = { readonly [T in RecordType]: z.infer<(typeof SCHEMAS)[T]> }[RecordType];

type OwnFields<R> = R extends unknown ? Omit<R, "v" | "n" | "anchor"> : never;

/** A record before the log has given it its counter and its anchor. */
export type NewRecord = OwnFields<LedgerRecord>;

/** The schema of a record type; `undefined` for a type that this version does not know. */
export function recordSchema(type: unknown): z.ZodType<LedgerRecord> | undefined {
  return typeof type === "string" && isRecordType(type) ? SCHEMAS[type] : undefined;
}

/** Digests of every blob that must be there for the record to be worth anything, with the size where the record says it. */
export function blobsOf(record: LedgerRecord): readonly { readonly sha256: Sha256; readonly size?: number }[] {
  switch (record.type) {
    case "evidence":
      return [{ sha256: record.sha256, size: record.size }, { sha256: record.source.asked }];
    case "result":
      return [{ sha256: record.details }];
    case "review":
      return [record.decisions, record.approval, ...(record.pdf ? [record.pdf] : [])].map((sha256) => ({ sha256 }));
    case "shred":
      return [{ sha256: record.basis }, { sha256: record.approvedBy }];
    case "derived":
      // What a document was made from is its own; what a copy was made from is evidence, with a record of its own.
      return [{ sha256: record.to, size: record.size }, ...(isDocument(record) ? [{ sha256: record.from }] : [])];
    case "supersede":
      return [{ sha256: record.reason }];
    case "export":
      return [{ sha256: record.recipient }];
    case "map":
      return [{ sha256: record.mapping }];
    case "decision":
      return [{ sha256: record.body }];
    case "run":
    case "anchor":
    case "key":
      return [];
  }
}

/** Whether a derived blob is a sealed document, and not a copy of evidence. */
export function isDocument({ transform }: { readonly transform: string }): boolean {
  return transform.startsWith("pdf/");
}

function isRecordType(type: string): type is RecordType {
  return Object.hasOwn(SCHEMAS, type);
}
