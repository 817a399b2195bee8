import { readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { closeStampedWorlds, type StampedWorld, stampedWorld } from "../../../tests/fakes/stamped-log.js";
import { HOUR_MS, instant, MINUTE_MS } from "../../base/instant.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { mayAskFrom } from "./stamp-state.js";
import { stampStatus } from "./stamp-status.js";
import { stampLine, stampProblems, stampStatusText } from "./stamp-text.js";

const CONFIG = {
  timestamps: { every: "1h", authorities: [{ url: "https://tsa-one.example/tsr", roots: "x", valid: {} }] },
};

afterEach(closeStampedWorlds);

function kinds(report: Awaited<ReturnType<StampedWorld["stamp"]>>): readonly string[] {
  return report.authorities.map(({ outcome }) => outcome.kind);
}

describe("asking an authority again", () => {
  const tries = ["08:00", "08:10", "08:20", "08:30"].map((time) => instant(`2026-03-01T${time}:00.000Z`));

  it("is allowed while fewer than four tries are within the hour, and an hour after the first of four", () => {
    const at = (time: string, given = tries) => mayAskFrom({ tries: given }, instant(`2026-03-01T${time}Z`));
    expect(at("08:30:00.000", tries.slice(1))).toBeUndefined();
    expect(at("08:30:00.000")).toBe("2026-03-01T09:00:00.000Z");
    expect(at("08:59:59.999")).toBe("2026-03-01T09:00:00.000Z");
    expect(at("09:00:00.000")).toBeUndefined();
  });

  it("is not kept back for ever by a clock that was ahead", () => {
    expect(mayAskFrom({ tries }, instant("2026-03-01T07:00:00.000Z"))).toBeUndefined();
  });
});

describe("the status", () => {
  it("without an authority says whose claim every time is", async () => {
    const world = await stampedWorld({ authorities: [] });
    const status = await stampStatus({ workspace: {}, files: world.files, asOf: world.now });
    expect(status).toMatchObject({ authorities: [], waiting: undefined, isAlert: false });
    expect(stampStatusText(status)).toBe(
      "Time-stamps: no time-stamp authority is configured; every time in the ledger is the claim of this machine's clock\n",
    );
    expect(stampLine(status)).toMatch(/^no time-stamp authority is configured; /);
  });

  it("ends an audit in one line: up to when, or since when not", async () => {
    const world = await stampedWorld();
    const line = async () => stampLine(await stampStatus({ workspace: CONFIG, files: world.files, asOf: world.now }));
    expect(await line()).toBe("nothing is time-stamped yet");
    await world.record("one");
    await world.stamp();
    expect(await line()).toBe("evidence is time-stamped by outsiders up to 2026-03-01T08:00:00.000Z");
    for (const each of world.reached) each.answer = () => ({ status: 503, headers: {}, body: new Uint8Array() });
    world.pass(HOUR_MS);
    await world.record("two");
    await world.stamp();
    expect(await line()).toBe("1 records are not yet time-stamped since 2026-03-01T09:00:00.000Z");
  });
});

describe("our own clock", () => {
  it("may be two minutes off and not more; the time-stamp is kept either way", async () => {
    const aheadOf = async (ms: number) => {
      const world = await stampedWorld();
      await world.record("one");
      world.authoritiesAheadMs = -ms;
      const report = await world.stamp();
      expect(kinds(report)).toEqual(["stamped", "stamped"]);
      const { isAlert, isClockOff } = await stampStatus({ workspace: CONFIG, files: world.files, asOf: world.now });
      expect(isAlert).toBe(isClockOff);
      return [isClockOff, stampProblems(report)];
    };
    expect(await aheadOf(2 * MINUTE_MS)).toEqual([false, ""]);
    expect(await aheadOf(-2 * MINUTE_MS)).toEqual([false, ""]);
    const ahead = "ALERT: the clock of this machine is 121 s ahead of the time-stamp authority: set it right\n";
    expect(await aheadOf(121_000)).toEqual([true, ahead]);
    const behind = "ALERT: the clock of this machine is 86400 s behind the time-stamp authority: set it right\n";
    expect(await aheadOf(-24 * HOUR_MS)).toEqual([true, behind]);
  });

  it("may be set back: the order of records stays, and asking goes on", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    world.pass(-24 * HOUR_MS);
    world.authoritiesAheadMs = 25 * HOUR_MS;
    await world.record("two");
    expect(kinds(await world.stamp())).toEqual(["stamped", "stamped"]);
    const { errors } = await verifyEvidence(folderSource(world.folder), {
      now: Date.parse("2026-03-02T00:00:00.000Z"),
    });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["TIME_BEFORE_ANCHOR"]));
  });
});

describe("what is remembered", () => {
  it("may be lost: nothing but patience hangs on it", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    await writeFile(join(world.root, ".lookback/time-stamps.json"), "{");
    await world.record("two");
    expect(kinds(await world.stamp())).toEqual(["stamped", "stamped"]);
    await unlink(join(world.root, ".lookback/time-stamps.json"));
    expect(kinds(await world.stamp())).toEqual(["nothing-new", "nothing-new"]);
  });

  it("of roots is only added to, and a spoilt file is refused", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    const path = join(world.folder, "trust/time-stamps.json");
    const before = JSON.parse(await readFile(path, "utf8"));
    expect(before).toMatchObject({ v: 1, expectedFrom: world.now, roots: [{}, {}] });
    await world.files.write("root-0.pem", world.reached[1]?.authority.rootPem ?? "");
    await world.record("two");
    await world.stamp();
    expect(JSON.parse(await readFile(path, "utf8")).roots).toHaveLength(2);
    await writeFile(path, "{}");
    await expect(world.stamp()).rejects.toMatchObject({ code: "store-damaged" });
  });
});
