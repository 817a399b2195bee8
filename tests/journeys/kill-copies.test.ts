import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sha256 } from "../../src/base/digest.js";
import { lockOwner } from "../../src/bin/lock-owner.js";
import { formatVerifierKey } from "../../src/ledger/checkpoint.js";
import { testLog, testTree } from "../../src/ledger/witness/witness-fixture.js";
import { captureOf, openWriter } from "../../src/store/ledger/folder-fixture.js";
import { checkMirror } from "../../src/store/mirror/check-mirror.js";
import { mirrorEvidence } from "../../src/store/mirror/mirror-evidence.js";
import { MirrorState } from "../../src/store/mirror/mirror-state.js";
import { restoreMirror } from "../../src/store/mirror/restore-mirror.js";
import { openS3 } from "../../src/store/mirror/s3-port.js";
import { createWitness, openWitness, trustLog } from "../../src/store/witness/witness-folder.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { type KilledProgram, killedProgram } from "../fakes/kill-loop.js";
import { CREDENTIALS } from "../fakes/mirrored-log.js";
import { objectStore } from "../fakes/object-store.js";

let program: KilledProgram;
beforeAll(async () => {
  Object.assign(process.env, CREDENTIALS, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" });
  program = await killedProgram("tests/fakes/copies-until-killed.ts", "kill-copies");
});
afterAll(() => program.remove());

function newRoot(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lookback-kill-"));
}

describe("a process that is killed", () => {
  it("60 times while it cosigns never forgets a head that it cosigned", { timeout: 240_000 }, async () => {
    const root = join(await newRoot(), "witness");
    await createWitness(root, { name: "witness.example/killed", processId: process.pid });
    const { origin } = await trustLog(root, { logKey: formatVerifierKey(testLog()), processId: process.pid });
    const Line = z.strictObject({ size: z.int() });
    const sizes: number[] = [];
    let forgotten = 0;
    const kills = 60;
    const lines = await program.killed(["witness", root, ""], {
      kills,
      linesMax: 12,
      startMs: 90,
      async after() {
        const memory = await openWitness(root, lockOwner());
        const seen = (await memory.seen(origin))?.checkpoint;
        await memory.close();
        if (seen === undefined) return;
        sizes.push(seen.size);
        expect(Buffer.from(seen.root)).toEqual(Buffer.from(testTree(seen.size).root()));
      },
    });
    const cosigned = lines.map((line) => Line.parse(JSON.parse(line)).size);
    forgotten += cosigned.some((size, at) => at > 0 && size <= (cosigned[at - 1] ?? 0)) ? 1 : 0;
    forgotten += (sizes.at(-1) ?? 0) < Math.max(...cosigned) ? 1 : 0;
    expect(cosigned.length).toBeGreaterThan(60);
    expect([forgotten, sizes]).toEqual([0, [...sizes].sort((a, b) => a - b)]);
    console.log("kill-witness:", { kills, cosigned: cosigned.length, forgotten });
  });

  it("35 times while it writes a pack leaves the whole pack or none", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    const Line = z.strictObject({ sha256: z.string(), sizeBytes: z.int() });
    let torn = 0;
    const digests = new Set<string>();
    const lines = await program.killed(["pack", root, ""], {
      kills: 35,
      linesMax: 3,
      startMs: 110,
      async after() {
        if ((await readdir(root)).includes("pack.zip")) digests.add(sha256(await readFile(join(root, "pack.zip"))));
      },
    });
    const written = new Set(lines.map((line) => Line.parse(JSON.parse(line)).sha256));
    torn += [...digests].filter((digest) => !written.has(digest)).length;
    expect([torn, written.size, digests.size]).toEqual([0, 1, 1]);
    console.log("kill-pack:", { kills: 35, packs: lines.length, torn });
  });

  it("20 times while it mirrors stores nothing twice and loses nothing", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    const folder = join(root, "evidence");
    const store = await objectStore();
    let count = 0;
    const grow = async () => {
      const writer = await openWriter(folder);
      for (let each = 0; each < 6; each += 1) {
        count += 1;
        await writer.capture(captureOf(`text ${count}`, { key: `k${count}` }));
      }
      await writer.publish();
      await writer.close();
    };
    await grow();
    const lines = await program.killed(["mirror", root, store.endpoint], {
      kills: 20,
      linesMax: 2,
      startMs: 700,
      after: grow,
    });
    const port = await openS3({ bucket: store.bucket.name, region: "eu-central-1", endpoint: store.endpoint });
    const state = await MirrorState.open(join(root, "mirror.jsonl"));
    const mirror = { folder, prefix: "", port, state, patience: { wait: async () => undefined } };
    await mirrorEvidence(mirror);
    const doubled = store.bucket.list("").length - store.bucket.keys().length;
    const { alarms, objects } = await checkMirror(mirror);
    await restoreMirror(mirror, join(root, "restored"));
    const report = await verifyEvidence(folderSource(join(root, "restored")));
    port.close();
    await store.close();
    expect([doubled, alarms, objects, report.errors, report.checked.size]).toEqual([
      0,
      [],
      store.bucket.keys().length,
      [],
      count,
    ]);
    console.log("kill-mirror:", { kills: 20, runs: lines.length, objects, doubled, restored: report.checked.size });
  });
});
