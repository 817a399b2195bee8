import { describe, expect, it } from "vitest";
import { instant } from "../../src/base/instant.js";
import { ExportsConfig } from "../../src/connectors/exports/config.js";
import { normalize } from "../../src/connectors/exports/normalize.js";
import { memoryCapture } from "../../src/connectors/kit/memory-capture.js";
import { previewSource } from "../../src/connectors/kit/preview.js";
import { sourcesOf } from "../../src/samples/generate-sample.js";
import { COMPANY } from "../../src/samples/plan.js";
import { entryOf } from "../../src/samples/source.js";
import { worldOf } from "../../src/samples/world.js";

const OBSERVED = instant("2026-07-02T09:00:00.000Z");
const sources = sourcesOf(worldOf("1"));

describe("every export of the sample company is read whole by its mapping", () => {
  it("has a source id of its own for each", () => {
    expect(new Set(sources.map(({ entry }) => entry.id)).size).toBe(sources.length);
  });

  it.each(sources.map((source) => [source.entry.id, source] as const))("%s", async (_, { entry, files }) => {
    const config = ExportsConfig.parse(entryOf(entry));
    const captures = files.map(({ path, bytes }) =>
      memoryCapture({ sourceId: entry.id, key: path, body: bytes, observedAt: OBSERVED }),
    );
    const found = await previewSource(captures, (capture, context) => normalize(capture, config, context), {
      sourceId: entry.id,
      zone: COMPANY.zone,
    });
    expect(found.rejects).toEqual([]);
    const isRefused = entry.id === "github-rule-suites-edge";
    expect(found.files.flatMap(({ reasons }) => reasons)).toEqual(isRefused ? ["licence"] : []);
    if (entry.count !== undefined) expect(found.kept).toBe(entry.count);
  });
});
