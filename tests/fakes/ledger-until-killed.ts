import { readFileSync, renameSync, writeFileSync, writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { listEvidence } from "../../src/app/shred/held-evidence.js";
import { shred } from "../../src/app/shred/shred.js";
import { stampLedger } from "../../src/app/timestamps/stamp-ledger.js";
import { AppError } from "../../src/base/app-error.js";
import { sha256 } from "../../src/base/digest.js";
import { HOUR_MS, instant, instantOf, msOf } from "../../src/base/instant.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { sendHttp } from "../../src/connectors/kit/http/send-http.js";
import { shredSubject } from "../../src/ledger/shredding.js";
import { isErrno } from "../../src/store/blobs/disk.js";
import { WorkspaceFiles } from "../../src/store/files.js";
import { captureOf } from "../../src/store/ledger/folder-fixture.js";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { StampFiles } from "../../src/store/ledger/stamp-files.js";

/**
 * Writes to the ledger of a workspace in one way for as long as it lives and prints a line for each thing it was told is
 * durable. Its parent kills it. Run with: way, workspace folder, anything the way needs, number of the run.
 */
const [way = "", root = "", extra = "", run = "0"] = process.argv.slice(2);
const folder = join(root, "evidence");
const isSealing = way === "sealed" || way === "shred";
const sealing = { master: Buffer.alloc(32, 1), isOn: true, secondKeyring: join(root, "second.keyring") };
const first = Number(run) * 100_000;
const store = await openEvidenceStore(folder, {
  mode: "write",
  ...lockOwner(),
  ...(isSealing ? { sealing } : {}),
}).catch(stopped);

const WAYS: Readonly<Record<string, () => Promise<void>>> = { sealed, publish, stamp, shred: destroy, crowded };
const work = WAYS[way];
if (work === undefined) throw new Error(`no way of writing is called ${way}`);
await work().catch(stopped);

/** One write call per line: a kill cuts between lines, not inside. */
function say(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

/** Says which error ended it and waits to be killed. An error that is no operating error ends it as it is. */
async function stopped(error: unknown): Promise<never> {
  if (!(error instanceof AppError)) throw error;
  say({ error: error.code });
  for (;;) await sleep(60_000);
}

/** Takes every file handle that the system gives, then tries to store something that needs one. */
async function crowded(): Promise<void> {
  const handles: FileHandle[] = [];
  try {
    for (;;) handles.push(await open("/dev/null"));
  } catch (error) {
    say({ full: isErrno(error, "EMFILE") });
  }
  await store.capture(captureOf("one too many"));
}

async function sealed(): Promise<void> {
  const lane = async (start: number) => {
    for (let each = start; ; each += 3) {
      const text = `secret ${each} `.repeat(1 + (each % 5) * 50);
      const { index } = await store.capture(captureOf(text, { key: `k${each}` }));
      say({ index, key: `k${each}`, digest: sha256(text) });
    }
  };
  await Promise.all([lane(first), lane(first + 1), lane(first + 2)]);
}

async function publish(): Promise<void> {
  for (let each = first; ; each += 1) {
    const texts = Array.from({ length: 1 + (each % 3) }, (_, part) => `${each}-${part}`);
    await Promise.all(texts.map((text) => store.capture(captureOf(text, { key: text }))));
    say(await store.publish());
  }
}

/** The parent answers as authority, by the clock in the file `clock`, which goes forward an hour for each time-stamp. */
async function stamp(): Promise<void> {
  const clock = join(root, "clock");
  const now = () => instant(readFileSync(clock, "utf8"));
  const files = new StampFiles(folder);
  let nonce = BigInt(first) + (1n << 64n);
  const stamping = {
    send: sendHttp,
    now,
    nonce: () => {
      nonce += 1n;
      return nonce;
    },
    files,
  };
  const workspace = { timestamps: { every: "1h", authorities: [{ url: extra, roots: "root.pem", valid: {} }] } };
  for (let each = first; ; each += 1) {
    writeFileSync(`${clock}.new`, instantOf(msOf(now()) + HOUR_MS));
    renameSync(`${clock}.new`, clock);
    await store.capture(captureOf(`text ${each}`, { key: `k${each}`, at: now(), observedAt: now() }));
    const report = await stampLedger({
      workspace,
      evidence: store,
      files: new WorkspaceFiles(root),
      stamping,
      when: "now",
    });
    const [outcome] = report.authorities.map((one) => one.outcome);
    if (outcome?.kind !== "stamped") throw new Error(`no time-stamp: ${JSON.stringify(outcome)}`);
    say({ size: outcome.size, tsr: sha256(await files.read({ size: outcome.size, suffix: ".tsr" })) });
  }
}

async function destroy(): Promise<void> {
  const words = { basis: "Request 1", requestedBy: "Head of HR", approvedBy: "Data protection officer" };
  for (let each = first; ; each += 1) {
    await store.capture(captureOf(`person ${each}`, { key: `k${each}` }));
    const { held } = await listEvidence(store);
    const chosen = held.filter(({ sources }) => sources.includes("okta-users")).slice(0, 1);
    const subject = shredSubject(chosen.map(({ blob }) => blob));
    const confirmation = `destroy ${chosen.length} ${subject.slice(0, 8)}`;
    await shred({
      evidence: store,
      files: { removeFolder: async () => undefined },
      plan: { reason: "erasure", chosen, confirmation, refusals: [] },
      words: { ...words, confirmation },
      at: instant("2026-01-02T00:00:00.000Z"),
    });
    say({ destroyed: chosen.map(({ blob }) => blob) });
  }
}
