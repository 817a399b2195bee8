import { afterEach, describe, expect, it } from "vitest";
import {
  closeStampedWorlds,
  goodAnswer,
  type StampedWorld,
  sixHours,
  stampAnswer,
  stampedWorld,
} from "../../../tests/fakes/stamped-log.js";
import { AppError } from "../../base/app-error.js";
import { sha256 } from "../../base/digest.js";
import { HOUR_MS, instant, MINUTE_MS, msOf } from "../../base/instant.js";
import { derNull } from "../../ledger/der/write-der.js";
import type { LedgerRecord } from "../../ledger/record.js";
import { stampRequest } from "../../ledger/timestamp/request.js";
import { StampFiles } from "../../store/ledger/stamp-files.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { stampStatus } from "./stamp-status.js";
import { stampProblems, stampReportText, stampStatusText } from "./stamp-text.js";

async function anchors({ evidence }: StampedWorld): Promise<readonly LedgerRecord[]> {
  const all: LedgerRecord[] = [];
  for await (const { record } of evidence.records()) if (record.type === "anchor") all.push(record);
  return all;
}

async function verified({ folder, now }: StampedWorld) {
  return verifyEvidence(folderSource(folder), { now: msOf(now) });
}

function kinds(report: Awaited<ReturnType<StampedWorld["stamp"]>>): readonly string[] {
  return report.authorities.map(({ outcome }) => outcome.kind);
}

const CONFIG = {
  timestamps: { every: "1h", authorities: [{ url: "https://tsa-one.example/tsr", roots: "x", valid: {} }] },
};

afterEach(closeStampedWorlds);

describe("time-stamping a ledger", () => {
  it("has both authorities stamp the newest checkpoint, stores the answers and notes them", async () => {
    const world = await stampedWorld();
    await world.record("one");
    const report = await world.stamp();
    expect(report).toEqual({
      authorities: ["tsa-one.example", "tsa-two.example"].map((name) => ({
        name,
        outcome: { kind: "stamped", size: 1, genTime: world.now },
      })),
      waiting: undefined,
      unbelieved: [],
      clockAheadMs: 0,
    });
    const files = new StampFiles(world.folder);
    const digests = await Promise.all(
      ([".tsr", ".tsr2"] as const).map(async (suffix) => sha256(await files.read({ size: 1, suffix }))),
    );
    const noted = await anchors(world);
    expect(noted.map((each) => each.type === "anchor" && [each.size, each.tsr])).toEqual(
      digests.map((digest) => [1, digest]),
    );
    expect(noted[1]?.anchor?.tsr).toBe(digests[0]);
    const { errors, infos, checked, notChecked } = await verified(world);
    expect([errors, infos]).toEqual([[], []]);
    expect(checked).toMatchObject({ records: 3, size: 3, timeStamps: 2, newestTimeStamp: { size: 1, at: world.now } });
    expect(notChecked).toContain(
      "Whether the time-stamp authorities are real: their roots were read from the folder itself. Pin them to check that.",
    );
  });

  it("stamps hourly while the log grows, and every record lies between two time-stamps", async () => {
    const world = await sixHours();
    const { errors, infos, checked } = await verified(world);
    expect([errors, infos]).toEqual([[], []]);
    expect(checked).toMatchObject({ records: 13 + 12, timeStamps: 12 });
    expect(world.reached.map(({ asked }) => asked)).toEqual([6, 6]);
  });

  it("asks again only when it is due and the log grew, notes of time-stamps not counted", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    world.pass(24 * HOUR_MS);
    expect(kinds(await world.stamp("now"))).toEqual(["nothing-new", "nothing-new"]);
    await world.record("two");
    expect(kinds(await world.stamp())).toEqual(["stamped", "stamped"]);
    await world.record("three");
    world.pass(HOUR_MS - 1);
    const dueAt = instant("2026-03-02T09:00:00.000Z");
    expect((await world.stamp()).authorities[0]?.outcome).toEqual({ kind: "not-due", dueAt });
    world.pass(1);
    expect(kinds(await world.stamp())).toEqual(["stamped", "stamped"]);
  });

  it("does nothing where none is configured, and for an empty log", async () => {
    const none = await stampedWorld({ authorities: [] });
    await none.record("one");
    expect(await none.stamp("now")).toEqual({
      authorities: [],
      waiting: undefined,
      unbelieved: [],
      clockAheadMs: undefined,
    });
    const { notChecked } = await verified(none);
    expect(notChecked).toContain(
      "When anything was recorded: there is no outside time-stamp; every time is the claim of one clock.",
    );
    const empty = await stampedWorld();
    expect(kinds(await empty.stamp("now"))).toEqual(["nothing-new", "nothing-new"]);
  });
});

describe("an authority that misbehaves", () => {
  const answers: readonly (readonly [string, (world: StampedWorld) => void, string])[] = [
    ["sends another nonce", (world) => says(world, { nonce: "other" }), "TSR:nonce"],
    ["leaves the nonce out", (world) => says(world, { nonce: "missing" }), "TSR:nonce"],
    ["stamps other bytes", (world) => says(world, { imprint: "other" }), "TSR:imprint"],
    ["refuses, with a token attached", (world) => says(world, { status: 2, token: "attached" }), "TSR:status"],
    ["appends a byte", (world) => says(world, { appended: derNull() }), "TSR:der"],
    [
      "answers 200 with a page",
      (world) => sends(world, stampAnswer(Buffer.from("<html>"), 200, "text/html")),
      "no time-stamp",
    ],
    ["answers with a page as time-stamp", (world) => sends(world, stampAnswer(Buffer.from("<html>"))), "TSR:der"],
    [
      "redirects",
      (world) => sends(world, { status: 302, headers: { location: "https://x.example" }, body: Buffer.of() }),
      "status 302",
    ],
    ["is overloaded", (world) => sends(world, stampAnswer(Buffer.of(), 503)), "status 503"],
    ["stalls", (world) => fails(world, "source-failed"), "gone"],
    ["sends a megabyte", (world) => fails(world, "limit-reached"), "gone"],
  ];
  it.each(answers)(
    "%s: nothing of it is stored, the second one is asked, the log goes on",
    async (_, spoil, message) => {
      const world = await stampedWorld();
      await world.record("one");
      spoil(world);
      const report = await world.stamp();
      expect(kinds(report)).toEqual(["failed", "stamped"]);
      expect(stampProblems(report)).toContain(message);
      expect(await new StampFiles(world.folder).list()).toEqual([{ size: 1, suffix: ".tsr2" }]);
      expect(await anchors(world)).toHaveLength(1);
      await world.record("two");
      expect((await verified(world)).errors).toEqual([]);
    },
  );

  it("is asked for bounded answers only", async () => {
    const world = await stampedWorld();
    await world.record("one");
    const good = goodAnswer(world.reached[0]?.authority ?? raise());
    let limits: unknown;
    spoilFirst(world, (request, at) => {
      limits = request.limits;
      return good(request, at);
    });
    await world.stamp();
    expect(limits).toEqual({ bytes: 262_144, milliseconds: 10_000 });
  });

  it("is asked at most four times an hour, on demand too, also across restarts", async () => {
    const world = await stampedWorld();
    await world.record("one");
    for (const each of world.reached) each.answer = () => stampAnswer(Buffer.of(), 503);
    for (let turn = 0; turn < 6; turn += 1) {
      await world.stamp(turn % 2 === 0 ? "due" : "now");
      world.pass(MINUTE_MS);
    }
    expect(world.reached.map(({ asked }) => asked)).toEqual([4, 4]);
    const held = await world.stamp("now");
    expect(held.authorities[0]?.outcome).toEqual({ kind: "held-back", until: "2026-03-01T09:00:00.000Z" });
    expect(stampReportText(held)).toContain("not yet time-stamped since 2026-03-01T08:00:00.000Z: 1 records");
    world.now = instant("2026-03-01T08:59:59.999Z");
    expect(kinds(await world.stamp("now"))).toEqual(["held-back", "held-back"]);
    world.pass(1);
    for (const each of world.reached) each.answer = goodAnswer(each.authority);
    expect(kinds(await world.stamp("now"))).toEqual(["stamped", "stamped"]);
    expect(world.reached.map(({ asked }) => asked)).toEqual([5, 5]);
  });

  it("counts as asked when the process dies while it asks", async () => {
    const world = await stampedWorld();
    await world.record("one");
    spoilFirst(world, () => {
      throw new Error("killed");
    });
    for (let turn = 0; turn < 4; turn += 1) await expect(world.stamp()).rejects.toThrow("killed");
    expect(kinds(await world.stamp())[0]).toBe("held-back");
  });
});

describe("time-stamps after an outage", () => {
  it("cover all that waited with one, and the lag shows", async () => {
    const world = await stampedWorld();
    for (const each of world.reached) each.answer = () => stampAnswer(Buffer.of(), 503);
    await world.record("one");
    await world.stamp();
    world.pass(7 * HOUR_MS);
    for (const each of world.reached) each.answer = goodAnswer(each.authority);
    await world.record("two");
    expect((await world.stamp()).waiting).toBeUndefined();
    const { errors, infos } = await verified(world);
    expect(errors).toEqual([]);
    expect(infos.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "INFO_LAG from a record to its first time-stamp up to 7.0 h passed (up to 1 h: 1, up to 2 h: 0, up to 6 h: 0, up to 12 h: 1, up to 24 h: 0, up to 36 h: 0)",
    ]);
  });

  it("that lasts are an alert from six hours on, and an error from 36", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    for (const each of world.reached) each.answer = () => stampAnswer(Buffer.of(), 503);
    world.pass(HOUR_MS);
    await world.record("two");
    await world.stamp();
    const statusAt = async (ms: number) => {
      const asOf = instant(new Date(msOf(world.now) + ms).toISOString());
      return stampStatus({ workspace: CONFIG, files: world.files, asOf });
    };
    expect((await statusAt(6 * HOUR_MS - 1)).isAlert).toBe(false);
    const late = await statusAt(6 * HOUR_MS);
    expect(late).toMatchObject({ isAlert: true, waiting: { since: "2026-03-01T09:00:00.000Z", count: 1 } });
    expect(stampStatusText(late)).toContain(
      "ALERT: not yet time-stamped since 2026-03-01T09:00:00.000Z (6.0 h): 1 records",
    );
    expect(stampStatusText(late)).toContain("tsa-one.example: 1 records were there at 2026-03-01T08:00:00.000Z");
    world.pass(36 * HOUR_MS + 2 * MINUTE_MS);
    expect((await verified(world)).errors).toEqual([]);
    expect((await verified(world)).infos.map(({ code }) => code)).toEqual(["INFO_NOT_STAMPED"]);
    world.pass(1);
    expect((await verified(world)).errors.map(({ code }) => code)).toEqual(["CP_NO_TSR"]);
  });

  it("are noted by the next run when a crash came between storing and noting one", async () => {
    const world = await stampedWorld();
    await world.record("early");
    await world.stamp();
    await world.record("late");
    const size = (await world.evidence.publish()).size;
    const files = new StampFiles(world.folder);
    const first = world.reached[0] ?? raise();
    const response = first.authority.reply(stampRequest(await files.checkpoint(size), 1n), { genTime: world.now });
    await files.put({ size, suffix: ".tsr" }, response);
    expect((await verified(world)).infos.map(({ code }) => code)).toContain("INFO_TSR_UNLOGGED");
    await world.stamp();
    expect(
      (await anchors(world)).filter((each) => each.type === "anchor" && each.tsr === sha256(response)),
    ).toHaveLength(1);
    const { errors, infos } = await verified(world);
    expect([errors, infos]).toEqual([[], []]);
  });
});

function spoilFirst(world: StampedWorld, answer: (typeof world.reached)[number]["answer"]): void {
  const first = world.reached[0] ?? raise();
  first.answer = answer;
}

function says(world: StampedWorld, manner: Parameters<typeof goodAnswer>[1]): void {
  spoilFirst(world, goodAnswer(world.reached[0]?.authority ?? raise(), manner));
}

function sends(world: StampedWorld, answer: ReturnType<typeof stampAnswer>): void {
  spoilFirst(world, () => answer);
}

function fails(world: StampedWorld, code: "source-failed" | "limit-reached"): void {
  spoilFirst(world, () => {
    throw new AppError({ code, message: "it is gone", fix: "none" });
  });
}

function raise(): never {
  throw new Error("there is no authority");
}
