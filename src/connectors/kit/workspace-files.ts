import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { AppError } from "../../base/app-error.js";

const FILES_MAX = 200_000;
const NEVER_ENTERED = new Set([".git", ".lookback", "node_modules"]);

/**
 * Files of the workspace that match a pattern, as paths relative to `root` with forward slashes, sorted by code
 * point. Folders behind symbolic links are not entered. `*` and `?` stay inside one name, `**` spans folders, `{a,b}` is either. Hidden tool folders are not entered.
 *
 * @throws AppError `bad-config` for a pattern, and `bad-input` for a symbolic link, that leads out of the workspace.
 */
export async function workspaceFiles(root: string, pattern: string): Promise<readonly string[]> {
  const path = insidePath(pattern);
  const matches = globPattern(path);
  const folders = path.split("/").slice(0, -1);
  const firstGlob = folders.findIndex((part) => /[*?{]/.test(part));
  const start = firstGlob < 0 ? folders : folders.slice(0, firstGlob);
  const found: string[] = [];
  await walk({ root, realRoot: await realpath(root), folder: start.join("/"), matches }, (file) => {
    found.push(file);
    if (found.length > FILES_MAX) throw tooMany(pattern);
  });
  return found.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * The real path of one file of the workspace.
 *
 * @throws AppError `bad-config` or `bad-input` when it leads out of the workspace, `not-found` when there is none.
 */
export async function workspaceFile(root: string, path: string): Promise<string> {
  const full = join(root, insidePath(path));
  const [realRoot, real] = await Promise.all([realpath(root), realOrMissing(full, path)]);
  if (!isInside(realRoot, real)) throw leadsOut(path);
  return real;
}

function insidePath(path: string): string {
  const parts = path.replaceAll("\\", "/").split("/");
  if (path === "" || parts[0] === "" || /^[A-Za-z]:/.test(path) || parts.includes("..") || path.includes("\0")) {
    throw new AppError({
      code: "bad-config",
      message: `"${path}" is no path inside the workspace folder`,
      fix: "Give a path relative to the folder of lookback.yaml, without `..`.",
    });
  }
  return parts.filter((part) => part !== "." && part !== "").join("/");
}

function globPattern(path: string): RegExp {
  const source = path.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\{}]/g, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 2) return `(?:${part.slice(1, -1).split(",").map(escaped).join("|")})`;
    return escaped(part);
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

interface Walk {
  readonly root: string;
  readonly realRoot: string;
  readonly folder: string;
  readonly matches: RegExp;
}

async function walk(at: Walk, visit: (file: string) => void): Promise<void> {
  const { root, realRoot, folder, matches } = at;
  for (const name of await namesIn(join(root, folder))) {
    const path = folder === "" ? name : `${folder}/${name}`;
    const info = await lstat(join(root, path));
    if (info.isDirectory() && !NEVER_ENTERED.has(name)) await walk({ ...at, folder: path }, visit);
    if (info.isDirectory() || !matches.test(path)) continue;
    if (info.isSymbolicLink() && !isInside(realRoot, await realOrMissing(join(root, path), path))) throw leadsOut(path);
    if ((await stat(join(root, path))).isFile()) visit(path);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function realOrMissing(full: string, path: string): Promise<string> {
  try {
    return await realpath(full);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new AppError({
      code: "not-found",
      message: `there is no file ${path} in the workspace`,
      fix: "Check the path in lookback.yaml.",
      cause: error,
    });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function isInside(realRoot: string, real: string): boolean {
  return real === realRoot || real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

function leadsOut(path: string): AppError {
  return new AppError({
    code: "bad-input",
    message: `${path} is a link that leads out of the workspace`,
    fix: "Copy the file into the workspace instead of linking it.",
  });
}

function tooMany(pattern: string): AppError {
  return new AppError({
    code: "limit-reached",
    message: `more than ${FILES_MAX} files match "${pattern}"`,
    fix: "Split the source into several with narrower patterns.",
  });
}
