import type { Sha256 } from "../base/digest.js";
import { formatVerifierKey, parseVerifierKey } from "../ledger/checkpoint.js";
import { LAYOUT } from "../ledger/layout.js";
import { allKeys, keyFingerprint, LOG_KEYS_FILE, type LogKeys, parseEarlierKeys } from "../ledger/log-keys.js";
import type { LedgerRecord } from "../ledger/record.js";
import type { SignedHead } from "./check-checkpoints.js";
import type { Pin } from "./pin.js";
import type { Findings } from "./report.js";
import type { EvidenceSource } from "./source.js";

/**
 * The keys of the log: its own when the pinned one is among them, else the pinned one alone. `undefined` when there is
 * none to check with.
 */
export async function readLogKeys(
  source: EvidenceSource,
  pin: Pin | undefined,
  findings: Findings,
): Promise<LogKeys | undefined> {
  const own = await ownKeys(source, findings);
  if (pin === undefined) {
    if (own === undefined) findings.error("NO_KEY", LAYOUT.logVerifierKey, "there is no readable verifier key");
    return own;
  }
  const pinned = parseVerifierKey(pin.verifierKey);
  if (pinned === undefined) {
    findings.error("NO_KEY", "pin", "the pinned verifier key cannot be read");
    return undefined;
  }
  if (own !== undefined && positionOf(own, pin.verifierKey) >= 0) return own;
  findings.error("KEY_OTHER", LAYOUT.logVerifierKey, "the folder names another key than the pin");
  return { earlier: [], current: pinned };
}

/** Whether each key was named, while it was not yet in use, by a head that the key before it signed. */
export class SuccessionChecker {
  /** The first record that announces each key, by its fingerprint. */
  readonly #announced = new Map<Sha256, number>();

  observe(index: number, record: LedgerRecord): void {
    if (record.type !== "key" || record.purpose !== "log") return;
    if (!this.#announced.has(record.fingerprint)) this.#announced.set(record.fingerprint, index);
  }

  check(
    keys: LogKeys,
    { pin, heads }: { readonly pin: Pin | undefined; readonly heads: readonly SignedHead[] },
    findings: Findings,
  ): void {
    const newest = heads.reduce((most, { checkpoint }) => Math.max(most, checkpoint.size), 0);
    const followers = allKeys(keys).slice(1);
    for (const [at, { size }] of keys.earlier.entries()) {
      const next = followers[at];
      // A key that signed nothing that is shown here needs nobody to vouch for it.
      if (next === undefined || newest <= size) continue;
      const place = this.#announced.get(keyFingerprint(next));
      const isSigned = heads.some(({ checkpoint }) => checkpoint.size === size);
      if (isSigned && place !== undefined && place < size) continue;
      const message = `no head that the key before signed names the key ${next.origin}`;
      findings.error("LOG_NOT_CHAINED", `checkpoint ${size}`, message);
    }
    if (pin === undefined || heads.length === 0) return;
    const before = keys.earlier[positionOf(keys, pin.verifierKey) - 1];
    if (before !== undefined && newest <= before.size) {
      const message = "the newest head is signed by a key from before the pinned one, for which the pin does not vouch";
      findings.error("CP_NO_LOG_SIG", `checkpoint ${newest}`, message);
    }
  }
}

async function ownKeys(source: EvidenceSource, findings: Findings): Promise<LogKeys | undefined> {
  const line = await textOf(source, LAYOUT.logVerifierKey);
  const current = line === undefined ? undefined : parseVerifierKey(line.trimEnd());
  const earlier = parseEarlierKeys((await textOf(source, LOG_KEYS_FILE)) ?? "");
  if (earlier === undefined) findings.error("LOG_NOT_CHAINED", LOG_KEYS_FILE, "the earlier keys cannot be read");
  return current === undefined ? undefined : { earlier: earlier ?? [], current };
}

async function textOf(source: EvidenceSource, path: string): Promise<string | undefined> {
  const bytes = await source.read(path);
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
}

/** Where a key stands among those of the log; -1 when it is none of them. */
function positionOf(keys: LogKeys, verifierKey: string): number {
  return allKeys(keys).findIndex((key) => formatVerifierKey(key) === verifierKey);
}
