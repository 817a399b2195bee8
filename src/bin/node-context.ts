import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { performAgain } from "../app/results/perform-again.js";
import { AppError } from "../base/app-error.js";
import { sha256 } from "../base/digest.js";
import { instantOf } from "../base/instant.js";
import type { CliContext } from "../cli/context.js";
import { Attester } from "../store/ledger/attester.js";
import { folderSource } from "../verify/folder-source.js";
import { verifyEvidence } from "../verify/verify-evidence.js";
import { backupCommands } from "./backup/backup-commands.js";
import { documentPort } from "./document-port.js";
import { heldEvidence } from "./held-evidence.js";
import { mirrorCommands } from "./mirror-commands.js";
import { readNamed, writeNamed } from "./named-files.js";
import { lookAtWorkspace, openWorkspace, readWorkspace } from "./open-workspace.js";
import { offlineVerifier, packWorld } from "./pack-world.js";
import { pinOf } from "./pin.js";
import { rekeyWorkspace } from "./rekey.js";
import { masterForVerifying, masterKeyAt } from "./sealing.js";
import { temporaryWorkspace } from "./temporary-workspace.js";
import { verifyOptions } from "./verify-options.js";
import { isPack, verifyPackAt } from "./verify-place.js";
import { VERSION } from "./version.js";
import { witnessCommands } from "./witness-commands.js";

/** The world as the command line meets it. */
export function nodeContext(): CliContext {
  const abort = new AbortController();
  process.once("SIGINT", () => abort.abort());
  process.once("SIGTERM", () => abort.abort());
  const isTerminal = process.stderr.isTTY === true;
  const witness = witnessCommands(workspaceFolder, abort.signal);
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal,
    isColour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    width: Math.max(60, Math.min(process.stdout.columns ?? 100, 140)),
    now: () => instantOf(Date.now()),
    signal: abort.signal,
    open: (folder, mode) => openWorkspace(workspaceFolder(folder), mode),
    look: (folder) => lookAtWorkspace(workspaceFolder(folder)),
    async verify(folder, request = { seen: [] }) {
      const options = verifyOptions(request, Date.now());
      if (!isPack(folder)) {
        const root = workspaceFolder(folder);
        const key = await masterForVerifying(root, () => readWorkspace(root));
        return verifyEvidence(folderSource(evidenceFolder(folder)), { ...options, ...key });
      }
      const again = performAgain({ evidenceOf: heldEvidence, temporary: temporaryWorkspace });
      return verifyPackAt(folder, { ...options, performAgain: again });
    },
    aboutVerifier: async () => ({ version: VERSION, sha256: sha256(await offlineVerifier()) }),
    packWorld: (open) => packWorld(open.root, open),
    witness,
    backups: backupCommands(workspaceFolder, abort.signal),
    mirror: mirrorCommands(workspaceFolder, abort.signal),
    pin: (folder) => pinOf(workspaceFolder(folder)),
    rekey: (folder) => rekeyWorkspace(workspaceFolder(folder), { at: instantOf(Date.now()), ask: witness.ask }),
    attester: (root) => Attester.open(join(root, ".lookback", "evidence")),
    documents: (root) => documentPort(root, abort.signal),
    masterKeyAt,
    async serve(folder, options) {
      // The server is half of the program, and one verb's alone.
      const { serveHere } = await import("./serve/serve-here.js");
      await serveHere(workspaceFolder(folder), { options, signal: abort.signal });
    },
    createWorkspace,
    readNamed,
    writeNamed,
    exit: (code) => {
      process.exitCode = code;
    },
  };
}

/** The folder itself, or the sample company beside it when that is all there is. */
function workspaceFolder(folder: string): string {
  const demo = join(folder, "lookback-demo");
  const isOnlyDemo =
    folder === "." && !existsSync(join(folder, "lookback.yaml")) && existsSync(join(demo, "lookback.yaml"));
  return isOnlyDemo ? demo : folder;
}

/** Where the ledger of a workspace is. Without one nothing was collected: no evidence is no broken evidence. */
function evidenceFolder(folder: string): string {
  const evidence = join(workspaceFolder(folder), ".lookback", "evidence");
  if (existsSync(evidence)) return evidence;
  throw new AppError({
    code: "not-found",
    message: `there is no evidence in ${evidence}`,
    fix: "Run: lookback collect. If something was collected before, restore the folder from a copy.",
  });
}

async function createWorkspace(
  folder: string,
  files: Iterable<{ readonly path: string; readonly bytes: Uint8Array }>,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  const config = join(folder, "lookback.yaml");
  if (existsSync(config) && !replace) {
    throw new AppError({
      code: "bad-usage",
      message: `${config} exists already`,
      fix: "Choose another folder; nothing was changed.",
    });
  }
  if (replace && existsSync(folder)) await removeSample(folder);
  for (const { path, bytes } of files) {
    const target = join(folder, path);
    if (existsSync(target)) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}

/** Only a folder that the demo made is made anew: anybody else's is refused. */
async function removeSample(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length === 0) return;
  if (!names.includes(".lookback-sample")) {
    throw new AppError({
      code: "bad-usage",
      message: `${folder} is not a sample company, so it is left alone`,
      fix: "Name another folder: lookback demo some-folder",
    });
  }
  await rm(folder, { recursive: true });
}
