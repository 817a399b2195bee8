import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { WorkspaceFile } from "../app/results/workspace-files.js";
import type { EvidenceReader, ReadableWorkspace } from "../app/workspace/open-workspace.js";
import { lookAtWorkspace } from "./open-workspace.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Lays the files of a workspace out in a folder that is thrown away, and opens it with evidence from elsewhere. */
export async function temporaryWorkspace(
  files: readonly WorkspaceFile[],
  evidence: EvidenceReader,
): Promise<ReadableWorkspace & { close(): Promise<void> }> {
  const folder = await temporaryFolder();
  try {
    for (const { path, text } of files) {
      const target = join(folder.path, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }
    const looked = await lookAtWorkspace(folder.path);
    return {
      ...looked,
      evidence,
      async close() {
        await looked.close();
        await folder.remove();
      },
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}
