import { constants, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fakeAuthority } from "../../../tests/fakes/time-stamp-authority.js";
import { DerError } from "../der/der-values.js";
import { readDer } from "../der/read-der.js";
import { derContext, derInteger, derNull, derOid, derSequence } from "../der/write-der.js";
import { stampRequest } from "../timestamp/request.js";
import { readResponse, TST_INFO } from "../timestamp/token-info.js";
import { HASH_OIDS, type HashName, hashOf, isSigned, readAlgorithm, schemeOf } from "./algorithms.js";
import { Refusal } from "./refusal.js";
import { CMS } from "./signed-data.js";
import { verifySignedData } from "./verify-signed-data.js";

const BYTES = Buffer.from("signed attributes");
const RSA = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const PSS_OID = derOid("1.2.840.113549.1.1.10");
const MGF1_OID = derOid("1.2.840.113549.1.1.8");

const algorithm = (...parts: readonly Uint8Array[]) => readAlgorithm(readDer(derSequence(...parts)));
const hashAlgorithm = (hash: HashName) => derSequence(derOid(HASH_OIDS[hash]), derNull());

function pss({ mask = "sha256" as HashName, salt = 32, trailer = 1, hasDefaults = false } = {}) {
  const named = [
    derContext(0, hashAlgorithm("sha256")),
    derContext(1, derSequence(MGF1_OID, hashAlgorithm(mask))),
    derContext(2, derInteger(salt)),
    derContext(3, derInteger(trailer)),
  ];
  return algorithm(PSS_OID, derSequence(...(hasDefaults ? [] : named)));
}

function pssSignature(saltLength: number): Uint8Array {
  return sign("sha256", BYTES, { key: RSA.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
}

describe("an algorithm", () => {
  it("is what its object id says: PSS with its salt, never PKCS 1 in its place", () => {
    const scheme = schemeOf(pss(), "sha256");
    expect(scheme).toEqual({ kind: "rsa-pss", hash: "sha256", saltBytes: 32 });
    const given = { scheme, key: RSA.publicKey, bytes: BYTES };
    expect(isSigned({ ...given, signature: pssSignature(32) })).toBe(true);
    expect(isSigned({ ...given, signature: pssSignature(20) })).toBe(false);
    expect(isSigned({ ...given, signature: sign("sha256", BYTES, RSA.privateKey) })).toBe(false);
    expect(isSigned({ ...given, bytes: Buffer.from("other"), signature: pssSignature(32) })).toBe(false);
  });

  it("is refused when PSS uses two digests, its SHA-1 defaults, or numbers out of range", () => {
    for (const each of [{ mask: "sha512" as const }, { hasDefaults: true }, { salt: 513 }, { trailer: 2 }]) {
      expect(() => schemeOf(pss(each), "sha256")).toThrow(Refusal);
    }
    expect(() => schemeOf(algorithm(PSS_OID), "sha256")).toThrow(DerError);
  });

  it("takes the signer's digest for plain RSA, and must agree with it otherwise", () => {
    expect(schemeOf(algorithm(derOid("1.2.840.113549.1.1.1"), derNull()), "sha384")).toEqual({
      kind: "rsa",
      hash: "sha384",
    });
    expect(() => schemeOf(algorithm(derOid("1.2.840.113549.1.1.1"), derNull()))).toThrow(Refusal);
    expect(() => schemeOf(algorithm(derOid("1.2.840.113549.1.1.11"), derNull()), "sha512")).toThrow(Refusal);
    expect(() => schemeOf(algorithm(derOid("1.3.101.112")), "sha256")).toThrow(Refusal);
  });

  it("is refused with parameters that it does not take, and when it is weak", () => {
    const weak = ["1.2.840.113549.1.1.5", "1.2.840.113549.1.1.4", "1.2.840.10045.4.1", "1.2.3"];
    for (const oid of weak) expect(() => schemeOf(algorithm(derOid(oid)))).toThrow(Refusal);
    expect(() => schemeOf(algorithm(derOid("1.2.840.10045.4.3.2"), derNull()))).toThrow(Refusal);
    expect(() => schemeOf(algorithm(derOid("1.2.840.113549.1.1.11"), derInteger(1)))).toThrow(Refusal);
    expect(() => hashOf(algorithm(derOid("1.3.14.3.2.26"), derNull()))).toThrow(Refusal);
    expect(hashOf(algorithm(derOid(HASH_OIDS.sha384)))).toBe("sha384");
  });
});

describe("signed data", () => {
  const authority = fakeAuthority("ec");
  const { token = Buffer.of() } = readResponse(authority.reply(stampRequest(BYTES, 1n)));
  const problemOf = (input: Parameters<typeof verifySignedData>[1]) => {
    const answer = verifySignedData(token, input);
    return answer.ok ? "ok" : answer.problem;
  };

  it("is genuine for the content type that was expected, and detached or not as expected", () => {
    expect(problemOf({ contentType: TST_INFO })).toBe("ok");
    expect(problemOf({ contentType: CMS.data })).toBe("content");
    expect(problemOf({ contentType: TST_INFO, content: BYTES })).toBe("content");
  });

  it("may be asked to name its certificate by SHA-2", () => {
    const old =
      readResponse(authority.reply(stampRequest(BYTES, 1n), { signingCertificate: "v1" })).token ?? Buffer.of();
    expect(verifySignedData(old, { contentType: TST_INFO }).ok).toBe(true);
    expect(verifySignedData(old, { contentType: TST_INFO, signingCertificate: "v2" })).toMatchObject({
      ok: false,
      problem: "signing-certificate",
    });
  });
});
