import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { closeStampedWorlds, type StampedWorld, stampedWorld } from "../../../tests/fakes/stamped-log.js";
import { fakeAuthority } from "../../../tests/fakes/time-stamp-authority.js";
import { HOUR_MS, instant } from "../../base/instant.js";
import { LAYOUT } from "../../ledger/layout.js";
import { stampRequest } from "../../ledger/timestamp/request.js";
import { StampFiles, type StampSuffix } from "../../store/ledger/stamp-files.js";
import { stampStatus } from "./stamp-status.js";
import { stampProblems, stampStatusText } from "./stamp-text.js";
import { readStampedLog } from "./stamped-log.js";

const CONFIG = {
  timestamps: { every: "1h", authorities: [{ url: "https://tsa-one.example/tsr", roots: "x", valid: {} }] },
};
const AT = instant("2026-03-01T08:00:00.000Z");
const stranger = fakeAuthority("ec", "Stranger");

afterEach(closeStampedWorlds);

/** One record that both authorities stamped, and one after it; `size` is that of the newest checkpoint. */
async function grownWorld() {
  const world = await stampedWorld();
  await world.record("one");
  await world.stamp();
  await world.record("two");
  const { size } = await world.evidence.publish();
  return { world, size, files: new StampFiles(world.folder) };
}

function read({ evidence, folder }: StampedWorld) {
  return readStampedLog({ evidence, files: new StampFiles(folder) });
}

describe("a file that is called like a time-stamp", () => {
  const fakes: readonly (readonly [string, (files: StampFiles, size: number) => Promise<Uint8Array>])[] = [
    ["holds garbage", async () => Buffer.from("garbage")],
    ["holds nothing", async () => Buffer.of()],
    ["holds the time-stamp of an earlier checkpoint", (files) => files.read({ size: 1, suffix: ".tsr" })],
    [
      "holds the time-stamp of a stranger",
      async (files, size) => stranger.reply(stampRequest(await files.checkpoint(size), 1n), { genTime: AT }),
    ],
  ];
  it.each(fakes)("and %s covers no record, and is said to be there", async (_, fake) => {
    const { world, size, files } = await grownWorld();
    const bytes = await fake(files, size);
    for (const suffix of [".tsr", ".tsr2"] as const) await files.put({ size, suffix }, bytes);
    const log = await read(world);
    const suffixes: readonly StampSuffix[] = [".tsr", ".tsr2"];
    expect(log.unbelieved).toEqual(suffixes.map((suffix) => ({ size, suffix })));
    expect(suffixes.map((suffix) => log.newest.get(suffix)?.size)).toEqual([1, 1]);
    expect(log.waiting).toEqual({ since: world.now, count: 1 });
    expect(log.unlogged).toEqual([]);
    const status = await stampStatus({ workspace: CONFIG, files: world.files, asOf: world.now, log });
    expect(status).toMatchObject({ isAlert: true, waiting: { count: 1 } });
    expect(stampStatusText(status)).toContain(
      `ALERT: log/checkpoints/00000000000${size}.tsr holds no time-stamp that can be believed`,
    );
  });

  it("takes the place of one for its checkpoint only: the next is stamped", async () => {
    const { world, size, files } = await grownWorld();
    await files.put({ size, suffix: ".tsr" }, Buffer.from("garbage"));
    world.pass(HOUR_MS);
    const report = await world.stamp();
    expect(report.authorities.map(({ outcome }) => outcome.kind)).toEqual(["failed", "stamped"]);
    expect(stampProblems(report)).toContain(".tsr is there and holds no time-stamp that can be believed");
    await world.record("three");
    const next = await world.stamp();
    expect([next.authorities[0]?.outcome.kind, next.waiting]).toEqual(["stamped", undefined]);
  });

  it("and whose checkpoint is gone covers no record", async () => {
    const { world } = await grownWorld();
    await writeFile(join(world.folder, LAYOUT.checkpoints, "000000000009.tsr"), "garbage");
    expect((await read(world)).unbelieved).toEqual([{ size: 9, suffix: ".tsr" }]);
  });

  it("counts for what it is while no roots are known: sound or not", async () => {
    const { world, size, files } = await grownWorld();
    await rm(join(world.folder, LAYOUT.stampTrust));
    await files.put({ size, suffix: ".tsr" }, Buffer.from("garbage"));
    const log = await read(world);
    expect([log.unbelieved, log.newest.get(".tsr")?.size]).toEqual([[{ size, suffix: ".tsr" }], 1]);
  });
});
