import type { Instant } from "../base/instant.js";
import { LAYOUT } from "../ledger/layout.js";
import { parseStampTrust, type StampRoot, stampRoots } from "../ledger/timestamp/trust-file.js";
import type { Stamp } from "../ledger/timestamp/verify-stamp.js";
import type { Pin } from "./pin.js";
import type { EvidenceSource } from "./source.js";

/** Whose time-stamps are believed, over checkpoints and in documents alike. */
export interface BelievedRoots {
  readonly kind: "pinned" | "own";
  readonly roots: readonly StampRoot[];
  /** DER of certificates that authorities do not send along. */
  readonly certificates: readonly Uint8Array[];
  /** From when on time-stamps are expected, says the folder; `undefined` where it says nothing. */
  readonly expectedFrom: Instant | undefined;
}

/**
 * Certificates stand in the folder; which of them are believed, and when, says the pin if it names any. `undefined`
 * when neither names any; `unreadable` when the file is none.
 */
export async function readBelievedRoots(
  source: EvidenceSource,
  pin: Pin | undefined,
): Promise<BelievedRoots | "unreadable" | undefined> {
  const bytes = await source.read(LAYOUT.stampTrust);
  const pinned = pin?.timeStampRoots ?? [];
  if (bytes === undefined) {
    // Whoever pinned roots expects time-stamps by them, whether or not the folder still says whose.
    const none = { roots: [], certificates: [], expectedFrom: undefined };
    return pinned.length === 0 ? undefined : { kind: "pinned", ...none };
  }
  const file = parseStampTrust(Buffer.from(bytes).toString("utf8"));
  if (file === undefined) return "unreadable";
  const { expectedFrom } = file;
  const certificates = file.certificates.map((text) => Buffer.from(text, "base64"));
  const own = stampRoots(file);
  if (pinned.length === 0) return { kind: "own", roots: own, certificates, expectedFrom };
  const roots = pinned.flatMap(({ sha256, from, until }) =>
    own.filter(({ fingerprint }) => fingerprint === sha256).map((root) => ({ ...root, from, until })),
  );
  return { kind: "pinned", roots, certificates, expectedFrom };
}

/** What is wrong with the policy of a genuine time-stamp; `undefined` when its root allows it. */
export function policyProblem({ root, policy }: Stamp, roots: readonly StampRoot[]): string | undefined {
  const isAllowed = roots.some(({ fingerprint, policies }) => {
    return fingerprint === root && (policies?.includes(policy) ?? true);
  });
  return isAllowed ? undefined : `policy ${policy} is not one of those allowed for its root`;
}
