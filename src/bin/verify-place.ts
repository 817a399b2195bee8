import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { PerformAgain } from "../verify/check-results.js";
import { folderSource } from "../verify/folder-source.js";
import { orFinding } from "../verify/pack/check-bag.js";
import { openZip } from "../verify/pack/zip-source.js";
import { Findings, type VerifyReport } from "../verify/report.js";
import { BAG_FOLDER, type PackOptions, unreadPack, verifyPack } from "../verify/verify-pack.js";

/** Whether a path is a pack: an archive, or the folder of an unpacked one. */
export function isPack(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  return found.isFile() || [path, join(path, BAG_FOLDER)].some((folder) => existsSync(join(folder, "bagit.txt")));
}

/** Checks a pack, archived or unpacked. */
export async function verifyPackAt(
  path: string,
  options: PackOptions & { readonly performAgain: PerformAgain },
): Promise<VerifyReport> {
  if (statSync(path).isDirectory()) return verifyPack(folderSource(path), options);
  const findings = new Findings();
  const zip = await orFinding(async () => openZip(path), findings);
  if (zip === undefined) return unreadPack(findings);
  try {
    return await verifyPack(zip, options);
  } finally {
    zip.close();
  }
}
