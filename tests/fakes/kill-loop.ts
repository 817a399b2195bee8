import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { bundleProgram } from "./bundled-program.js";
import { seededRandom } from "./seeded-random.js";

/** A program that works until it is killed and prints one line of JSON for each thing it was told is durable. */
export interface KilledProgram {
  readonly script: string;
  /**
   * Starts and kills it over and over, at moments of a fixed sequence: every fourth time while it starts, otherwise
   * after so many lines and a little more. Returns all lines that it printed.
   */
  killed(args: readonly string[], options: KillOptions): Promise<readonly string[]>;
  /** Starts it, with a limit on open files or as another user, and waits for so many lines; then it runs on until `kill`. */
  started(args: readonly string[], options: StartOptions): Promise<StartedProgram>;
  remove(): Promise<void>;
}

export interface StartOptions {
  readonly lines: number;
  readonly openFilesMax?: number;
  readonly userId?: number;
}

export interface StartedProgram {
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Waits for a line that fits. */
  line(fits: RegExp): Promise<string>;
  kill(): Promise<void>;
}

export interface KillOptions {
  readonly kills: number;
  /** At most so many lines are waited for before a kill. */
  readonly linesMax: number;
  /** A start that is let alone takes about so long; some kills fall into it. */
  readonly startMs: number;
  /** Called after every kill. */
  after?(): Promise<void>;
}

/** Bundles a program that is to be killed. */
export async function killedProgram(entry: string, name: string): Promise<KilledProgram> {
  const { script, remove } = await bundleProgram(entry, name);
  return {
    script,
    started: (args, options) => startProgram([script, ...args], options),
    killed: (args, options) => killedOverAndOver([script, ...args], options),
    remove,
  };
}

async function startProgram(
  args: readonly string[],
  { lines: wanted, openFilesMax, userId }: StartOptions,
): Promise<StartedProgram> {
  const limit = openFilesMax === undefined ? "" : `ulimit -n ${openFilesMax}; `;
  const child = spawn("sh", ["-c", `${limit}exec "$0" "$@"`, process.execPath, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(userId === undefined ? {} : { uid: userId }),
  });
  const lines: string[] = [];
  const changed = new Set<() => void>();
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const look of changed) look();
  });
  const until = <T>(found: () => T | undefined): Promise<T> =>
    new Promise((done, failed) => {
      const look = () => {
        const value = found();
        if (value === undefined) return;
        changed.delete(look);
        done(value);
      };
      changed.add(look);
      void ended.then(() => failed(new Error(`it ended after ${lines.length} lines`)));
      look();
    });
  await until(() => (lines.length >= wanted ? true : undefined));
  return {
    lines,
    line: (fits) => until(() => lines.find((line) => fits.test(line))),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function killedOverAndOver(
  args: readonly string[],
  { kills, linesMax, startMs, after }: KillOptions,
): Promise<readonly string[]> {
  const random = seededRandom(20_260_301);
  const lines: string[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const isAtStart = kill % 4 === 3;
    const moment = isAtStart
      ? { lines: Number.POSITIVE_INFINITY, milliseconds: startMs * (0.4 + random()) }
      : { lines: 1 + Math.floor(random() * linesMax), milliseconds: random() * 8 };
    lines.push(...(await killedOnce([...args, String(kill)], moment)));
    await after?.();
  }
  return lines;
}

/** Killed so many milliseconds after so many lines, or after its start. */
async function killedOnce(
  args: readonly string[],
  { lines: wanted, milliseconds }: { readonly lines: number; readonly milliseconds: number },
): Promise<readonly string[]> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const errors: string[] = [];
  child.stderr.on("data", (piece: Buffer) => errors.push(piece.toString()));
  const ended = new Promise<string | null>((done) => child.on("close", (_, signal) => done(signal)));
  const killSoon = () => setTimeout(() => child.kill("SIGKILL"), milliseconds);
  if (wanted === Number.POSITIVE_INFINITY) killSoon();
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === wanted) killSoon();
  }
  expect([await ended, errors.join("")]).toEqual(["SIGKILL", ""]);
  return lines;
}
