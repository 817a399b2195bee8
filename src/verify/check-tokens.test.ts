import { afterEach, describe, expect, it } from "vitest";
import { closeStampedWorlds, stampedWorld } from "../../tests/fakes/stamped-log.js";
import { HOUR_MS, MINUTE_MS, msOf } from "../base/instant.js";
import { folderSource } from "./folder-source.js";
import { verifyEvidence } from "./verify-evidence.js";

afterEach(closeStampedWorlds);

describe("the age of the newest head", () => {
  it("is that of its newest time-stamp, which only notes of time-stamps may follow", async () => {
    const world = await stampedWorld();
    await world.record("one");
    await world.stamp();
    const codesAt = async (ms: number) => {
      const options = { now: msOf(world.now) + ms, maxAgeMs: HOUR_MS };
      return (await verifyEvidence(folderSource(world.folder), options)).errors.map(({ code }) => code);
    };
    expect(await codesAt(HOUR_MS)).toEqual([]);
    expect(await codesAt(HOUR_MS + 1)).toEqual(["CP_STALE"]);
    await world.record("two");
    await world.evidence.publish();
    expect(await codesAt(MINUTE_MS)).toEqual(["CP_STALE"]);
  });
});
