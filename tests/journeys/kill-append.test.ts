import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openEvidenceStore } from "../../src/store/ledger/open-evidence-store.js";
import { folderSource } from "../../src/verify/folder-source.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { type KilledProgram, killedProgram } from "../fakes/kill-loop.js";

const KILLS = 60;

const Acknowledged = z.strictObject({ file: z.int(), index: z.int(), digest: z.string() });

let program: KilledProgram;
beforeAll(async () => {
  program = await killedProgram("tests/fakes/capture-until-killed.ts", "kill-append");
});
afterAll(() => program.remove());

describe("a process that is killed while it captures", () => {
  it(`${KILLS} times over loses nothing it acknowledged, uses no place twice, and the next one goes on`, {
    timeout: 240_000,
  }, async () => {
    const folder = join(await mkdtemp(join(tmpdir(), "lookback-kill-")), "evidence");
    const lines = await program.killed([folder], { kills: KILLS, linesMax: 45, startMs: 90 });
    const all = lines.map((line) => Acknowledged.parse(JSON.parse(line)));
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
    console.log("kill-append:", { kills: KILLS, acknowledged: all.length, lost: lost.length, records: size });
  });
});
