import { rm } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { lockOf, type MirroredLog, mirroredLog, PREFIX } from "../../../tests/fakes/mirrored-log.js";
import { sha256 } from "../../base/digest.js";
import { DAY_MS } from "../../base/instant.js";
import { blobPath } from "../../ledger/layout.js";
import { checkMirror } from "./check-mirror.js";

const open: MirroredLog[] = [];
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
});

const ONE = `${PREFIX}${blobPath(sha256("one"))}`;

async function mirrored(options: Parameters<typeof mirroredLog>[0] = {}): Promise<MirroredLog> {
  const log = await mirroredLog(options);
  open.push(log);
  await log.run(lockOf(log.store, "compliance"));
  return log;
}

async function alarms(log: MirroredLog): Promise<readonly string[]> {
  return (await checkMirror(await log.mirror())).alarms.map(({ code, key }) => `${code} ${key}`);
}

describe("checking a mirror", () => {
  it("finds nothing where nobody did anything, over several pages of the listing", async () => {
    const log = await mirrored({ pageSize: 2 });
    expect(await checkMirror(await log.mirror())).toEqual({ objects: 9, alarms: [] });
    expect(log.store.asked.filter((line) => line === "GET ")).toHaveLength(5);
  });

  it("asks again for a page that says there are more and not where, and gives up rather than see less", async () => {
    const log = await mirrored({ pageSize: 2 });
    log.store.faults.set("GET", ["no-marker"]);
    expect(await alarms(log)).toEqual([]);
    log.store.faults.set("GET", Array(5).fill("no-marker"));
    await expect(alarms(log)).rejects.toMatchObject({
      code: "source-failed",
      message: "listing versions: a page was cut off; tried 5 times",
    });
  });

  it.each<[string, "governance" | "compliance" | undefined, string[]]>([
    ["without one", undefined, [`MIRROR_LOCK ${ONE}`]],
    ["with a weaker one", "governance", [`MIRROR_LOCK ${ONE}`]],
    ["with one as strict", "compliance", []],
  ])(
    "where a lock is configured, names an object that stood there already %s, until it is locked",
    async (_, mode, said) => {
      const log = await mirroredLog();
      open.push(log);
      const until = log.store.now() + DAY_MS;
      const lock = mode === undefined ? {} : { lock: { mode: mode.toUpperCase(), until } };
      log.store.bucket.put(ONE, Buffer.from("one"), lock);
      expect((await log.run(lockOf(log.store, "compliance"))).found).toBe(1);
      expect(await alarms(log)).toEqual(said);
      log.store.bucket.retain(ONE, undefined, { lock: { mode: "COMPLIANCE", until: until + 1 }, isBypassed: true });
      expect(await alarms(log)).toEqual([]);
    },
  );

  it("asks for no lock where none was configured when it was stored", async () => {
    const log = await mirroredLog();
    open.push(log);
    log.store.bucket.put(ONE, Buffer.from("one"));
    await log.run();
    await log.grow("three");
    await log.run(lockOf(log.store, "governance"));
    expect(await alarms(log)).toEqual([]);
  });

  it("reads the bytes where the store keeps no digest", async () => {
    const log = await mirrored();
    log.store.bucket.tamper(ONE, (version) => Object.assign(version, { sha256: undefined }));
    expect(await alarms(log)).toEqual([]);
    expect(log.store.asked).toContain(`GET ${ONE}`);
  });

  it.each<[string, string, (log: MirroredLog) => void]>([
    ["a delete marker", "MIRROR_DELETE_MARKER", ({ store }) => void store.bucket.hide(ONE)],
    ["a version on top", "MIRROR_EXTRA_VERSION", ({ store }) => void store.bucket.put(ONE, Buffer.from("other"))],
    ["a version that is gone", "MIRROR_MISSING", ({ store }) => store.bucket.lose(ONE)],
    [
      "other bytes of the version that was stored",
      "MIRROR_BYTES",
      ({ store }) =>
        store.bucket.tamper(ONE, (version) => Object.assign(version, { bytes: Buffer.from("onf"), sha256: undefined })),
    ],
    [
      "a lock that ends a second earlier",
      "MIRROR_LOCK",
      ({ store }) =>
        store.bucket.tamper(
          ONE,
          ({ lock }) => lock !== undefined && Object.assign(lock, { until: lock.until - 1_000 }),
        ),
    ],
    [
      "a lock that became weaker",
      "MIRROR_LOCK",
      ({ store }) =>
        store.bucket.tamper(ONE, ({ lock }) => lock !== undefined && Object.assign(lock, { mode: "GOVERNANCE" })),
    ],
    [
      "a lock that is gone",
      "MIRROR_LOCK",
      ({ store }) => store.bucket.tamper(ONE, (version) => Object.assign(version, { lock: undefined })),
    ],
  ])("names %s", async (_, code, change) => {
    const log = await mirrored();
    change(log);
    expect(await alarms(log)).toEqual([`${code} ${ONE}`]);
  });

  it("names an answer about another version than was asked for", async () => {
    const log = await mirrored();
    log.store.faults.set("HEAD", ["other-version"]);
    expect((await alarms(log)).map((line) => line.split(" ")[0])).toEqual(["MIRROR_BYTES"]);
  });

  it("names objects that nothing here remembers", async () => {
    const log = await mirrored();
    log.store.bucket.put(`${PREFIX}log/checkpoints/000000000009`, Buffer.from("forged"));
    log.store.bucket.put("elsewhere/file", Buffer.from("not ours"));
    expect(await alarms(log)).toEqual([`MIRROR_UNKNOWN ${PREFIX}log/checkpoints/000000000009`]);
  });

  it("says so when nothing is remembered", async () => {
    const log = await mirrored();
    await rm(log.statePath);
    await expect(checkMirror(await log.mirror())).rejects.toMatchObject({ code: "bad-usage" });
  });

  it("finds a longer lock fine", async () => {
    const log = await mirrored();
    log.store.bucket.tamper(
      ONE,
      ({ lock }) => lock !== undefined && Object.assign(lock, { until: lock.until + 1_000 }),
    );
    expect(await alarms(log)).toEqual([]);
  });

  it("with what was remembered lost, a run remembers again, and a marker that hid an object still shows", async () => {
    const log = await mirrored();
    log.store.bucket.hide(ONE);
    await rm(log.statePath);
    await log.run();
    expect(await alarms(log)).toEqual([`MIRROR_EXTRA_VERSION ${ONE}`, `MIRROR_DELETE_MARKER ${ONE}`]);
  });
});
