import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bundle } from "./bundle.js";

/** The server as it is built, with the processes it starts, and an owner who is always signed in. */
export interface BundledServer {
  start(options: StartServer): Promise<StartedServer>;
  remove(): Promise<void>;
}

export interface StartServer {
  readonly root: string;
  readonly does?: "all" | "serve" | "work";
  readonly databaseUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export type LogLine = Readonly<Record<string, unknown>>;

export interface StartedServer {
  readonly process: ChildProcess;
  /** Where it is reached. */
  readonly origin: string;
  /** What it has logged so far. */
  readonly log: readonly LogLine[];
  readonly stderr: readonly string[];
  /** Waits for a line that fits. */
  logged(fits: (line: LogLine) => boolean): Promise<LogLine>;
  /** Sends the signal and waits for the end; with which code, or by which signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
}

/** Bundles as tools/build.mjs does, into a folder of its own; its web application is an empty page. */
export async function bundleServer(name: string): Promise<BundledServer> {
  const { folder, remove } = await bundle(
    {
      server: "tests/fakes/served-until-killed.ts",
      "state-worker": "src/bin/state-worker.ts",
      "audit-worker": "src/bin/audit-worker.ts",
    },
    name,
  );
  await mkdir(join(folder, "web"), { recursive: true });
  await writeFile(join(folder, "web", "index.html"), "<!doctype html><title>Lookback</title>");
  const children = new Set<ChildProcess>();
  return {
    start: (options) => startServer(join(folder, "server.js"), options, children),
    remove() {
      // Of a test that failed half way: whoever still runs would run on.
      for (const child of children) child.kill("SIGKILL");
      return remove();
    },
  };
}

async function startServer(
  script: string,
  { root, does = "all", databaseUrl, env }: StartServer,
  children: Set<ChildProcess>,
) {
  const child = spawn(process.execPath, [script, root, "0", does], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }), ...env },
  });
  children.add(child);
  const log: LogLine[] = [];
  const stderr: string[] = [];
  const changed = new Set<() => void>();
  child.stderr.on("data", (piece: Buffer) => stderr.push(piece.toString()));
  createInterface({ input: child.stdout }).on("line", (line) => {
    // Who is killed while it writes leaves a piece of a line.
    if (!line.endsWith("}")) return;
    log.push(JSON.parse(line));
    for (const look of changed) look();
  });
  const ended = new Promise<number | NodeJS.Signals | null>((done) =>
    child.on("close", (code, signal) => done(code ?? signal)),
  );
  const logged = (fits: (line: LogLine) => boolean): Promise<LogLine> =>
    new Promise((done, failed) => {
      const look = () => {
        const line = log.find(fits);
        if (line === undefined) return;
        changed.delete(look);
        done(line);
      };
      changed.add(look);
      void ended.then(() => failed(new Error(`the server ended: ${stderr.join("")}`)));
      look();
    });
  const { origin } = await logged(({ what }) => what === "serving");
  return {
    process: child,
    origin: String(origin),
    log,
    stderr,
    logged,
    end(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
  } satisfies StartedServer;
}
