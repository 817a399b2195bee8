import type { Sha256 } from "../base/digest.js";
import { blobPath } from "../ledger/layout.js";
import { ENCLOSED_KEYS, parseEnclosedKeys } from "../ledger/sealing/enclosed-keys.js";
import type { DataKey } from "../ledger/sealing/keyring-format.js";
import { type PastEvidence, pastEvidence } from "../store/ledger/past-evidence.js";
import type { HeldLog } from "../verify/check-results.js";
import { recordsOf } from "../verify/entry-bundles.js";

/** The evidence of a log that holds, as it stood at a size: sealed blobs are opened by the keys that a pack encloses. */
export async function heldEvidence(
  log: Pick<HeldLog, "source" | "size" | "withheld">,
  size: number,
): Promise<PastEvidence> {
  const { source, withheld } = log;
  const bytes = await source.read(ENCLOSED_KEYS);
  const keys: ReadonlyMap<Sha256, DataKey> =
    (bytes === undefined ? undefined : parseEnclosedKeys(Buffer.from(bytes).toString("utf8"))) ?? new Map();
  return pastEvidence({
    records: () => recordsOf(source, log.size),
    blob: (digest) => source.stream(blobPath(digest)),
    dataKey: (blob) => keys.get(blob),
    withheld,
    size,
  });
}
