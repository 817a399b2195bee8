import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "esbuild";

/** How one run of the command line ended. */
export interface CliRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The command line as people run it: bundled, in a process of its own, not on a terminal. */
export interface BundledCli {
  /** Path of the bundle, to be run with node. */
  readonly script: string;
  run(args: readonly string[], options?: CliOptions): Promise<CliRun>;
  /** The same, killed after so many milliseconds. */
  runUntilKilled(args: readonly string[], afterMs: number): Promise<CliRun>;
  remove(): Promise<void>;
}

/**
 * Bundles the command line as tools/build.mjs does, into a folder of its own below node_modules, where node finds DuckDB
 * and git finds nothing. `dist` is left alone: whoever develops may be using it.
 */
export async function bundleCli(name: string): Promise<BundledCli> {
  const folder = resolve(`node_modules/.cache/lookback-${name}-${process.pid}`);
  const script = join(folder, "lookback.js");
  await build({
    entryPoints: { lookback: "src/bin/cli.ts" },
    outdir: folder,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    loader: { ".sql": "text" },
    external: ["@duckdb/*", "pdfkit", "@aws-sdk/client-s3"],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: "error",
  });
  return {
    script,
    run: (args, { cwd, env } = {}) =>
      new Promise((done) => {
        const child = execFile(
          process.execPath,
          [script, ...args],
          { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 },
          (_, stdout, stderr) => done({ code: child.exitCode, signal: child.signalCode, stdout, stderr }),
        );
      }),
    runUntilKilled: (args, afterMs) => runUntilKilled([script, ...args], afterMs),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function runUntilKilled(args: readonly string[], afterMs: number): Promise<CliRun> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
  const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
  return new Promise((done) => {
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}
