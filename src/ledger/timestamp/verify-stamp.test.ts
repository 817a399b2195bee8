import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  authorityExtensions,
  extension,
  fakeCertificate,
  fakeKey,
  keyIds,
  signerExtensions,
} from "../../../tests/fakes/certificates.js";
import { type FakeAuthority, fakeAuthority, type Manner } from "../../../tests/fakes/time-stamp-authority.js";
import { sha256 } from "../../base/digest.js";
import { instant } from "../../base/instant.js";
import { CertificatePaths, type TrustRoot } from "../cms/certificate-path.js";
import { derNull } from "../der/write-der.js";
import { stampRequest } from "./request.js";
import { type StampRules, type StampVerdict, verifyStamp } from "./verify-stamp.js";

const MESSAGE = Buffer.from("a checkpoint\n");
const NONCE = 0xfeed_face_cafe_beefn;
const REQUEST = stampRequest(MESSAGE, NONCE);
const GEN_TIME = "2026-03-01T12:00:00.000Z";
const TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

const ec = fakeAuthority("ec");
const rsa = fakeAuthority("rsa");

function rules(authority = ec, { window = {}, ...more }: Partial<StampRules> & { window?: Partial<TrustRoot> } = {}) {
  const paths = new CertificatePaths([{ certificate: authority.root.der, ...window }]);
  return { paths, now: instant("2026-03-01T12:00:05.000Z"), nonce: NONCE, ...more };
}

function judged(
  manner: Manner = {},
  { authority = ec, given = rules(authority) }: { authority?: FakeAuthority; given?: StampRules } = {},
): string {
  return codeOf(verifyStamp(authority.reply(REQUEST, manner), MESSAGE, given));
}

function codeOf(verdict: StampVerdict): string {
  return verdict.ok ? "ok" : verdict.problem;
}

describe("a good time-stamp", () => {
  it("says when, who and under which policy", () => {
    const response = ec.reply(REQUEST, { accuracyMs: 500, serial: 2n ** 80n });
    expect(verifyStamp(response, MESSAGE, rules())).toEqual({
      ok: true,
      stamp: {
        genTime: GEN_TIME,
        accuracyMs: 500,
        serial: "1208925819614629174706176",
        policy: "1.3.6.1.4.1.99999.1",
        authority: sha256(ec.signer.der),
        root: sha256(ec.root.der),
        hash: "sha256",
      },
    });
  });

  it("may be by RSA, elliptic curves, Ed25519, and with SHA-512", () => {
    const ed = fakeAuthority("ed25519");
    expect([
      judged({}, { authority: rsa, given: rules(rsa) }),
      judged({ hash: "sha512" }, { authority: rsa, given: rules(rsa) }),
      judged({ hash: "sha512" }),
      judged({ hash: "sha512" }, { authority: ed, given: rules(ed) }),
      judged({ status: 1 }),
    ]).toEqual(["ok", "ok", "ok", "ok", "ok"]);
  });

  it("may name its certificate the old way, or both ways", () => {
    expect([judged({ signingCertificate: "v1" }), judged({ signingCertificate: "both" })]).toEqual(["ok", "ok"]);
  });

  it("may come without its certificate when that is supplied", () => {
    expect(judged({ certificates: [] })).toBe("TSR:certificate");
    expect(judged({ certificates: [] }, { given: rules(ec, { certificates: [ec.signer.der] }) })).toBe("ok");
  });

  it("holds for ever: an expired certificate was valid then", () => {
    expect(judged({}, { given: rules(ec, { now: instant("2060-01-01T00:00:00.000Z") }) })).toBe("ok");
  });

  it("needs no nonce when an old answer is read again", () => {
    const { nonce, ...again } = rules();
    expect(nonce).toBe(NONCE);
    expect(judged({ nonce: "missing" }, { given: again })).toBe("ok");
  });
});

/** The rows of the comparison of verifiers in which libraries differ; every one is refused here. */
describe("a bad time-stamp", () => {
  const outside = ec.issue({ from: instant("2026-03-01T12:00:01.000Z") });
  const over = ec.issue({ to: instant("2026-03-01T11:59:59.000Z") });
  const cases: readonly (readonly [string, Manner, string])[] = [
    ["signed without the usage for time-stamping", { signer: ec.issue({ usages: [] }) }, "TSR:eku"],
    ["signed with a second usage", { signer: ec.issue({ usages: [TIME_STAMPING, "1.3.6.1.5.5.7.3.3"] }) }, "TSR:eku"],
    ["signed with a usage that is not critical", { signer: ec.issue({ isUsageCritical: false }) }, "TSR:eku"],
    ["of a refusal, with a token attached", { status: 2, token: "attached" }, "TSR:status"],
    ["of a refusal", { status: 2 }, "TSR:status"],
    ["granted without a token", { token: "left-out" }, "TSR:status"],
    ["from before its certificate", { signer: outside }, "TSR:validity"],
    ["from after its certificate", { signer: over }, "TSR:validity"],
    ["with a byte appended", { appended: Buffer.of(0) }, "TSR:der"],
    ["with a whole value appended", { appended: derNull() }, "TSR:der"],
    ["without a signing-certificate attribute", { signingCertificate: "missing" }, "TSR:signing-certificate"],
    ["that names another certificate", { signingCertificate: "other" }, "TSR:signing-certificate"],
    ["with a SHA-1 imprint", { imprintHash: "sha1" }, "TSR:algorithm"],
    ["with a SHA-1 signature", { hash: "sha1" }, "TSR:algorithm"],
    ["over other bytes", { imprint: "other" }, "TSR:imprint"],
    ["with another nonce", { nonce: "other" }, "TSR:nonce"],
    ["without the nonce", { nonce: "missing" }, "TSR:nonce"],
    ["signed over other attributes", { hasWrongSignature: true }, "TSR:signature"],
    ["with the digest of other content", { messageDigest: "other" }, "TSR:signature"],
    ["without a digest of its content", { messageDigest: "missing" }, "TSR:attributes"],
    ["with two digests of its content", { messageDigest: "twice" }, "TSR:attributes"],
    ["signed as other content", { contentType: "other" }, "TSR:attributes"],
    ["with attributes out of order", { isOrderLost: true }, "TSR:der"],
    ["by two signers", { signers: 2 }, "TSR:content"],
    ["by nobody", { signers: 0 }, "TSR:content"],
    ["of token version 2", { tokenVersion: 2 }, "TSR:content"],
    ["of signed data version 2", { signedVersion: 2 }, "TSR:content"],
    ["with a critical extension", { criticalExtension: true }, "TSR:content"],
    ["with an accuracy of 1000 thousandths", { accuracyMs: 1_000 }, "TSR:der"],
  ];
  it.each(cases)("is refused: %s", (_, manner, code) => {
    expect(judged(manner)).toBe(code);
  });

  it("is refused by an impostor that signs its own certificate, and by another authority", () => {
    const key = fakeKey("ec");
    const impostor = fakeCertificate({ name: "Fake TSA", key, extensions: signerExtensions([TIME_STAMPING]) });
    const namesake = fakeAuthority("ec");
    expect([judged({ signer: impostor }), judged({}, { authority: namesake, given: rules(ec) })]).toEqual([
      "TSR:path",
      "TSR:path",
    ]);
  });

  it("is refused when it is no answer at all", () => {
    const answers = ["<html>busy</html>", "", "0"].map((text) => verifyStamp(Buffer.from(text), MESSAGE, rules()));
    expect(answers.map(codeOf)).toEqual(["TSR:der", "TSR:der", "TSR:der"]);
  });

  it("is refused under another policy, when policies are named", () => {
    const policies = ["1.2.3"];
    expect(judged({}, { given: rules(ec, { policies }) })).toBe("TSR:policy");
    expect(judged({ policy: "1.2.3" }, { given: rules(ec, { policies }) })).toBe("ok");
  });

  it("is refused from two minutes ahead of our clock, and not before", () => {
    const at = (now: string) => judged({}, { given: rules(ec, { now: instant(now) }) });
    expect(at("2026-03-01T11:58:00.000Z")).toBe("ok");
    expect(at("2026-03-01T11:57:59.999Z")).toBe("TSR:future");
  });

  it("is refused outside the window of its root: from the first moment, before the last", () => {
    const at = (window: Partial<TrustRoot>) => judged({}, { given: rules(ec, { window }) });
    expect(at({ from: instant(GEN_TIME) })).toBe("ok");
    expect(at({ from: instant("2026-03-01T12:00:00.001Z") })).toBe("TSR:window");
    expect(at({ until: instant("2026-03-01T12:00:00.001Z") })).toBe("ok");
    expect(at({ until: instant(GEN_TIME) })).toBe("TSR:window");
  });

  it("is refused with a short RSA key, a curve that is not named, and a key of another kind", () => {
    const short = fakeKey("rsa", 1_024);
    const k1 = { kind: "ec" as const, ...generateKeyPairSync("ec", { namedCurve: "secp256k1" }) };
    const liar = { ...fakeKey("rsa"), kind: "ec" as const };
    const codes = [short, k1, liar].map((key) => judged({ signer: ec.issue({ key }) }));
    expect(codes).toEqual(["TSR:algorithm", "TSR:algorithm", "TSR:algorithm"]);
  });
});

describe("the chain of a time-stamp", () => {
  const rootKey = fakeKey("ec");
  const middleKey = fakeKey("ec");
  const key = fakeKey("ec");
  const rootOf = (issuersBelowMax?: number) =>
    fakeCertificate({ name: "Root", key: rootKey, extensions: authorityExtensions(issuersBelowMax) });
  const root = rootOf();
  const signerBelow = (middle: ReturnType<typeof fakeCertificate>, hash: "sha1" | "sha256" = "sha256") =>
    fakeCertificate({ name: "Signer", key, issuer: middle, extensions: signerExtensions([TIME_STAMPING]), hash });

  function chained(middle: ReturnType<typeof fakeCertificate>, { anchor = root, hash = "sha256" as const } = {}) {
    const signer = signerBelow(middle, hash);
    const response = ec.reply(REQUEST, { signer, certificates: [signer.der, middle.der] });
    const paths = new CertificatePaths([{ certificate: anchor.der }]);
    return codeOf(verifyStamp(response, MESSAGE, { paths, nonce: NONCE }));
  }

  const middleWith = (extensions: readonly Uint8Array[], more: { readonly to?: ReturnType<typeof instant> } = {}) =>
    fakeCertificate({ name: "Middle", key: middleKey, issuer: root, serial: 2n, extensions, ...more });

  it("may have issuers between", () => {
    expect(chained(middleWith([...authorityExtensions(0), ...keyIds(middleKey, rootKey)]))).toBe("ok");
  });

  it("is broken by one that may not issue, or is not understood", () => {
    const critical = extension("1.3.6.1.4.1.99999.3", derNull(), { isCritical: true });
    expect(chained(middleWith([]))).toBe("TSR:path");
    expect(chained(middleWith(signerExtensions([TIME_STAMPING])))).toBe("TSR:path");
    expect(chained(middleWith([...authorityExtensions(), critical]))).toBe("TSR:path");
  });

  it("is broken by a root that allows none between", () => {
    const strict = rootOf(0);
    expect(chained(middleWith(authorityExtensions()), { anchor: strict })).toBe("TSR:path");
  });

  it("is broken by an issuer that had expired, and by a digest of SHA-1", () => {
    const to = instant("2026-03-01T11:59:59.000Z");
    expect(chained(middleWith(authorityExtensions(), { to }))).toBe("TSR:validity");
    const sha1 = signerBelow(middleWith(authorityExtensions()), "sha1");
    const response = ec.reply(REQUEST, {
      signer: sha1,
      certificates: [sha1.der, middleWith(authorityExtensions()).der],
    });
    const paths = new CertificatePaths([{ certificate: root.der }]);
    expect(codeOf(verifyStamp(response, MESSAGE, { paths, nonce: NONCE }))).toBe("TSR:path");
  });

  it("may be the signer's certificate alone, pinned itself", () => {
    const paths = new CertificatePaths([{ certificate: ec.signer.der }]);
    expect(codeOf(verifyStamp(ec.reply(REQUEST), MESSAGE, { paths, nonce: NONCE }))).toBe("ok");
  });
});
