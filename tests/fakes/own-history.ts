import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * A bare clone of this project's own repository: a real history that others go on writing to while it is read.
 * `undefined` where the project was unpacked without its history, or with a part of it.
 */
export function ownHistory(): { readonly path: string; readonly branch: string } | undefined {
  const state = gitAnswer("rev-parse", "--is-shallow-repository");
  if (state !== "false") return undefined;
  const path = mkdtempSync(join(tmpdir(), "lookback-own-history-"));
  execFileSync("git", ["clone", "--quiet", "--bare", ".", path], { stdio: "pipe" });
  const branch = execFileSync("git", ["-C", path, "symbolic-ref", "--short", "HEAD"], { encoding: "utf8" }).trim();
  return { path, branch };
}

function gitAnswer(...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", [...args], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}
