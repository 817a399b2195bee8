import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Sha256, sha256 } from "../../src/base/digest.js";
import { instant } from "../../src/base/instant.js";
import { readCertificate } from "../../src/ledger/cms/certificate.js";
import { blobPath, LAYOUT } from "../../src/ledger/layout.js";
import { sealPdf } from "../../src/ledger/pdf/seal-pdf.js";
import type { NewRecord } from "../../src/ledger/record.js";
import { formatStampTrust } from "../../src/ledger/timestamp/trust-file.js";
import { AT, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { fakeSealKey, fakeStamper, smallPdf } from "../fakes/sealing.js";
import { fakeAuthority, type Manner } from "../fakes/time-stamp-authority.js";
import { codesOf } from "./evidence-fixture.js";

const key = fakeSealKey();
const stranger = fakeSealKey(2n);
const claimedAt = instant("2026-02-28T10:00:00.000Z");

let base: Uint8Array;
let sealed: Uint8Array;
beforeAll(async () => {
  base = await smallPdf();
  sealed = await sealPdf(base, { key, claimedAt });
});

const fingerprintOf = (of: typeof key) => readCertificate(of.certificate).fingerprint;
const keyRecord = (of: typeof key): NewRecord => ({
  ...{ type: "key", stream: "keys", at: AT, purpose: "seal", fingerprint: fingerprintOf(of) },
});

/** A log with this PDF as a document of it, and records before and after. */
async function logOf(
  pdf: Uint8Array,
  { before = [keyRecord(key)], after = [] as readonly NewRecord[], data = "data" } = {},
): Promise<string> {
  const folder = await newPlace();
  const store = await openWriter(folder);
  for (const record of before) await store.append(record);
  await store.putBlob([pdf]);
  await store.putBlob([Buffer.from(data)]);
  const to: Sha256 = sha256(pdf);
  await store.append({
    ...{ type: "derived", stream: "documents", at: AT, from: sha256("data"), to, size: pdf.length },
    ...{ media: "application/pdf", transform: "pdf/opinion@1" },
  });
  for (const record of after) await store.append(record);
  await store.publish();
  await store.close();
  return folder;
}

describe("documents that the log names", () => {
  it("hold when they were sealed by a key that the log named before", async () => {
    expect(await codesOf(await logOf(sealed))).toEqual([]);
  });

  describe("with a time-stamp", () => {
    const authority = fakeAuthority();
    const textOf = (der: Uint8Array) => Buffer.from(der).toString("base64");
    const codesWith = async (
      manner: Manner,
      { certificates = [], ...root }: { certificates?: readonly Uint8Array[]; policies?: string[] } = {},
    ) => {
      const stamp = fakeStamper(authority, manner);
      const folder = await logOf(await sealPdf(base, { key, claimedAt, stamp }));
      const path = join(folder, LAYOUT.stampTrust);
      await mkdir(dirname(path), { recursive: true });
      const roots = [{ certificate: textOf(authority.root.der), ...root }];
      const expectedFrom = instant("2030-01-01T00:00:00.000Z");
      await writeFile(path, formatStampTrust({ v: 1, expectedFrom, roots, certificates: certificates.map(textOf) }));
      return codesOf(folder);
    };

    it("hold by the certificates of the log where an authority sends none along", async () => {
      expect(await codesWith({ certificates: [] }, { certificates: [authority.signer.der] })).toEqual([]);
      expect(await codesWith({ certificates: [] })).toEqual(["TSR:certificate"]);
    });

    it("hold under a policy that the log allows for its root; under another one -> TSR:policy", async () => {
      expect(await codesWith({ policy: "1.2.3" }, { policies: ["1.2.3"] })).toEqual([]);
      expect(await codesWith({ policy: "1.2.4" }, { policies: ["1.2.3"] })).toEqual(["TSR:policy"]);
    });
  });

  it("without the data that one was made from -> BLOB_MISSING", async () => {
    expect(await codesOf(await logOf(sealed, { data: "other data" }))).toEqual(["BLOB_MISSING"]);
  });

  it("a document that was never sealed -> PDF_STRUCTURE", async () => {
    expect(await codesOf(await logOf(base))).toEqual(["PDF_STRUCTURE"]);
  });

  it("sealed by a key that the log does not name, or names only afterwards -> SIGNER_NOT_PINNED", async () => {
    expect(await codesOf(await logOf(await sealPdf(base, { key: stranger, claimedAt })))).toEqual([
      "SIGNER_NOT_PINNED",
    ]);
    expect(await codesOf(await logOf(sealed, { before: [], after: [keyRecord(key)] }))).toEqual(["SIGNER_NOT_PINNED"]);
  });

  it("changed before it was logged -> PDF_DIGEST; its blob changed afterwards -> BLOB_DIGEST", async () => {
    const changed = Buffer.from(sealed);
    const at = changed.indexOf("stream\n") + 40;
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(await codesOf(await logOf(changed))).toEqual(["PDF_DIGEST"]);
    const folder = await logOf(sealed);
    const path = join(folder, blobPath(sha256(sealed)));
    await chmod(path, 0o644);
    await writeFile(path, changed);
    expect((await readFile(path)).length).toBe(sealed.length);
    expect(await codesOf(folder)).toEqual(["BLOB_DIGEST"]);
  });
});
