import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Script that every page waits for, packed, before charts and pages of their own. */
const FIRST_LOAD_MAX_BYTES = 250_000;

/** Breaks of the budget of what a browser fetches before it shows anything: the scripts that the first page names. */
export async function firstLoadBreaks(folder: string): Promise<readonly string[]> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
  if (scripts.length === 0) return [`${folder}/index.html names no script: its budget cannot be checked`];
  const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(folder, path))).length));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= FIRST_LOAD_MAX_BYTES) return [];
  return [`${folder}: the first load is ${bytes} bytes of packed script, allowed ${FIRST_LOAD_MAX_BYTES}`];
}
