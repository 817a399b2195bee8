import type { ControlTally } from "../../assess/tally.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";

/**
 * The same workspace, of which outcomes and reports are read and never written: what is written stays in memory and is
 * read back from there. Its ledger should be open for reading.
 */
export function withoutWriting(open: OpenWorkspace): OpenWorkspace {
  const files = new Map<string, string>();
  const outcomes = new Map<string, { readonly asOf: number; readonly parts: readonly ControlTally[] }>();
  return {
    ...open,
    cache: {
      async read(name, asOf) {
        const own = outcomes.get(name);
        return own?.asOf === asOf ? own.parts : open.cache.read(name, asOf);
      },
      async write(name, asOf, parts) {
        outcomes.set(name, { asOf, parts });
      },
    },
    files: {
      async write(path, content) {
        files.set(path, typeof content === "string" ? content : "");
      },
      async open() {
        return { append: async () => undefined, close: async () => undefined };
      },
      async read(path) {
        return files.get(path) ?? open.files.read(path);
      },
      async exists(path) {
        return files.has(path) || open.files.exists(path);
      },
      async removeFolder(path) {
        for (const name of files.keys()) if (name.startsWith(`${path}/`)) files.delete(name);
      },
    },
  };
}
