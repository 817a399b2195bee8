import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PackWorld } from "../app/pack/make-pack.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { AppError } from "../base/app-error.js";
import { blobPath } from "../ledger/layout.js";
import { WorkspaceFiles } from "../store/files.js";
import { pastEvidence } from "../store/ledger/past-evidence.js";
import { writeZip } from "../store/pack/write-zip.js";
import { folderSource } from "../verify/folder-source.js";
import { promiseFiles } from "./promise-files.js";
import { temporaryFolder } from "./temporary-folder.js";
import { temporaryWorkspace } from "./temporary-workspace.js";

/**
 * What making a pack of a workspace needs of the world; to be closed when it is made.
 *
 * @param verifier the single-file verifier to enclose; without it, the one that was built with this program.
 */
export async function packWorld(
  root: string,
  open: OpenWorkspace,
  verifier?: Uint8Array,
): Promise<PackWorld & { close(): Promise<void> }> {
  const source = folderSource(join(root, ".lookback", "evidence"));
  const staging = await temporaryFolder();
  try {
    return {
      source,
      promises: await promiseFiles(root),
      staging: { files: new WorkspaceFiles(staging.path), source: folderSource(staging.path) },
      verifier: verifier ?? (await offlineVerifier()),
      writeZip,
      past: async (size, files) =>
        temporaryWorkspace(
          files,
          await pastEvidence({
            records: () => open.evidence.records(),
            blob: (digest) => source.stream(blobPath(digest)),
            dataKey: (blob) => open.evidence.dataKey(blob),
            withheld: new Set(),
            size,
          }),
        ),
      close: () => staging.remove(),
    };
  } catch (error) {
    await staging.remove();
    throw error;
  }
}

/** The bytes of the single-file verifier that was built with this program. @throws AppError `not-found` without it. */
export async function offlineVerifier(): Promise<Uint8Array> {
  const path = join(dirname(fileURLToPath(import.meta.url)), "verify-lookback.mjs");
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError({
      code: "not-found",
      message: `the offline verifier is not beside the program (${path})`,
      fix: "Install Lookback anew, or build it with: npm run build",
      cause,
    });
  }
}
