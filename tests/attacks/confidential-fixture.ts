import { randomBytes } from "node:crypto";
import { canonicalJson } from "../../src/base/canonical-json.js";
import { type Sha256, sha256 } from "../../src/base/digest.js";
import { type Instant, instant } from "../../src/base/instant.js";
import type { LedgerRecord } from "../../src/ledger/record.js";
import { shredSubject } from "../../src/ledger/shredding.js";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, collect, newPlace, openWriter, SEALING } from "../../src/store/ledger/folder-fixture.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { VerifyReport } from "../../src/verify/report.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

/** When the result of the fixture was judged, and the last moment and the first at which its evidence stays and may go. */
export const JUDGED_AT: Instant = instant("2026-07-01T00:00:00.000Z");
export const STILL_KEPT_AT: Instant = instant("2027-08-04T23:59:59.999Z");
export const MAY_GO_AT: Instant = instant("2027-08-05T00:00:00.000Z");

export const BODIES = ["jane.doe@example.com left", "john.roe@example.com joined", "nobody moved"] as const;

type Sealed = Extract<LedgerRecord, { class: "enc" }>;

/** A log with three sealed captures (records 0 to 2), a failing result on the first and a passing one on the second. */
export async function sealedLog(): Promise<string> {
  const folder = await newPlace();
  const store = await openWriter(folder, { sealing: SEALING });
  for (const [at, body] of BODIES.entries()) await store.capture(captureOf(body, { key: `file-${at}` }));
  for (const [input, outcome] of ["INEFFECTIVE", "EFFECTIVE"].entries()) {
    const { sha256: details } = await store.putBlob([Buffer.from(`details ${outcome}`)]);
    const common = { type: "result", at: JUDGED_AT, stream: "results", version: 1, asOf: JUDGED_AT } as const;
    await store.append({ ...common, test: `T-0${input}`, digest: sha256("test"), inputs: [input], outcome, details });
  }
  await store.publish();
  await store.close();
  return folder;
}

/** Opens the log, lets somebody with all keys do something, signs it and closes it. */
export async function asInsider(folder: string, work: (store: EvidenceStore) => Promise<void>): Promise<void> {
  const store = await openWriter(folder, { sealing: SEALING });
  await work(store);
  await store.publish();
  await store.close();
}

/** The evidence records of a log, in order. */
export async function sealedRecords(store: Pick<EvidenceStore, "records">): Promise<readonly Sealed[]> {
  const records = await collect(store.records());
  return records.flatMap(({ record }) => (record.type === "evidence" && record.class === "enc" ? [record] : []));
}

export interface ShredOf {
  /** Places among the evidence. */
  readonly which: readonly number[];
  readonly at: Instant;
  readonly approvedBy?: string;
  readonly requestedBy?: string;
  readonly approvedReason?: "retention" | "erasure" | "legal";
  /** What the approval says it is for, when that is something else. */
  readonly approvedFor?: readonly Sha256[];
  /** Blobs that go along and that the approval does not name. */
  readonly andAlso?: readonly Sha256[];
}

/** Destroys evidence as the command does, or as somebody does who bends the rules. */
export async function shredOf(store: EvidenceStore, { which, at, ...bent }: ShredOf): Promise<void> {
  const records = await sealedRecords(store);
  const targets = which.flatMap((place) => records[place]?.sha256 ?? []);
  const salt = randomBytes(16).toString("hex");
  const { requestedBy = "Head of HR", approvedBy = "Data protection officer", approvedReason = "erasure" } = bent;
  const basis = { schema: "lookback/shred-basis/1", text: "Article 17 request 4711", requestedBy, salt };
  const subject = shredSubject(bent.approvedFor ?? targets);
  const approval = { schema: "lookback/shred-approval/1", by: approvedBy, reason: approvedReason, subject, salt };
  const put = async (value: Readonly<Record<string, string>>) =>
    (await store.putBlob([Buffer.from(canonicalJson(value))])).sha256;
  await store.shred({
    targets: [...targets, ...(bent.andAlso ?? [])],
    reason: "erasure",
    at,
    basis: await put(basis),
    approvedBy: await put(approval),
  });
}

/** Verifies with the master key. */
export function verified(folder: string): Promise<VerifyReport> {
  return verifyEvidence(folderSource(folder), { master: SEALING.master });
}
