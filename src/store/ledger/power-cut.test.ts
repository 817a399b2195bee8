import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { DroppingDisk } from "../../../tests/fakes/dropping-disk.js";
import { AppError } from "../../base/app-error.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import type { Disk } from "../blobs/disk.js";
import type { EvidenceStore } from "./contract.js";
import { captureOf, collect, decisionOf, newPlace, openWriter } from "./folder-fixture.js";

type Step = "append" | "several" | "capture" | "publish";

/** What the store said was durable before the power went. */
interface Acknowledged {
  readonly subjects: Map<number, string>;
  readonly captures: Map<number, string>;
  head: { readonly size: number; readonly rootHex: string };
}

const figures = { cuts: 0, recovered: 0, refused: 0, lost: 0, wrongRoots: 0 };
afterAll(() => console.log("power cuts:", figures));

async function carryOut(store: EvidenceStore, steps: readonly Step[], said: Acknowledged): Promise<void> {
  const append = async (subject: string) =>
    void said.subjects.set((await store.append(decisionOf(subject))).index, subject);
  for (const [at, step] of steps.entries()) {
    switch (step) {
      case "append":
        await append(`s${at}`);
        break;
      case "several":
        await Promise.all([`s${at}-1`, `s${at}-2`, `s${at}-3`].map(append));
        break;
      case "capture": {
        const key = `k${at}`;
        said.captures.set((await store.capture(captureOf(`text ${at}`, { key }))).index, key);
        break;
      }
      case "publish":
        said.head = await store.publish();
    }
  }
}

/** Runs until the power goes; returns what was acknowledged, and the disk as it was then. */
async function untilCut(steps: readonly Step[], cutAt: number) {
  const folder = await newPlace();
  const before = await openWriter(folder);
  await before.append(decisionOf("before"));
  await before.putBlob([Buffer.from("a cause")]);
  const said: Acknowledged = {
    subjects: new Map([[0, "before"]]),
    captures: new Map(),
    head: await before.publish(),
  };
  await before.close();
  const disk = new DroppingDisk(folder, cutAt);
  const store = await openWriter(folder, { disk });
  await carryOut(store, steps, said).catch((error: unknown) => {
    // Only the cut may end it, as the disk error that it looks like from inside.
    expect(error).toMatchObject({ code: "disk-failed" });
  });
  await store.close();
  return { disk, said };
}

/** What stands there after the cut, opened as a new process does; `refused`: it says that it is damaged. */
async function reopened(folder: string, said: Acknowledged): Promise<"recovered" | "refused"> {
  let store: EvidenceStore;
  try {
    store = await openWriter(folder);
  } catch (error) {
    if (error instanceof AppError && error.code === "store-damaged") return "refused";
    throw error;
  }
  const subjects = new Map<number, string>();
  const sources = new Map<number, string>();
  for (const { index, record } of await collect(store.records())) {
    if (record.type === "decision") subjects.set(index, record.subject);
    if (record.type === "evidence") sources.set(index, record.source.key ?? "");
  }
  for (const [index, subject] of said.subjects) if (subjects.get(index) !== subject) figures.lost += 1;
  for (const [index, key] of said.captures) if (sources.get(index) !== key) figures.lost += 1;
  await store.append(decisionOf("after"));
  await store.publish();
  await store.close();
  // Every head that was ever signed, every blob that a record names: derived again from the bytes.
  const { rootHex, size } = said.head;
  const verifierKey = Buffer.from((await folderSource(folder).read("trust/log.vkey")) ?? "")
    .toString("utf8")
    .trimEnd();
  const report = await verifyEvidence(folderSource(folder), { pin: { verifierKey, head: { size, rootHex } } });
  if (report.errors.length > 0) figures.wrongRoots += 1;
  expect(report.errors).toEqual([]);
  return "recovered";
}

const STEPS = fc.array(fc.constantFrom<Step>("append", "several", "capture", "publish"), {
  minLength: 1,
  maxLength: 6,
});

describe("a power cut at any call to the disk", () => {
  it("with any part of what was not synced left is recovered from or refused, never another log", {
    timeout: 120_000,
  }, async () => {
    const cases = fc.record({
      steps: STEPS,
      cutAt: fc.integer({ min: 1, max: 45 }),
      shares: fc.infiniteStream(fc.constantFrom(0, 1, 0.4, 0.8)),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ steps, cutAt, shares }) => {
        const { disk, said } = await untilCut(steps, cutAt);
        const target = join(await mkdtemp(join(tmpdir(), "lookback-cut-")), "evidence");
        disk.survivors(target, () => shares.next().value ?? 0);
        figures.cuts += 1;
        figures[await reopened(target, said)] += 1;
        expect(figures.lost).toBe(0);
      }),
      { numRuns: 70 },
    );
    expect([figures.lost, figures.wrongRoots]).toEqual([0, 0]);
    expect(figures.recovered).toBeGreaterThan(50);
  });

  it("is met at every single call of one history, each with nothing, a part or all of the rest left", {
    timeout: 120_000,
  }, async () => {
    const steps: readonly Step[] = ["capture", "several", "publish", "append", "publish"];
    const { disk: whole } = await untilCut(steps, Number.POSITIVE_INFINITY);
    expect(whole.calls).toBeGreaterThan(40);
    for (let cutAt = 1; cutAt <= whole.calls; cutAt += 1) {
      const { disk, said } = await untilCut(steps, cutAt);
      const target = join(await mkdtemp(join(tmpdir(), "lookback-cut-")), "evidence");
      disk.survivors(target, () => [0, 0.5, 1][cutAt % 3] ?? 0);
      figures.cuts += 1;
      figures[await reopened(target, said)] += 1;
    }
    expect([figures.lost, figures.wrongRoots]).toEqual([0, 0]);
  });

  it("would be noticed if a sync were left out: then acknowledged records are lost", async () => {
    const folder = await newPlace();
    await (await openWriter(folder)).close();
    const disk = new DroppingDisk(folder, Number.POSITIVE_INFINITY);
    const lying = { ...bound(disk), syncData: async () => undefined };
    const store = await openWriter(folder, { disk: lying });
    await store.append(decisionOf("one"));
    await store.close();
    const target = join(await mkdtemp(join(tmpdir(), "lookback-cut-")), "evidence");
    disk.survivors(target, () => 0);
    const again = await openWriter(target);
    expect(await collect(again.records())).toEqual([]);
    await again.close();
  });
});

function bound(disk: DroppingDisk): Disk {
  return {
    write: disk.write.bind(disk),
    sync: disk.sync.bind(disk),
    syncData: disk.syncData.bind(disk),
    link: disk.link.bind(disk),
    rename: disk.rename.bind(disk),
  };
}
