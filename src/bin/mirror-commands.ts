import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { MirrorCommands } from "../app/mirror/commands.js";
import { confirmLock, lockAt, requireConfirmed } from "../app/mirror/compliance-lock.js";
import { keyPrefix, type Mirror as MirrorConfig, mirrorName } from "../app/mirror/config.js";
import { mirrorStatus } from "../app/mirror/mirror-status.js";
import { AppError } from "../base/app-error.js";
import { canonicalJson } from "../base/canonical-json.js";
import { sha256 } from "../base/digest.js";
import { instantOf } from "../base/instant.js";
import { openEvidenceStore } from "../store/ledger/open-evidence-store.js";
import { checkMirror } from "../store/mirror/check-mirror.js";
import { type Mirror, mirrorEvidence, waitingFiles } from "../store/mirror/mirror-evidence.js";
import { oldestOf } from "../store/mirror/mirror-files.js";
import { MirrorState } from "../store/mirror/mirror-state.js";
import { restoreMirror } from "../store/mirror/restore-mirror.js";
import { openS3 } from "../store/mirror/s3-port.js";
import { openWorkspace, readWorkspace } from "./open-workspace.js";

/** The mirror of a workspace. @param place finds the workspace that a person means. */
export function mirrorCommands(place: (folder: string) => string, signal: AbortSignal): MirrorCommands {
  const now = () => instantOf(Date.now());
  return {
    async run(folder) {
      const root = place(folder);
      const config = (await readWorkspace(root)).mirror;
      if (config === undefined) return undefined;
      await requireLockConfirmed(root, config);
      const stored = await withMirror(root, { config, signal }, (mirror) =>
        noted(mirror, () => mirrorEvidence(mirror, lockOf(config))),
      );
      return { mirror: mirrorName(config), ...stored };
    },
    async confirm(folder, typed) {
      const root = place(folder);
      const config = await configOf(root);
      const open = await openWorkspace(root, "write");
      try {
        const index = await confirmLock(open.evidence, config, { typed, at: now() });
        await open.evidence.publish();
        return index;
      } finally {
        await open.close();
      }
    },
    async status(folder) {
      const root = place(folder);
      const config = (await readWorkspace(root)).mirror;
      if (config === undefined) return undefined;
      const [state, evidence] = [await MirrorState.open(statePath(root, config)), evidenceOf(root)];
      const waiting = await waitingFiles({ folder: evidence, prefix: keyPrefix(config), state });
      return mirrorStatus({
        asOf: now(),
        mirror: mirrorName(config),
        objects: [...state.objects()].length,
        count: waiting.length,
        oldestMs: await oldestOf(evidence, waiting),
        lastRun: state.lastRun,
      });
    },
    async check(folder) {
      const root = place(folder);
      return withMirror(root, { config: await configOf(root), signal }, checkMirror);
    },
    async restore(folder, target) {
      const root = place(folder);
      const evidence = join(target, ".lookback", "evidence");
      return withMirror(root, { config: await configOf(root), signal }, (mirror) => restoreMirror(mirror, evidence));
    },
  };
}

async function requireLockConfirmed(root: string, config: MirrorConfig): Promise<void> {
  if (config.object_lock?.mode !== "compliance") return;
  const evidence = await openEvidenceStore(evidenceOf(root), { mode: "read" });
  try {
    await requireConfirmed(evidence, config, instantOf(Date.now()));
  } finally {
    await evidence.close();
  }
}

function lockOf(config: MirrorConfig) {
  if (config.object_lock === undefined) return undefined;
  return () => {
    const lock = lockAt(config, instantOf(Date.now()));
    if (lock === undefined) throw new TypeError("a lock was configured and is none");
    return lock;
  };
}

/** Remembers how the run ended, so that doctor can say it. */
async function noted<T>({ state }: Mirror, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    // A run that follows a failure ends what doctor says of it.
    if (state.lastRun?.failure !== undefined) await state.noteRun({ at: instantOf(Date.now()) });
    return done;
  } catch (error) {
    if (error instanceof AppError && error.code !== "cancelled" && error.code !== "disk-failed") {
      const { code, message } = error;
      await state.noteRun({ at: instantOf(Date.now()), failure: { code, message } });
    }
    throw error;
  }
}

async function withMirror<T>(
  root: string,
  { config, signal }: { readonly config: MirrorConfig; readonly signal: AbortSignal },
  work: (mirror: Mirror) => Promise<T>,
): Promise<T> {
  // Its notice about the age of this runtime is for developers; ours is in runtime.ts.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { bucket, region, endpoint } = config;
  const port = await openS3({ bucket, region, signal, ...(endpoint === undefined ? {} : { endpoint }) });
  try {
    return await work({
      folder: evidenceOf(root),
      prefix: keyPrefix(config),
      port,
      state: await MirrorState.open(statePath(root, config)),
      patience: { wait: (milliseconds) => sleep(milliseconds), signal },
    });
  } finally {
    port.close();
  }
}

/** What is remembered belongs to one place: another bucket starts anew. */
function statePath(root: string, { bucket, prefix, endpoint }: MirrorConfig): string {
  const name = sha256(canonicalJson({ bucket, prefix: prefix ?? null, endpoint: endpoint ?? null })).slice(0, 16);
  return join(root, ".lookback", "mirror", `${name}.jsonl`);
}

async function configOf(root: string): Promise<MirrorConfig> {
  const { mirror } = await readWorkspace(root);
  if (mirror !== undefined) return mirror;
  throw new AppError({
    code: "bad-config",
    message: "lookback.yaml names no mirror",
    fix: "Add one under mirror: as lookback mirror --help shows.",
  });
}

function evidenceOf(root: string): string {
  return join(root, ".lookback", "evidence");
}
