import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorityExtensions, fakeCertificate, fakeKey } from "../../../tests/fakes/certificates.js";
import { instant } from "../../base/instant.js";
import { type Certificate, readCertificate } from "./certificate.js";
import { CertificatePaths } from "./certificate-path.js";

const AT = instant("2026-03-01T12:00:00.000Z");
const SIGNATURES_MAX = 200;

const key = fakeKey("ec");
const otherKey = fakeKey("ec");

/** An authority's certificate; one of each serial. */
const authority = (name: string, serial: number, of = key) =>
  fakeCertificate({ name, key: of, serial: BigInt(serial), extensions: authorityExtensions() });
const signer = (issuer: ReturnType<typeof authority>) =>
  readCertificate(fakeCertificate({ name: "Signer", key: fakeKey("ec"), issuer }).der);

/** Counts how often a signature is checked with the key of a certificate. */
function counted(certificates: readonly Certificate[]) {
  const checks = { count: 0 };
  const all = certificates.map((certificate) => ({
    ...certificate,
    get publicKey() {
      checks.count += 1;
      return certificate.publicKey;
    },
  }));
  return { checks, all };
}

/** Each stands once in a chain of up to six: `many`, and behind each of them `many - 1`, and so on. */
function signaturesAmong(many: number): number {
  let sum = 0;
  let chains = 1;
  for (let length = 0; length < 6; length += 1) {
    chains *= Math.max(0, many - length);
    sum += chains;
  }
  return sum;
}

describe("the search for a chain", () => {
  const real = authority("Root", 1);
  const decoys = Array.from({ length: SIGNATURES_MAX }, (_, each) => authority("Root", each + 2, otherKey));

  it("tries 200 signatures to the last, and no other", () => {
    const leaf = signer(real);
    const verdict = (before: number) => {
      const roots = [...decoys.slice(0, before), real].map(({ der }) => ({ certificate: der }));
      const found = new CertificatePaths(roots).find(leaf, { at: AT, others: [] });
      return found.ok ? "ok" : `${found.problem}: ${found.message}`;
    };
    expect(verdict(SIGNATURES_MAX - 1)).toBe("ok");
    expect(verdict(SIGNATURES_MAX)).toBe("path: no chain was found with 200 signatures of certificates checked");
  });

  it("ends, however many certificates of one name and key there are", () => {
    const all = Array.from({ length: 50 }, (_, each) => readCertificate(authority("Loop", each + 1).der));
    const leaf = signer(authority("Loop", 1));
    const paths = () => new CertificatePaths([{ certificate: real.der }]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), (many) => {
        const { checks, all: others } = counted(all.slice(0, many));
        expect(paths().find(leaf, { at: AT, others })).toMatchObject({ ok: false, problem: "path" });
        expect(checks.count).toBe(Math.min(signaturesAmong(many), SIGNATURES_MAX));
      }),
      { numRuns: 6, examples: [[0], [4], [5], [50]] },
    );
  });

  it("finds the way among certificates that issue each other", () => {
    const loop = Array.from({ length: 49 }, (_, each) => readCertificate(authority("Loop", each + 1).der));
    const root = authority("Loop", 99);
    const { checks, all: others } = counted(loop);
    const found = new CertificatePaths([{ certificate: root.der }]).find(signer(root), { at: AT, others });
    expect(found).toMatchObject({ ok: true });
    expect(checks.count).toBeLessThan(SIGNATURES_MAX);
  });
});
