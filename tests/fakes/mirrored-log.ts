import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DAY_MS, instantOf } from "../../src/base/instant.js";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { captureOf, decisionOf, newPlace, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { type Mirror, type Mirrored, mirrorEvidence } from "../../src/store/mirror/mirror-evidence.js";
import { MirrorState } from "../../src/store/mirror/mirror-state.js";
import type { LockMode, ObjectLock, ObjectPort } from "../../src/store/mirror/object-port.js";
import { openS3 } from "../../src/store/mirror/s3-port.js";
import { type ObjectStore, objectStore } from "./object-store.js";

/** An evidence folder, a bucket, and the mirror between them, which talks through Amazon's own client. */
export interface MirroredLog {
  readonly folder: string;
  readonly store: ObjectStore;
  readonly port: ObjectPort & { close(): void };
  readonly statePath: string;
  /** How long the mirror was asked to wait, in total. */
  waitedMs: number;
  /** The mirror as a new process sees it. */
  mirror(): Promise<Mirror>;
  run(lock?: () => ObjectLock): Promise<Mirrored>;
  /** Adds captures to the log and publishes. */
  grow(...texts: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export const PREFIX = "acme/";

/** Amazon's client wants credentials: any will do here. */
export const CREDENTIALS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" } as const;

/** @param answerMs how long the mirror waits for an answer. */
export async function mirroredLog({
  answerMs = 30_000,
  ...options
}: Parameters<typeof objectStore>[0] & { readonly answerMs?: number } = {}): Promise<MirroredLog> {
  Object.assign(process.env, CREDENTIALS, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" });
  const folder = await newPlace();
  const store = await objectStore(options);
  const port = await openS3({
    bucket: store.bucket.name,
    region: "eu-central-1",
    endpoint: store.endpoint,
    limits: { connectMs: 5_000, answerMs },
  });
  const statePath = join(await mkdtemp(join(tmpdir(), "lookback-mirror-")), "state.jsonl");
  const log: MirroredLog = {
    folder,
    store,
    port,
    statePath,
    waitedMs: 0,
    async mirror() {
      const wait = async (milliseconds: number) => {
        log.waitedMs += milliseconds;
      };
      return { folder, prefix: PREFIX, port, state: await MirrorState.open(statePath), patience: { wait } };
    },
    run: async (lock) => mirrorEvidence(await log.mirror(), lock),
    async grow(...texts) {
      const writer = await openWriter(folder);
      await writeTexts(writer, texts);
      await writer.close();
    },
    async close() {
      port.close();
      await store.close();
    },
  };
  await log.grow("one", "two");
  return log;
}

async function writeTexts(writer: EvidenceStore, texts: readonly string[]): Promise<void> {
  for (const text of texts) await writer.capture(captureOf(text, { key: `${text}.json` }));
  await writer.putBlob([Buffer.from("a cause")]);
  await writer.append(decisionOf("cause-1"));
  await writer.publish();
}

/** A lock of so many days from the store's clock. */
export function lockOf(store: ObjectStore, mode: LockMode, days = 400): () => ObjectLock {
  return () => ({ mode, until: instantOf(Math.floor((store.now() + days * DAY_MS) / 1_000) * 1_000) });
}
