import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import type { WorkspaceFile } from "../app/results/workspace-files.js";
import { parseWorkspace } from "../app/workspace/load-workspace.js";

/** The files in which a workspace says what it promises and how its sources are read: what results rest on. */
export async function promiseFiles(root: string): Promise<readonly WorkspaceFile[]> {
  const text = await readFile(join(root, "lookback.yaml"), "utf8");
  const { sources } = parseWorkspace(text, "lookback.yaml");
  const mappings = sources.flatMap(({ mapping }) =>
    typeof mapping === "string" && /\.ya?ml$/.test(mapping) ? [posix.normalize(mapping.replaceAll("\\", "/"))] : [],
  );
  const folder = join(root, "controls");
  const names = existsSync(folder) ? await readdir(folder) : [];
  const controls = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => `controls/${name}`);
  const paths = [...new Set([...mappings, ...controls])].sort();
  const others = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(root, path), "utf8") })),
  );
  return [{ path: "lookback.yaml", text }, ...others];
}
