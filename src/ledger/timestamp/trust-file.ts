import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import { parseJson } from "../../base/parse-json.js";
import { readCertificate } from "../cms/certificate.js";
import type { TrustRoot } from "../cms/certificate-path.js";
import { DerError } from "../der/der-values.js";
import { At } from "../fields.js";

const CertificateText = z.string().max(30_000).refine(isCertificate, "expected a certificate: DER in base 64");
const Oid = z.string().regex(/^[0-2](\.(0|[1-9]\d{0,19})){1,30}$/, "expected an object id such as 1.3.6.1.4.1.99999.1");

/** `trust/time-stamps.json`: whose time-stamps this log has been given, and what to believe of them. Only ever added to. */
export const StampTrust = z.strictObject({
  v: z.literal(1),
  /** From then on records are expected to be time-stamped. */
  expectedFrom: At,
  /** Roots, each with the window in which it is believed (`until` exclusive) and the policies of its time-stamps. */
  roots: z
    .array(
      z.strictObject({
        certificate: CertificateText,
        from: At.optional(),
        until: At.optional(),
        policies: z.array(Oid).min(1).max(20).optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Certificates that authorities do not send along; nobody has to trust them. */
  certificates: z.array(CertificateText).max(50),
});
export type StampTrust = z.infer<typeof StampTrust>;

/** One believed root, ready for use. */
export interface StampRoot extends TrustRoot {
  readonly fingerprint: Sha256;
  readonly policies: readonly string[] | undefined;
}

/** Reads the file; `undefined` when it is not one. */
export function parseStampTrust(text: string): StampTrust | undefined {
  const parsed = StampTrust.safeParse(parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** One line of canonical JSON. */
export function formatStampTrust(trust: StampTrust): string {
  return `${canonicalJson(StampTrust.parse(trust))}\n`;
}

/** The roots as certificates. */
export function stampRoots({ roots }: StampTrust): readonly StampRoot[] {
  return roots.map(({ certificate, from, until, policies }) => {
    const bytes = Buffer.from(certificate, "base64");
    return { certificate: bytes, fingerprint: sha256(bytes), from, until, policies };
  });
}

/**
 * What the file says after the configuration changed: roots and certificates are added, windows of known roots are
 * those of the configuration, nothing is taken away, since older time-stamps still need it.
 */
export function mergeStampTrust(known: StampTrust | undefined, now: StampTrust): StampTrust {
  if (known === undefined) return now;
  const named = new Set(now.roots.map(({ certificate }) => certificate));
  return {
    v: 1,
    expectedFrom: known.expectedFrom,
    roots: [...known.roots.filter(({ certificate }) => !named.has(certificate)), ...now.roots],
    certificates: [...new Set([...known.certificates, ...now.certificates])],
  };
}

function isCertificate(text: string): boolean {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) return false;
  try {
    readCertificate(bytes);
    return true;
  } catch (error) {
    if (error instanceof DerError) return false;
    throw error;
  }
}
