import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { closeStampedWorlds, type StampedWorld, stampedWorld } from "../../../tests/fakes/stamped-log.js";
import { MINUTE_MS } from "../../base/instant.js";
import type { Capture, ConnectorDefinition } from "../../connectors/kit/contract.js";
import { PopulationEngine } from "../../store/tables/population-engine.js";
import { TableStore } from "../../store/tables/table-store.js";
import { folderSource } from "../../verify/folder-source.js";
import { verifyEvidence } from "../../verify/verify-evidence.js";
import { parseWorkspace } from "../workspace/load-workspace.js";
import { collect } from "./collect.js";

const YAML = `version: 1
organisation: { name: Example, time_zone: UTC }
audit: { period: { from: 2026-01-01, to: 2026-12-31 } }
sources: [{ id: slow, connector: slow }]
`;

/** A source whose second answer takes hours to come: meanwhile the log is time-stamped. */
function slowConnector(world: StampedWorld): ConnectorDefinition {
  const answer = (key: string, body: () => AsyncGenerator<Uint8Array>): Capture => ({
    key,
    media: "text/plain",
    request: { key },
    observedAt: world.start,
    body: body(),
  });
  return {
    id: "slow",
    version: 1,
    title: "A slow source",
    config: z.looseObject({}),
    streams: [],
    async *collect() {
      yield answer("quick", async function* () {
        yield Buffer.from("quick");
      });
      yield answer("slow", async function* () {
        yield Buffer.from("sl");
        world.pass(90 * MINUTE_MS);
        await world.stamp();
        yield Buffer.from("ow");
      });
    },
    async *normalize() {},
  };
}

it("dates each record when it is appended, so a time-stamp noted during a long run is never younger than what follows", async () => {
  const world = await stampedWorld();
  const engine = await PopulationEngine.open({
    memoryLimitMb: 200,
    threads: 1,
    spillFolder: join(world.root, "spill"),
  });
  const tables = await TableStore.open(join(world.root, "tables"), engine);
  const connector = slowConnector(world);
  await collect({
    workspace: parseWorkspace(`${YAML}collect_every: 7d\n`, "lookback.yaml"),
    root: world.root,
    connectors: new Map([[connector.id, connector]]),
    evidence: world.evidence,
    tables,
    now: () => world.now,
    signal: new AbortController().signal,
  });
  engine.close();
  const dated: string[] = [];
  const promised: unknown[] = [];
  for await (const { record } of world.evidence.records()) {
    dated.push(`${record.type} ${record.at.slice(11, 16)}`);
    if (record.type === "run") promised.push(record.outcome === "unchanged" ? null : record.everyMinutes);
  }
  expect(dated).toEqual(["evidence 08:00", "anchor 09:30", "anchor 09:30", "evidence 09:30", "run 09:30"]);
  expect(promised).toEqual([7 * 1_440]);
  await world.evidence.publish();
  world.pass(MINUTE_MS);
  await world.stamp("now");
  expect((await verifyEvidence(folderSource(world.folder))).errors).toEqual([]);
  await closeStampedWorlds();
});
