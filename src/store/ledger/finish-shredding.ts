import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import type { BlobStore } from "../blobs/blob-store.js";
import type { Keyring } from "../keys/keyring.js";

/** Does what shred records say and is not done yet: keys first, then blobs. Doing it again is harmless. */
export async function finishShredding(
  { keyring, blobs }: { readonly keyring: Keyring | undefined; readonly blobs: BlobStore },
  shredded: ReadonlySet<Sha256>,
): Promise<void> {
  if (shredded.size === 0) return;
  await keyring?.destroy(shredded);
  for (const blob of shredded) await blobs.remove(blob);
}

/** Keys that cannot be reached cannot be destroyed or wrapped anew either. */
export function noMasterKey(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "the folder was opened without a master key, so the keys of sealed evidence are out of reach",
    fix: "Name the master key under `confidential` in lookback.yaml.",
  });
}
