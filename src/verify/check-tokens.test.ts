import { afterEach, describe, expect, it } from "vitest";
import { closeStampedWorlds, stampAnswer, stampedWorld } from "../../tests/fakes/stamped-log.js";
import { type Sha256, sha256 } from "../base/digest.js";
import { DAY_MS, HOUR_MS, MINUTE_MS, msOf } from "../base/instant.js";
import { stampRequest } from "../ledger/timestamp/request.js";
import { StampFiles } from "../store/ledger/stamp-files.js";
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

  it("is not that of a time-stamp fetched later: only of one that the signed head itself notes", async () => {
    const world = await stampedWorld();
    const [, second] = world.reached;
    if (second === undefined) throw new Error("a world without a second authority");
    second.answer = () => stampAnswer(Buffer.of(), 503);
    await world.record("one");
    await world.stamp();
    world.pass(2 * DAY_MS);
    const codes = async () => {
      const options = { now: msOf(world.now), maxAgeMs: HOUR_MS };
      return (await verifyEvidence(folderSource(world.folder), options)).errors.map(({ code }) => code);
    };
    expect(await codes()).toEqual(["CP_STALE"]);
    const files = new StampFiles(world.folder);
    const [text, [, , root = ""]] = await headOf(files, 1);
    const response = second.authority.reply(stampRequest(text, 9n), { genTime: world.now });
    await files.put({ size: 1, suffix: ".tsr2" }, response);
    expect(await codes()).toEqual(["CP_STALE"]);
    await world.evidence.append({
      ...{ type: "anchor", at: world.now, stream: "time-stamps", size: 1, tsr: sha256(response) },
      root: Buffer.from(root, "base64").toString("hex") as Sha256,
    });
    expect(await codes()).toEqual(["CP_STALE"]);
    await world.evidence.publish();
    expect(await codes()).toEqual([]);
  });
});

async function headOf(files: StampFiles, size: number): Promise<readonly [Uint8Array, readonly string[]]> {
  const text = await files.checkpoint(size);
  return [text, Buffer.from(text).toString("utf8").split("\n")];
}
