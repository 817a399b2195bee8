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
