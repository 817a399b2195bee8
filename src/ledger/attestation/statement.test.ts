import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { instant } from "../../base/instant.js";
import { formatVerifierKey, openCheckpoint, signCheckpoint, signerOf } from "../checkpoint.js";
import type { CollectionRun, ReceivedBytes } from "./collection-runs.js";
import { keyHint, preAuthEncoding, signStatement } from "./envelope.js";
import { bundleText } from "./sigstore-bundle.js";
import { collectionStatement } from "./statement.js";

const AT = instant("2026-02-02T06:00:00.000Z");
const LATER = instant("2026-02-02T06:05:00.000Z");
const HEAD = { origin: "little.evidence/1", size: 9, root: Buffer.alloc(32, 7) };
const SIGNER = signerOf(
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  HEAD.origin,
);

function received(record: number, changes: Partial<ReceivedBytes> = {}): ReceivedBytes {
  return {
    record,
    at: AT,
    heldBy: record,
    source: "hr",
    key: `page-${record}.json`,
    sha256: sha256(String(record)),
    isSealed: false,
    connector: "exports",
    version: 3,
    observedAt: AT,
    ...changes,
  };
}

function runOf(changes: Partial<CollectionRun> = {}): CollectionRun {
  const end = { source: "hr", record: 8, sha256: sha256("end") as Sha256, captures: 2, failure: undefined };
  return { at: AT, first: 0, last: 8, received: [], ended: [end], unfinished: [], ...changes };
}

describe("the statement of a run", () => {
  it("says what was received, from whom, when, and where the log holds it", () => {
    const run = runOf({
      received: [received(2), received(5, { heldBy: 1, isSealed: true, key: undefined, observedAt: LATER })],
      unfinished: ["okta"],
    });
    expect(JSON.parse(canonicalJson(collectionStatement(run, HEAD)))).toEqual({
      _type: "https://in-toto.io/Statement/v1",
      subject: [
        { name: "hr/page-2.json", digest: { sha256: sha256("2") } },
        { name: "record 5", digest: { sha256: sha256("5") } },
      ],
      predicateType: "urn:lookback:attestation:collection:1",
      predicate: {
        log: { origin: "little.evidence/1", size: 9, root: "07".repeat(32) },
        startedAt: AT,
        period: { from: AT, to: LATER },
        sources: [
          { source: "hr", record: 8, captures: 2, outcome: "complete" },
          { source: "okta", outcome: "unfinished" },
        ],
        records: [
          { record: 2, source: "hr", collector: { id: "exports", version: 3 }, observedAt: AT, stored: "plain" },
          {
            record: 5,
            heldBy: 1,
            source: "hr",
            collector: { id: "exports", version: 3 },
            observedAt: LATER,
            stored: "sealed",
          },
        ],
      },
    });
  });

  it("of a run that received nothing is about the records that say so", () => {
    const failure = { source: "hr", record: 8, sha256: sha256("end"), captures: 0, failure: "access-denied" };
    const { subject, predicate } = collectionStatement(runOf({ ended: [failure] }), HEAD);
    expect(subject).toEqual([{ name: "record 8", digest: { sha256: sha256("end") } }]);
    expect(predicate).toMatchObject({
      period: { from: AT, to: AT },
      sources: [{ captures: 0, outcome: "failed", failure: "access-denied" }],
      records: [],
    });
  });

  it("gives no name twice", () => {
    const twice = [received(1, { key: "a" }), received(2, { key: "a" }), received(3, { source: "hr/a", key: "b" })];
    const names = collectionStatement(runOf({ received: twice }), HEAD).subject.map(({ name }) => name);
    expect(names).toEqual(["hr/a", "record 2", "hr/a/b"]);
  });
});

describe("the envelope", () => {
  it("signs type and payload with their lengths in bytes, as the specification shows", () => {
    const text = (type: string, payload: string) => Buffer.from(preAuthEncoding(type, Buffer.from(payload))).toString();
    expect(text("http://example.com/HelloWorld", "hello world")).toBe(
      "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
    );
    expect(text("é", "ü€")).toBe("DSSEv1 2 é 5 ü€");
    expect(text("", "")).toBe("DSSEv1 0  0 ");
  });

  it("is signed by the key that the log pins, the same bytes each time, and is no signed head", () => {
    const statement = collectionStatement(runOf({ received: [received(2)] }), HEAD);
    const envelope = signStatement(statement, SIGNER);
    expect(signStatement(statement, SIGNER)).toEqual(envelope);
    expect(Buffer.from(envelope.payload).toString()).toBe(canonicalJson(statement));
    const signed = preAuthEncoding("application/vnd.in-toto+json", envelope.payload);
    const pem = SIGNER.publicKey.export({ format: "pem", type: "spki" });
    expect(verify(null, signed, createPublicKey(pem), envelope.signature)).toBe(true);
    expect(verify(null, envelope.payload, SIGNER.publicKey, envelope.signature)).toBe(false);
    expect(formatVerifierKey(SIGNER).startsWith(`${envelope.keyHint}+`)).toBe(true);
    const head = signCheckpoint(HEAD, SIGNER).replace(
      / \S+\n$/,
      ` ${Buffer.concat([Buffer.from(envelope.keyHint.slice(-8), "hex"), envelope.signature]).toString("base64")}\n`,
    );
    expect(openCheckpoint(head, SIGNER)).toEqual({ ok: false, problem: "CP_NOTE" });
  });
});

describe("the bundle", () => {
  const envelope = signStatement(collectionStatement(runOf(), HEAD), SIGNER);

  it("holds one signature, the key by hint, and time-stamps only when there are some", () => {
    const bare = JSON.parse(bundleText(envelope, []));
    expect(bare).toEqual({
      mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
      verificationMaterial: { publicKey: { hint: keyHint(SIGNER) } },
      dsseEnvelope: {
        payload: Buffer.from(envelope.payload).toString("base64"),
        payloadType: "application/vnd.in-toto+json",
        signatures: [{ keyid: keyHint(SIGNER), sig: Buffer.from(envelope.signature).toString("base64") }],
      },
    });
    const timed = JSON.parse(bundleText(envelope, [Buffer.from("answer")]));
    expect(timed.verificationMaterial.timestampVerificationData).toEqual({
      rfc3161Timestamps: [{ signedTimestamp: Buffer.from("answer").toString("base64") }],
    });
  });
});
