import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";

const KILLS = 60;

const Acknowledged = z.strictObject({ file: z.int(), index: z.int(), digest: z.string() });
type Acknowledged = z.infer<typeof Acknowledged>;

let script: string;
let folder: string;

beforeAll(async () => {
  const place = await mkdtemp(join(tmpdir(), "lookback-kill-"));
  script = join(place, "capture-until-killed.mjs");
  folder = join(place, "evidence");
  await build({
    entryPoints: ["tests/fakes/capture-until-killed.ts"],
    outfile: script,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    logLevel: "error",
  });
});

/** Runs the child, kills it after so many acknowledgements or so many milliseconds, and returns what it acknowledged. */
async function runUntilKilled(first: number, kill: { readonly afterLines: number } | { readonly afterMs: number }) {
  const child = spawn(process.execPath, [script, folder, String(first)], { stdio: ["ignore", "pipe", "pipe"] });
  const errors: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => errors.push(chunk.toString()));
  const ended = new Promise<string | null>((resolve) => child.on("close", (_, signal) => resolve(signal)));
  if ("afterMs" in kill) setTimeout(() => child.kill("SIGKILL"), kill.afterMs);
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Acknowledged.parse(JSON.parse(line)));
    if ("afterLines" in kill && acknowledged.length >= kill.afterLines) child.kill("SIGKILL");
  }
  expect([await ended, errors.join("")]).toEqual(["SIGKILL", ""]);
  return acknowledged;
}

describe("a process that is killed while it captures", () => {
  it(`${KILLS} times over loses nothing it acknowledged, uses no place twice, and the next one goes on`, async () => {
    const all: Acknowledged[] = [];
    let kills = 0;
    for (; kills < KILLS; kills += 1) {
      // Every fourth dies at any moment of its start, the others at any moment of their work.
      const kill = kills % 4 === 0 ? { afterMs: 60 + kills * 3 } : { afterLines: 1 + ((kills * 7) % 45) };
      all.push(...(await runUntilKilled((kills + 1) * 10_000, kill)));
    }
    expect(kills).toBe(KILLS);
    expect(all.length).toBeGreaterThan(KILLS * 5);
    expect(new Set(all.map(({ index }) => index)).size).toBe(all.length);

    const store = await openEvidenceStore(folder, {
      mode: "write",
      processId: process.pid,
      bootId: "after",
      isAlive: () => false,
    });
    const stored = new Map((await store.captures()).map(({ record }) => [record.index, record]));
    const lost = all.filter(({ index, file, digest }) => {
      const record = stored.get(index);
      return record?.sha256 !== digest || record.key !== `file-${file}`;
    });
    expect(lost).toEqual([]);
    const { size } = await store.publish();
    expect(size).toBe(stored.size);
    await store.close();

    const report = await verifyEvidence(folderSource(folder));
    expect(report.errors).toEqual([]);
    expect(report.checked).toMatchObject({ records: size, size, streams: 3 });
    console.log("kill-append:", { kills, acknowledged: all.length, lost: lost.length, records: size });
  });
});
