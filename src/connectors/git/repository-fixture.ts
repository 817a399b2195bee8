import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TableName } from "../../model/tables.js";
import type { Capture, NormalizeContext, Normalized, StoredCapture } from "../kit/contract.js";
import { memoryCapture } from "../kit/memory-capture.js";
import { collect } from "./collect.js";
import type { GitConfig } from "./config.js";
import { normalize } from "./normalize.js";

/** 2026-01-01T00:00:00Z in seconds. */
export const DAY_ONE = 1_767_225_600;
export const JANE = "Jane <jane@example.com>";
export const MAX = "Max <max@example.com>";

interface CommitOptions {
  /** Hours after DAY_ONE; default: one more than the last commit's. */
  readonly hour?: number;
  readonly author?: string;
  readonly committer?: string;
}

/** Test only: a real repository in a new folder, with dates and people fixed. */
export class TestRepository {
  readonly path: string;
  #hour = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** An empty one. */
  static init(options: readonly string[] = []): TestRepository {
    const path = mkdtempSync(join(tmpdir(), "lookback-git-"));
    execFileSync("git", ["init", "--quiet", "--initial-branch=main", ...options, path], { stdio: "pipe" });
    return new TestRepository(path);
  }

  /** A clone of another one, as `git clone` makes it. */
  static clone(from: string, options: readonly string[] = []): TestRepository {
    const path = mkdtempSync(join(tmpdir(), "lookback-git-"));
    execFileSync("git", ["clone", "--quiet", ...options, `file://${from}`, path], { stdio: "pipe" });
    return new TestRepository(path);
  }

  git(...args: readonly string[]): string {
    return this.#run({}, args);
  }

  commit(message: string | Buffer, { author = JANE, committer = author, hour }: CommitOptions = {}): string {
    const env = this.#identity(author, committer, hour);
    this.#run(env, ["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-F", "-"], message);
    return this.git("rev-parse", "HEAD");
  }

  merge(branch: string, message: string, committer = JANE): string {
    this.#run(this.#identity(committer, committer), ["merge", "--quiet", "--no-ff", branch, "-m", message]);
    return this.git("rev-parse", "HEAD");
  }

  /** A commit whose bytes git itself would not write. */
  commitBytes(message: Buffer): void {
    const head = this.git("cat-file", "commit", "HEAD").split("\n\n")[0]?.split("\n") ?? [];
    const [tree = "", ...people] = head.filter((line) => !line.startsWith("parent "));
    const lines = [tree, `parent ${this.git("rev-parse", "HEAD")}`, ...people, "", ""];
    const bytes = Buffer.concat([Buffer.from(lines.join("\n")), message]);
    this.git(
      "update-ref",
      "HEAD",
      this.#run({}, ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], bytes),
    );
  }

  #identity(author: string, committer: string, hour = this.#hour + 1): Readonly<Record<string, string>> {
    this.#hour = hour;
    const date = `${DAY_ONE + hour * 3_600} +0000`;
    const person = (role: string, who: string) => {
      const [, name = "", email = ""] = /^(.*) <(.*)>$/.exec(who) ?? [];
      return { [`GIT_${role}_NAME`]: name, [`GIT_${role}_EMAIL`]: email, [`GIT_${role}_DATE`]: date };
    };
    return { ...person("AUTHOR", author), ...person("COMMITTER", committer) };
  }

  #run(env: Readonly<Record<string, string>>, args: readonly string[], input: string | Buffer = ""): string {
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const options = { input, stdio: "pipe", encoding: "utf8" } as const;
    return execFileSync("env", [...assignments, "git", "-C", this.path, ...args], options).trim();
  }
}

/** Test only: the configuration of a repository at a path. */
export function configOf(path: string, changes: Partial<GitConfig> = {}): GitConfig {
  return { id: "api-git", connector: "git", path, repository: "acme/api", branch: "main", ...changes };
}

/** Test only: everything a repository gives, stored in memory. */
export async function captured(config: GitConfig): Promise<readonly StoredCapture[]> {
  const context = { root: "/", signal: new AbortController().signal, progress: () => undefined };
  const stored: StoredCapture[] = [];
  for await (const capture of collect(config, context)) stored.push(await storedOf(capture, config.id));
  return stored;
}

async function storedOf({ key, body, observedAt }: Capture, sourceId: string): Promise<StoredCapture> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return memoryCapture({ sourceId, key, body: Buffer.concat(chunks), observedAt });
}

/** Test only: everything that normalising the captures gives. */
export async function normalised(
  captures: readonly StoredCapture[],
  config: GitConfig,
  context: NormalizeContext = { sourceId: config.id, zone: "UTC" },
): Promise<readonly Normalized[]> {
  const all: Normalized[] = [];
  for (const capture of captures) for await (const item of normalize(capture, config, context)) all.push(item);
  return all;
}

/** Test only: rows of one table, in order. */
export function rowsOf(items: readonly Normalized[], table: TableName): readonly Record<string, unknown>[] {
  return items.flatMap((item) =>
    item.kind === "kept" ? item.rows.flatMap((write) => (write.table === table ? [{ ...write.row }] : [])) : [],
  );
}

/** Milliseconds at `hours` after DAY_ONE. */
export function hourMs(hours: number): number {
  return (DAY_ONE + hours * 3_600) * 1_000;
}

/**
 * Test and bench only: a bare repository whose branch has `commits` first-parent commits, every second of them a
 * merge of one other commit.
 */
export async function makeLongRepository(commits: number): Promise<string> {
  const { path } = TestRepository.init(["--bare"]);
  const child = spawn("git", ["-C", path, "fast-import", "--quiet"], { stdio: ["pipe", "inherit", "inherit"] });
  const ended = once(child, "close");
  for (let landed = 0; landed < commits; landed += 1) {
    if (!child.stdin.write(importOf(landed))) await once(child.stdin, "drain");
  }
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`git fast-import failed with ${code}`);
  return path;
}

function importOf(landed: number): string {
  const seconds = DAY_ONE + landed * 60;
  const commit = (branch: string, mark: number, message: string, ...lines: readonly string[]) =>
    [
      `commit ${branch}`,
      `mark :${mark}`,
      `author Jane <jane${landed % 50}@example.com> ${seconds} +0000`,
      `committer GitHub <noreply@github.com> ${seconds} +0000`,
      `data ${message.length}`,
      message,
      ...lines,
      "",
    ].join("\n");
  const [own, side, before] = [landed * 2 + 1, landed * 2 + 2, landed * 2 - 1];
  const from = landed === 0 ? [] : [`from :${before}`];
  if (landed % 2 === 0) return commit("refs/heads/main", own, `Change ${landed} (#${landed + 1})`, ...from);
  return (
    commit("refs/heads/side", side, `Work ${landed}`, ...from) +
    commit("refs/heads/main", own, `Merge pull request #${landed + 1} from acme/side`, ...from, `merge :${side}`)
  );
}
