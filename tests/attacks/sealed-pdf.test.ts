import { createHash, sign } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/base/digest.js";
import { type Instant, instant } from "../../src/base/instant.js";
import { HASH_OIDS } from "../../src/ledger/cms/algorithms.js";
import { readCertificate } from "../../src/ledger/cms/certificate.js";
import { CMS } from "../../src/ledger/cms/signed-data.js";
import {
  derContext,
  derInteger,
  derOctets,
  derOid,
  derRetagged,
  derSequence,
  derSet,
  derUtcTime,
} from "../../src/ledger/der/write-der.js";
import { appendIncrement, fillHole, signedBytes } from "../../src/ledger/pdf/increment.js";
import { readRevisions } from "../../src/ledger/pdf/revisions.js";
import { sealPdf, stampPdf } from "../../src/ledger/pdf/seal-pdf.js";
import { type SealRules, verifySealedPdf } from "../../src/ledger/pdf/verify-sealed-pdf.js";
import { fakeSealKey, fakeStamper, smallPdf } from "../fakes/sealing.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";

const CLAIMED_AT = instant("2026-02-28T10:00:00.000Z");
const GEN_TIME = "2026-03-01T12:00:00.000Z";
const key = fakeSealKey();
const stranger = fakeSealKey(2n);
const authority = fakeAuthority();
const stamp = fakeStamper(authority);

let base: Uint8Array;
let sealed: Uint8Array;
let stamped: Uint8Array;
beforeAll(async () => {
  base = await smallPdf();
  sealed = await sealPdf(base, { key, claimedAt: CLAIMED_AT, stamp });
  stamped = await stampPdf(sealed, fakeStamper(authority, { genTime: instant("2027-01-01T00:00:00.000Z") }));
});

function rules(changes: Partial<SealRules> = {}): SealRules {
  return {
    pinnedFingerprints: [readCertificate(key.certificate).fingerprint],
    roots: [{ certificate: authority.root.der }],
    now: instant("2027-06-01T00:00:00.000Z"),
    ...changes,
  };
}

function codes(file: Uint8Array, changes: Partial<SealRules> = {}): readonly string[] {
  return verifySealedPdf(file, rules(changes)).problems.map(({ code }) => code);
}

const text = (file: Uint8Array) => Buffer.from(file).toString("latin1");
const bytes = (latin1: string) => Buffer.from(latin1, "latin1");

/** The file with one text in place of another of the same length. */
function edited(file: Uint8Array, from: string | RegExp, to: (found: string) => string): Uint8Array {
  const changed = text(file).replace(from, to);
  expect(changed).not.toBe(text(file));
  return bytes(changed);
}

const escaped = (words: string) => words.replace(/[()[\]/]/g, "\\$&");

/** The hole of the last signature, from `<` to behind `>`. */
function holeOf(file: Uint8Array): { readonly from: number; readonly to: number } {
  const from = text(file).lastIndexOf("/Contents <") + "/Contents ".length;
  return { from, to: text(file).indexOf(">", from) + 1 };
}

/** An increment as an attacker writes one: an object anew, a table, a trailer. */
function shadow(file: Uint8Array, number: number, dictionary: string): Uint8Array {
  const last = readRevisions(file).at(-1);
  if (last === undefined) throw new Error("no revision");
  const { size, root, info, id } = last.trailer;
  const object = `${number} 0 obj\n<<\n${dictionary}\n>>\nendobj\n`;
  const line = `${String(file.length).padStart(10, "0")} 00000 n \n`;
  const trailer = `trailer\n<<\n/Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n${id}\n/Prev ${last.tableAt}\n>>\nstartxref\n${file.length + object.length}\n%%EOF\n`;
  return bytes(`${text(file)}${object}xref\n${number} 1\n${line}${trailer}`);
}

/** A seal by hand, so that it can be made wrong. */
function sealedWith(extra: readonly Uint8Array[], { names = true } = {}): Uint8Array {
  const increment = appendIncrement(base, { kind: "signature", claimedAt: CLAIMED_AT }, { contentsBytes: 4_096 });
  const digest = (content: Uint8Array) => createHash("sha256").update(content).digest();
  const attribute = (oid: string, value: Uint8Array) => derSequence(derOid(oid), derSet(value));
  const certificateId = derSequence(derSequence(derSequence(derOctets(digest(key.certificate)))));
  const attributes = derSet(
    attribute(CMS.contentType, derOid(CMS.data)),
    attribute(CMS.messageDigest, derOctets(digest(signedBytes(increment.bytes, increment.hole)))),
    ...(names ? [attribute(CMS.signingCertificateV2, certificateId)] : []),
    ...extra,
  );
  const { issuer, serial } = readCertificate(key.certificate);
  const sha = derSequence(derOid(HASH_OIDS.sha256));
  const signer = derSequence(
    derInteger(1),
    derSequence(issuer, derInteger(serial)),
    sha,
    derRetagged(attributes, 0xa0),
    derSequence(derOid("1.2.840.10045.4.3.2")),
    derOctets(sign("sha256", attributes, key.privateKey)),
  );
  const parts = [derSet(sha), derSequence(derOid(CMS.data)), derContext(0, key.certificate), derSet(signer)];
  const data = derSequence(derInteger(1), ...parts);
  return fillHole(increment, derSequence(derOid(CMS.signedData), derContext(0, data)));
}

describe("a sealed PDF", () => {
  it("is accepted: without a time-stamp, with one, and with one over the whole document", async () => {
    const plain = await sealPdf(base, { key, claimedAt: CLAIMED_AT });
    expect([codes(plain), codes(sealed), codes(stamped), codes(sealedWith([]))]).toEqual([[], [], [], []]);
    expect(verifySealedPdf(plain, rules())).toMatchObject({
      stamp: undefined,
      claimedAt: CLAIMED_AT,
      notChecked: expect.arrayContaining(["When it was sealed: there is no outside time."]),
    });
    const later = fakeStamper(authority, { genTime: instant("2027-05-01T00:00:00.000Z") });
    expect(codes(await stampPdf(stamped, later))).toEqual([]);
    const report = verifySealedPdf(stamped, rules());
    expect(report.stamp?.genTime).toBe(GEN_TIME);
    expect(report.documentStamps.map(({ genTime }) => genTime)).toEqual(["2027-01-01T00:00:00.000Z"]);
    expect(report.sha256).toBe(sha256(stamped));
  });

  it("begins with the very bytes that were sealed", () => {
    expect(Buffer.compare(base, sealed.subarray(0, base.length))).toBe(0);
    expect(Buffer.compare(sealed, stamped.subarray(0, sealed.length))).toBe(0);
  });

  it("is accepted with the certificate of an authority that sends none along, and not without", async () => {
    const silent = fakeStamper(authority, { certificates: [] });
    const file = await stampPdf(await sealPdf(base, { key, claimedAt: CLAIMED_AT, stamp: silent }), silent);
    expect(codes(file)).toEqual(["TSR:certificate", "TSR:certificate"]);
    expect(codes(file, { certificates: [stranger.certificate] })).toEqual(["TSR:certificate", "TSR:certificate"]);
    expect(codes(file, { certificates: [authority.signer.der] })).toEqual([]);
  });

  it("says so when no root is trusted, instead of showing a time nobody checked", () => {
    const report = verifySealedPdf(stamped, rules({ roots: [] }));
    expect([report.problems, report.stamp, report.documentStamps]).toEqual([[], undefined, []]);
    expect(report.notChecked[0]).toBe("When it was sealed: no root of a time-stamp authority is trusted.");
  });
});

describe("attacks on a sealed PDF", () => {
  it("81: one bit of the content -> PDF_DIGEST", () => {
    const at = text(sealed).indexOf("stream\n") + 40;
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(codes(changed)).toEqual(["PDF_DIGEST"]);
  });

  it.each([
    ["a byte", "\n"],
    ["a comment", "% more\n"],
    ["a second end of file", "%%EOF\n"],
    ["another document", "%PDF-1.7\nstartxref\n9\n%%EOF\n"],
  ])("82: %s appended -> PDF_NOT_WHOLE", (_, more) => {
    expect(codes(bytes(text(sealed) + more))[0]).toBe("PDF_NOT_WHOLE");
  });

  it("83: an increment that replaces a page -> PDF_NOT_WHOLE, also with a genuine time-stamp over it", async () => {
    const page = Number(/\/Kids \[(\d+) 0 R/.exec(text(sealed))?.[1]);
    const replaced = shadow(sealed, page, "/Type /Page\n/Parent 1 0 R\n/MediaBox [0 0 595 842]");
    expect(codes(replaced)).toEqual(["PDF_NOT_WHOLE"]);
    expect(codes(await stampPdf(replaced, stamp))).toEqual(["PDF_NOT_WHOLE"]);
    expect(codes(shadow(stamped, page, "/Type /Page\n/Parent 1 0 R"))).toEqual(["PDF_NOT_WHOLE"]);
  });

  it("83: a second signature behind the seal -> PDF_NOT_WHOLE", async () => {
    expect(codes(await sealPdf(sealed, { key: stranger, claimedAt: CLAIMED_AT }))).toEqual(["PDF_NOT_WHOLE"]);
  });

  it("83: anything else within a time-stamp's own increment -> PDF_STRUCTURE, though the time-stamp is genuine", async () => {
    const { bytes: genuine, hole } = appendIncrement(sealed, { kind: "time-stamp" }, { contentsBytes: 20_480 });
    for (const [from, to] of [
      ["/T (seal-2)", "/T (seal-1)"],
      ["/Rect [0 0 0 0]", "/Rect [9 9 9 9]"],
    ] as const) {
      const altered = edited(genuine, new RegExp(`${escaped(from)}(?![\\s\\S]*${escaped(from)})`), () => to);
      const token = await stamp(signedBytes(altered, hole));
      expect(codes(fillHole({ bytes: altered, hole }, token))).toEqual(["PDF_STRUCTURE"]);
    }
  });

  it("84: one digit of the padding -> PADDING; a digit in capitals too", () => {
    const { to } = holeOf(sealed);
    expect(text(sealed).slice(to - 3, to)).toBe("00>");
    expect(codes(bytes(`${text(sealed).slice(0, to - 2)}1${text(sealed).slice(to - 1)}`))).toEqual(["PADDING"]);
    const capital = edited(sealed, /\/Contents <[0-9a-f]{60}/, (found) =>
      found.replace(/[a-f](?=[^a-f]*$)/, (c) => c.toUpperCase()),
    );
    expect(codes(capital)).toEqual(["PADDING"]);
  });

  it("85: the claimed time edited -> PDF_DIGEST", () => {
    expect(codes(edited(sealed, "(D:20260228100000Z)", () => "(D:20200101100000Z)"))).toEqual(["PDF_DIGEST"]);
  });

  it("86: a claimed time that was false from the beginning is shown as a claim; the time is the authority's", async () => {
    const claimedAt = instant("2020-01-01T00:00:00.000Z");
    const report = verifySealedPdf(await sealPdf(base, { key, claimedAt, stamp }), rules());
    expect([report.problems, report.claimedAt, report.stamp?.genTime]).toEqual([[], claimedAt, GEN_TIME]);
  });

  it("87: cut off anywhere -> PDF_STRUCTURE, or PDF_NOT_WHOLE where a whole seal is left", () => {
    const cuts = [0, 5, 100, base.length, sealed.length - 7, sealed.length - 1];
    expect(cuts.map((end) => codes(sealed.subarray(0, end))[0])).toEqual(cuts.map(() => "PDF_STRUCTURE"));
    expect(codes(stamped.subarray(0, stamped.length - 1))).toEqual(["PDF_NOT_WHOLE"]);
  });

  it("88: a signature that does not name its certificate, or claims a time -> CADES", () => {
    const signingTime = derSequence(derOid("1.2.840.113549.1.9.5"), derSet(derUtcTime(CLAIMED_AT)));
    expect(codes(sealedWith([], { names: false }))).toEqual(["CADES"]);
    expect(codes(sealedWith([signingTime]))).toEqual(["CADES"]);
  });

  it("89: sealed again by another key -> SIGNER_NOT_PINNED", async () => {
    expect(codes(await sealPdf(base, { key: stranger, claimedAt: CLAIMED_AT, stamp }))).toEqual(["SIGNER_NOT_PINNED"]);
    expect(codes(sealed, { pinnedFingerprints: [] })).toEqual(["SIGNER_NOT_PINNED"]);
  });

  it.each([
    ["a larger hole", (range: readonly number[]) => [0, (range[1] ?? 0) - 9, range[2], range[3]]],
    ["a hole that ends later", (range: readonly number[]) => [0, range[1], (range[2] ?? 0) + 9, (range[3] ?? 0) - 9]],
    ["a beginning that is not the file's", (range: readonly number[]) => [1, (range[1] ?? 0) - 1, range[2], range[3]]],
    ["six numbers", (range: readonly number[]) => [0, range[1], range[2], 1, 2, 3]],
    ["two numbers", (range: readonly number[]) => [0, range[1]]],
    ["an end past the file's", (range: readonly number[]) => [0, range[1], range[2], (range[3] ?? 0) + 1]],
    ["an end before the file's", (range: readonly number[]) => [0, range[1], range[2], (range[3] ?? 0) - 1]],
    ["a number below zero", (range: readonly number[]) => [0, range[1], range[2], -1]],
  ])("90: a ByteRange with %s -> BYTERANGE", (_, change) => {
    const forged = edited(sealed, /\[0 \d+ \d+ \d+\] */, (found) => {
      const range = found.match(/\d+/g)?.map(Number) ?? [];
      return `[${change(range).join(" ")}]`.padEnd(found.length);
    });
    expect(codes(forged)).toEqual(["BYTERANGE"]);
  });

  it("91: the time-stamp of another seal in the attribute -> TSR:imprint", async () => {
    const foreign = await stamp(Buffer.from("the signature of another document"));
    expect(codes(await sealPdf(base, { key, claimedAt: CLAIMED_AT, stamp: async () => foreign }))).toEqual([
      "TSR:imprint",
    ]);
    expect(codes(await stampPdf(sealed, async () => foreign))).toEqual(["TSR:imprint"]);
  });

  it("91: time-stamps that are bad in other ways keep their codes", async () => {
    const outsider = fakeStamper(fakeAuthority("ec", "Outsider"));
    const usage = fakeStamper(authority, { signer: authority.issue({ usages: [] }) });
    const future = (now: Instant) => codes(sealed, { now });
    const by = async (stamper: typeof stamp) =>
      codes(await sealPdf(base, { key, claimedAt: CLAIMED_AT, stamp: stamper }));
    expect(await by(outsider)).toEqual(["TSR:path"]);
    expect(await by(usage)).toEqual(["TSR:eku"]);
    expect(future(instant("2026-03-01T11:57:59.000Z"))).toEqual(["TSR:future"]);
  });

  it("92: a valid seal that no record names -> NOT_LOGGED", () => {
    expect(codes(sealed, { loggedDigests: new Set([sha256(sealed)]) })).toEqual([]);
    expect(codes(sealed, { loggedDigests: new Set([sha256(base)]) })).toEqual(["NOT_LOGGED"]);
  });

  it("93, 94: names without a glyph, with overrides and with the words of a PDF are sealed as harmless text", async () => {
    const text94 = "عمر ) >> /ByteRange [0 1 2 3] /Contents <00> \u202E %%EOF";
    const file = await smallPdf({ organisation: text94, title: text94, blocks: [{ kind: "paragraph", text: text94 }] });
    expect(codes(await sealPdf(file, { key, claimedAt: CLAIMED_AT, stamp }))).toEqual([]);
  });

  it("a document that was never sealed -> PDF_STRUCTURE", () => {
    const files = [base, Buffer.from("%PDF-1.7\n"), new Uint8Array()];
    expect(files.map((file) => codes(file))).toEqual(files.map(() => ["PDF_STRUCTURE"]));
  });

  it("the seal of one document put on another -> PDF_DIGEST", async () => {
    const other = await smallPdf({ blocks: [{ kind: "paragraph", text: "No account was reviewed." }] });
    const increment = appendIncrement(other, { kind: "signature", claimedAt: CLAIMED_AT }, { contentsBytes: 20_480 });
    const { from, to } = holeOf(sealed);
    const hex = text(sealed).slice(from + 1, to - 1);
    expect(codes(fillHole(increment, Buffer.from(hex.replace(/(?:00)+$/, ""), "hex")))).toEqual(["PDF_DIGEST"]);
  });

  it("any byte changed outside the hole is found, by one code or another", () => {
    const { from, to } = holeOf(sealed);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        fc.pre(at < from || at >= to);
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(codes(changed).length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
