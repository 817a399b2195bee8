import { existsSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../base/app-error.js";
import { LAYOUT } from "../../ledger/layout.js";
import type { BackupManifest } from "../../store/backup/manifest.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { readWorkspace } from "../open-workspace.js";
import { masterForVerifying } from "../sealing.js";
import { EVIDENCE } from "./backup-places.js";

/**
 * Re-derives the ledger of a copied workspace from its bytes, and says how far it goes. Sealed evidence is opened where
 * its keys are in the copy.
 *
 * @param where what to call the copy.
 * @throws AppError `store-damaged` when anything in it does not hold.
 */
export async function checkedLedger(
  root: string,
  { where }: { readonly where: string },
): Promise<BackupManifest["ledger"]> {
  const folder = join(root, EVIDENCE);
  const hasKeyring = existsSync(join(folder, LAYOUT.keyring));
  const key = hasKeyring ? await masterForVerifying(root, () => readWorkspace(root)) : {};
  const { checked, errors } = await verifyEvidence(folderSource(folder), key);
  const [first] = errors;
  if (first !== undefined) {
    throw new AppError({
      code: "store-damaged",
      message: `the ledger does not hold in ${where}: ${errors.length} errors, the first ${first.code} at ${first.where}`,
      fix: "Run: lookback verify, on the workspace. If it holds there, evidence was destroyed or a key changed meanwhile: run this again.",
    });
  }
  const { records, size, rootHex } = checked;
  return { records, size, rootHex };
}
