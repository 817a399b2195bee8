import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { LogKeyFiles } from "../../store/ledger/log-key-files.js";

export interface RekeyInput {
  readonly keys: Pick<LogKeyFiles, "current" | "finish" | "prepare" | "switchAt">;
  /** Opens the evidence for writing; closed again here. */
  open(): Promise<Pick<EvidenceStore, "append" | "publish" | "close">>;
  readonly at: Instant;
}

/** The log under its new key. */
export interface Rekeyed {
  readonly verifierKey: string;
  /** Size of the last head that the earlier key signed. */
  readonly size: number;
}

/**
 * Gives the log a new signing key. The earlier key vouches for it: it signs a head whose last record names the new
 * one; then the new key signs a head of its own. A change that was broken off is gone on with.
 *
 * @throws AppError whatever opening and writing throw; the log then still has one key, and this can be called again.
 */
export async function rekey({ keys, open, at }: RekeyInput): Promise<Rekeyed> {
  if (!(await keys.finish())) {
    const next = await keys.prepare();
    const store = await open();
    try {
      await store.append({ type: "key", stream: "log-key", purpose: "log", fingerprint: next.fingerprint, at });
      const { size } = await store.publish();
      await keys.switchAt(size);
    } finally {
      await store.close();
    }
  }
  const { verifierKey, fingerprint, since } = await keys.current();
  const store = await open();
  try {
    await store.append({ type: "key", stream: "log-key", purpose: "log", fingerprint, at });
    await store.publish();
  } finally {
    await store.close();
  }
  return { verifierKey, size: since };
}
