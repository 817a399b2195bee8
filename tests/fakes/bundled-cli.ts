import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { bundle } from "./bundle.js";

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

/** Bundles the command line as it is built. */
export async function bundleCli(name: string): Promise<BundledCli> {
  const { folder, remove } = await bundle({ lookback: "src/bin/cli.ts" }, name);
  const script = join(folder, "lookback.js");
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
    remove,
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
