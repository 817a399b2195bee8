import { describe, expect, it } from "vitest";
import { HOUR_MS, instant, instantOf, msOf } from "../../base/instant.js";
import { newPlace, openWriter } from "../../store/ledger/folder-fixture.js";
import { confirmLock, lockAt, lockConfirmation, requireConfirmed } from "./compliance-lock.js";
import { Mirror } from "./config.js";
import { mirrorStatus } from "./mirror-status.js";

const NOW = instant("2026-03-01T12:00:00.001Z");
const mirrorOf = (changes: object = {}) =>
  Mirror.parse({
    bucket: "copies",
    region: "eu-central-1",
    prefix: "acme",
    object_lock: { mode: "compliance", days: 30 },
    ...changes,
  });

describe("the lock of an object", () => {
  it("ends so many days after it was stored, at the next whole second", () => {
    expect(lockAt(mirrorOf(), NOW)).toEqual({ mode: "compliance", until: "2026-03-31T12:00:01.000Z" });
    expect(lockAt(mirrorOf(), instant("2026-03-01T12:00:00.000Z"))?.until).toBe("2026-03-31T12:00:00.000Z");
    expect(lockAt(Mirror.parse({ bucket: "copies", region: "eu-central-1" }), NOW)).toBeUndefined();
    expect(mirrorOf({ object_lock: { days: 1 } }).object_lock?.mode).toBe("governance");
  });
});

describe("compliance mode", () => {
  const typed = lockConfirmation(mirrorOf(), NOW);

  it("is asked for with the place and the day, and is on record once it was typed", async () => {
    const store = await openWriter(await newPlace());
    expect(typed).toBe("lock s3://copies/acme until 2026-03-31");
    await expect(requireConfirmed(store, mirrorOf(), NOW)).rejects.toMatchObject({
      code: "bad-usage",
      message: expect.stringMatching(/until 2026-03-31.* 30 days more.* neither you nor Amazon/),
      fix: expect.stringContaining(`--confirm "${typed}"`),
    });
    const index = await confirmLock(store, mirrorOf(), { typed, at: NOW });
    await requireConfirmed(store, mirrorOf(), NOW);
    const records = [];
    for await (const { record } of store.records(index)) records.push(record);
    expect(records).toMatchObject([{ type: "decision", kind: "mirror-lock", subject: "mirror-lock", at: NOW }]);
    await store.close();
  });

  it.each([
    ["another bucket", { bucket: "other-copies" }],
    ["another folder of it", { prefix: "other" }],
    ["another store", { endpoint: "https://s3.store.example" }],
    ["a day more", { object_lock: { mode: "compliance", days: 31 } }],
  ])("has to be confirmed again for %s", async (_, changes) => {
    const store = await openWriter(await newPlace());
    await confirmLock(store, mirrorOf(), { typed, at: NOW });
    await requireConfirmed(store, mirrorOf({ object_lock: { mode: "compliance", days: 29 } }), NOW);
    await expect(requireConfirmed(store, mirrorOf(changes), NOW)).rejects.toMatchObject({ code: "bad-usage" });
    await store.close();
  });

  it("takes no other words, and governance asks for none", async () => {
    const store = await openWriter(await newPlace());
    for (const words of ["", "yes", typed.toUpperCase(), `${typed} `]) {
      await expect(confirmLock(store, mirrorOf(), { typed: words, at: NOW })).rejects.toMatchObject({
        code: "bad-usage",
      });
    }
    const governance = mirrorOf({ object_lock: { mode: "governance", days: 30 } });
    await requireConfirmed(store, governance, NOW);
    await expect(confirmLock(store, governance, { typed, at: NOW })).rejects.toMatchObject({ code: "bad-usage" });
    await store.close();
  });
});

describe("the configuration of a mirror", () => {
  it.each([
    [{ bucket: "Copies" }],
    [{ region: "EU" }],
    [{ prefix: "/acme" }],
    [{ prefix: "acme/" }],
    [{ prefix: "a/../b" }],
    [{ endpoint: "http://s3.store.example" }],
    [{ endpoint: "https://user:secret@s3.store.example" }],
    [{ object_lock: { mode: "compliance" } }],
    [{ object_lock: { days: 0 } }],
    [{ object_lock: { days: 7_301 } }],
    [{ access_key: "x" }],
  ])("refuses %j", (changes) => {
    expect(Mirror.safeParse({ ...mirrorOf(), ...changes }).success).toBe(false);
  });
});

describe("what waits for the mirror", () => {
  it("is an alert from six hours on, and not a millisecond before", () => {
    const at = (waitedMs: number) =>
      mirrorStatus({
        asOf: NOW,
        mirror: "s3://copies",
        objects: 3,
        lastRun: undefined,
        count: 2,
        oldestMs: msOf(NOW) - waitedMs,
      });
    expect(at(6 * HOUR_MS)).toMatchObject({ isAlert: true, waiting: { count: 2 } });
    expect(at(6 * HOUR_MS - 1)).toMatchObject({
      isAlert: false,
      waiting: { since: instantOf(msOf(NOW) - 6 * HOUR_MS + 1) },
    });
    const nothing = { asOf: NOW, mirror: "s3://copies", objects: 3, lastRun: undefined, count: 0, oldestMs: undefined };
    expect(mirrorStatus(nothing)).toMatchObject({ isAlert: false, waiting: undefined });
  });
});
