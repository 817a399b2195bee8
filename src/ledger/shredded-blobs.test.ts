import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../base/digest.js";
import { instant } from "../base/instant.js";
import { blobsOf, type LedgerRecord } from "./record.js";
import { ShreddedBlobs } from "./shredded-blobs.js";

const at = instant("2026-01-01T00:00:00.000Z");
const common = { v: 1, at, stream: "s", n: 1 } as const;
const BLOBS = ["one", "two", "three"].map(sha256);
const [ONE, TWO, THREE] = BLOBS as [Sha256, Sha256, Sha256];

function shredOf(...targets: Sha256[]): LedgerRecord {
  const [basis, approvedBy] = [sha256("basis"), sha256("approval")];
  return { ...common, type: "shred", targets, reason: "erasure", basis, approvedBy };
}

function evidenceOf(blob: Sha256, asked: Sha256): LedgerRecord {
  const source = { sourceId: "okta", connector: "exports", version: 1, asked, observedAt: at };
  return { ...common, type: "evidence", class: "plain", sha256: blob, size: 5, media: "text/csv", source };
}

function copyOf(from: Sha256, to: Sha256): LedgerRecord {
  return { ...common, type: "derived", from, to, size: 5, media: "text/csv", transform: "redact-csv@1" };
}

function decisionOf(body: Sha256): LedgerRecord {
  return { ...common, type: "decision", kind: "cause", subject: "c-1", body };
}

function goneAfter(...records: readonly LedgerRecord[]): readonly Sha256[] {
  const shredded = new ShreddedBlobs();
  for (const record of records) shredded.see(record);
  expect(BLOBS.filter((blob) => shredded.has(blob))).toEqual(BLOBS.filter((blob) => shredded.all().has(blob)));
  return BLOBS.filter((blob) => shredded.has(blob));
}

describe("what is shredded", () => {
  it.each<[string, LedgerRecord]>([
    ["evidence", evidenceOf(ONE, THREE)],
    ["a question", evidenceOf(THREE, ONE)],
    ["a redacted copy", copyOf(THREE, ONE)],
    ["words of a decision", decisionOf(ONE)],
  ])("is not what a later record stores anew as %s", (_, record) => {
    expect(goneAfter(record, shredOf(ONE, TWO))).toEqual([ONE, TWO]);
    expect(goneAfter(shredOf(ONE, TWO), record)).toEqual([TWO]);
    expect(goneAfter(shredOf(ONE, TWO), record, shredOf(ONE))).toEqual([ONE, TWO]);
  });

  it("stays so when a later record only points at it: a copy does not bring its original back", () => {
    expect(goneAfter(shredOf(ONE), copyOf(ONE, TWO))).toEqual([ONE]);
  });

  it("is what the last record that names a blob says of it", () => {
    const blob = fc.constantFrom(...BLOBS);
    const anyRecord = fc.oneof(
      fc.tuple(blob, blob).map(([one, asked]) => evidenceOf(one, asked)),
      fc.tuple(blob, blob).map(([from, to]) => copyOf(from, to)),
      blob.map(decisionOf),
      fc.uniqueArray(blob, { minLength: 1 }).map((targets) => shredOf(...targets)),
    );
    fc.assert(
      fc.property(fc.array(anyRecord, { maxLength: 12 }), (records) => {
        const last = (each: Sha256) =>
          records.findLast(
            (record) =>
              blobsOf(record).some(({ sha256: own }) => own === each) ||
              (record.type === "shred" && record.targets.includes(each)),
          );
        expect(goneAfter(...records)).toEqual(BLOBS.filter((each) => last(each)?.type === "shred"));
      }),
    );
  });
});
