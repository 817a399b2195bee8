import type { Instant } from "../../base/instant.js";
import type { EvidenceStore } from "../../store/ledger/contract.js";
import type { LogKeyFiles } from "../../store/ledger/log-key-files.js";
import type { AskOutcome } from "../witness/ask-witnesses.js";

export interface RekeyInput {
  readonly keys: Pick<LogKeyFiles, "current" | "finish" | "prepare" | "switchAt">;
  /** Opens the evidence for writing; closed again here. */
  open(): Promise<Pick<EvidenceStore, "append" | "publish" | "close">>;
  /** Has the newest head cosigned by the witnesses there are. */
  ask(): Promise<AskedWitnesses>;
  readonly at: Instant;
}

/** The log under its new key. */
export interface Rekeyed {
  readonly verifierKey: string;
  /** Size of the last head that the earlier key signed. */
  readonly size: number;
  /** What came of asking witnesses to cosign that head. */
  readonly witnesses: AskedWitnesses;
}

/** What came of asking the witnesses of a log for one head. */
export interface AskedWitnesses {
  readonly outcomes: readonly AskOutcome[];
  /** The quorum, in words, when the head lacks it. */
  readonly lacks: string | undefined;
}

/**
 * Gives the log a new signing key. The earlier key vouches for it: it signs a head whose last record names the new
 * one; then the new key signs a head of its own. A change that was broken off is gone on with. Witnesses are asked for
 * the last head of the earlier key before the new one signs: they never compare a log across keys. One that does not
 * answer stops nothing, for a key that was stolen must be changed at once.
 *
 * @throws AppError whatever opening and writing throw; the log then still has one key, and this can be called again.
 */
export async function rekey({ keys, open, ask, at }: RekeyInput): Promise<Rekeyed> {
  let witnesses: AskedWitnesses;
  if (await keys.finish()) {
    witnesses = await ask();
  } else {
    const next = await keys.prepare();
    const store = await open();
    try {
      await store.append({ type: "key", stream: "log-key", purpose: "log", fingerprint: next.fingerprint, at });
      const { size } = await store.publish();
      witnesses = await ask();
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
  return { verifierKey, size: since, witnesses };
}
