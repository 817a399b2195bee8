import { relative } from "node:path";
import type { FileWriter, OpenWorkspace } from "../workspace/open-workspace.js";

/** Where an export goes. Every file appears under its name only when it is whole. */
export interface ExportPlace {
  /** Writes a file and returns its name. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** A text file that is written piece by piece. */
  open(name: string): Promise<FileWriter>;
}

/** The folder `out`, which need not be inside the workspace; without one, `reports/export/<kind>` of the workspace. */
export function exportPlace(
  { files, root }: Pick<OpenWorkspace, "files" | "root">,
  { kind, out }: { readonly kind: string; readonly out: string | undefined },
): ExportPlace {
  const folder = out === undefined ? `reports/export/${kind}` : relative(root, out);
  const pathOf = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  return {
    write: async (name, content) => {
      await files.write(pathOf(name), content);
      return name;
    },
    open: (name) => files.open(pathOf(name)),
  };
}
