import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Sha256, sha256 } from "../../src/base/digest.js";
import { instant } from "../../src/base/instant.js";
import { textOf } from "../../src/base/pieces.js";
import { blobPath, checkpointPath, LAYOUT } from "../../src/ledger/layout.js";
import type { EvidenceStore } from "../../src/store/ledger/contract.js";
import { openWriter, SEALING } from "../../src/store/ledger/folder-fixture.js";
import { folderSource } from "../../src/verify/folder-source.js";
import type { VerifyReport } from "../../src/verify/report.js";
import { verifyEvidence } from "../../src/verify/verify-evidence.js";
import { type KilledProgram, killedProgram } from "../fakes/kill-loop.js";
import { fakeAuthority } from "../fakes/time-stamp-authority.js";
import { type TimeStampServer, timeStampServer } from "../fakes/time-stamp-server.js";

let program: KilledProgram;
let server: TimeStampServer;
let clock = "";
const authority = fakeAuthority("ec");

beforeAll(async () => {
  program = await killedProgram("tests/fakes/ledger-until-killed.ts", "kill-ledger");
  server = await timeStampServer(authority, async () => instant(await readFile(clock, "utf8")));
});
afterAll(async () => {
  server.close();
  await program.remove();
});

function newRoot(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lookback-kill-"));
}

/** Opens what is left, publishes, and verifies it without trusting anything that was printed. */
async function whatIsLeft(
  root: string,
  options: Parameters<typeof openWriter>[1],
  look: (store: EvidenceStore) => Promise<void>,
): Promise<VerifyReport> {
  const folder = join(root, "evidence");
  const store = await openWriter(folder, options);
  await look(store);
  await store.publish();
  await store.close();
  const { master } = SEALING;
  const report = await verifyEvidence(folderSource(folder), options?.sealing === undefined ? {} : { master });
  expect(report.errors).toEqual([]);
  return report;
}

const sealingOf = (root: string) => ({ ...SEALING, secondKeyring: join(root, "second.keyring") });

describe("a process that is killed", () => {
  it("85 times while it seals evidence loses no capture and no key", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    const Line = z.strictObject({ index: z.int(), key: z.string(), digest: z.string() });
    const lines = await program.killed(["sealed", root, ""], { kills: 85, linesMax: 6, startMs: 90 });
    const all = lines.map((line) => Line.parse(JSON.parse(line)));
    expect(all.length).toBeGreaterThan(100);
    expect(new Set(all.map(({ index }) => index)).size).toBe(all.length);
    let lost = 0;
    const report = await whatIsLeft(root, { sealing: sealingOf(root) }, async (store) => {
      const captures = new Map((await store.captures()).map((each) => [each.capture.key, each]));
      for (const { index, key, digest } of all) {
        const found = captures.get(key);
        const isThere = found?.record.index === index && sha256(await textOf(found.capture.open())) === digest;
        lost += isThere ? 0 : 1;
      }
    });
    expect(lost).toBe(0);
    console.log("kill-sealed:", { kills: 85, acknowledged: all.length, lost, records: report.checked.records });
  });

  it("80 times while it publishes never signs two roots of one size", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    const Line = z.strictObject({ size: z.int(), rootHex: z.string() });
    const lines = await program.killed(["publish", root, ""], { kills: 80, linesMax: 3, startMs: 90 });
    const heads = lines.map((line) => Line.parse(JSON.parse(line)));
    expect(heads.length).toBeGreaterThan(80);
    let forks = 0;
    for (const { size, rootHex } of heads) {
      const [, , base64 = ""] = (await readFile(join(root, "evidence", checkpointPath(size)), "utf8")).split("\n");
      forks += Buffer.from(base64, "base64").toString("hex") === rootHex ? 0 : 1;
    }
    const report = await whatIsLeft(root, {}, async () => undefined);
    expect([forks, report.checked.checkpoints >= heads.length]).toEqual([0, true]);
    console.log("kill-publish:", { kills: 80, heads: heads.length, forks, records: report.checked.records });
  });

  it("60 times while it stores time-stamps loses none that was acknowledged", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    clock = join(root, "clock");
    await writeFile(clock, "2026-03-01T00:00:00.000Z");
    await writeFile(join(root, "root.pem"), authority.rootPem);
    const Line = z.strictObject({ size: z.int(), tsr: z.string() });
    const lines = await program.killed(["stamp", root, server.url], { kills: 60, linesMax: 3, startMs: 110 });
    const stamps = lines.map((line) => Line.parse(JSON.parse(line)));
    expect(stamps.length).toBeGreaterThan(45);
    let lost = 0;
    for (const { size, tsr } of stamps) {
      const bytes = await readFile(join(root, "evidence", `${checkpointPath(size)}.tsr`));
      lost += sha256(bytes) === tsr ? 0 : 1;
    }
    const report = await whatIsLeft(root, {}, async () => undefined);
    expect([lost, report.checked.timeStamps >= stamps.length]).toEqual([0, true]);
    console.log("kill-stamp:", { kills: 60, stamps: stamps.length, lost, records: report.checked.records });
  });

  it("60 times while it destroys evidence leaves nothing of what it said is gone", { timeout: 240_000 }, async () => {
    const root = await newRoot();
    const Line = z.strictObject({ destroyed: z.array(z.string()) });
    const lines = await program.killed(["shred", root, ""], { kills: 60, linesMax: 3, startMs: 90 });
    const destroyed = lines.flatMap((line) => Line.parse(JSON.parse(line)).destroyed as Sha256[]);
    expect(destroyed.length).toBeGreaterThan(45);
    let left = 0;
    const report = await whatIsLeft(root, { sealing: sealingOf(root) }, async (store) => {
      const keys = [join(root, "evidence", LAYOUT.keyring), join(root, "second.keyring")];
      const keyrings = await Promise.all(keys.map((path) => readFile(path)));
      for (const blob of destroyed) {
        const isGone = await readFile(join(root, "evidence", blobPath(blob))).then(
          () => false,
          () => true,
        );
        const hasKey = keyrings.some((keyring) => keyring.includes(Buffer.from(blob, "hex")));
        left += isGone && !hasKey && store.dataKey(blob) === undefined ? 0 : 1;
      }
      // What was captured and not destroyed can still be read.
      for (const { capture } of await store.captures()) expect(await textOf(capture.open())).toMatch(/^person \d+$/);
    });
    expect(left).toBe(0);
    console.log("kill-shred:", { kills: 60, destroyed: destroyed.length, left, records: report.checked.records });
  });
});
