import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** So long a busy machine may take to start the server. */
const PATIENCE_MS = 180_000;
const PLACE = /^Lookback is at (\S+)$/;

/** A server of its own process, as people start it. */
export interface ServedCopy {
  readonly origin: string;
  /** The one-time link of the first start. */
  readonly link: string | undefined;
  /** Ends it and waits until it is gone. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** Starts `lookback serve` on a folder; port 0 takes any that is free. */
export async function serveCopy(root: string, port: number): Promise<ServedCopy> {
  const child = spawn(process.execPath, ["dist/lookback.js", "serve", root, "--port", String(port)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const find = (pattern: RegExp) => lines.map((line) => pattern.exec(line)?.[1]).find((found) => found !== undefined);
  await until({ child, waiting, lines, isSaid: () => find(PLACE) !== undefined });
  return {
    origin: find(PLACE) ?? "",
    link: find(/^\s+(http\S+\/welcome#\S+)$/),
    end(signal) {
      const gone = new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once("close", () => resolve());
      });
      child.kill(signal);
      return gone;
    },
  };
}

interface Wait {
  readonly child: ChildProcess;
  readonly waiting: Set<() => void>;
  readonly lines: readonly string[];
  isSaid(): boolean;
}

function until({ child, waiting, isSaid, lines }: Wait): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (end: () => void) => {
      clearTimeout(timer);
      waiting.delete(look);
      child.off("close", lost);
      end();
    };
    const failed = (why: string) =>
      reject(new Error(`the server ${why} before it said where it is. Last: ${lines.slice(-3).join(" | ")}`));
    const look = () => isSaid() && done(resolve);
    const lost = () => done(() => failed("ended"));
    const timer = setTimeout(() => done(() => failed("took too long")), PATIENCE_MS);
    waiting.add(look);
    child.once("close", lost);
    look();
  });
}
