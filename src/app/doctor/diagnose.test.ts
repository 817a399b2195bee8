import { describe, expect, it } from "vitest";
import { CONTROLS } from "../../controls/registry.js";
import { Workspace } from "../workspace/schema.js";
import { diagnose } from "./diagnose.js";

const TWO = CONTROLS.filter(({ id }) => id === "CHG-01" || id === "MON-01");
const LEFT_OUT = { "MON-01": { not_applicable: "nothing here raises alerts" } };
const PERIOD = { from: "2026-01-01T00:00:00.000Z", to: "2026-07-01T00:00:00.000Z" };

/** What a workspace of which nothing was collected needs, as of a moment. */
async function needed(repositories: readonly unknown[], { controls = {}, asOf = "2026-07-06T00:00:00.000Z" } = {}) {
  const workspace = Workspace.parse({
    version: 1,
    organisation: { name: "Probe", time_zone: "UTC" },
    audit: { period: { from: "2026-01-01", to: "2026-06-30" } },
    repositories,
    controls,
  });
  const nothing = {
    workspace,
    controls: TWO,
    engine: { async *run() {} },
    tables: { view: () => ({ view: undefined }), entries: () => [] },
    asOf: Date.parse(asOf),
  };
  const { streams } = await diagnose(nothing as unknown as Parameters<typeof diagnose>[0]);
  return streams;
}

describe("what a workspace needs", () => {
  it("is what the controls that it tests need, and no other stream", async () => {
    const both = await needed([{ name: "acme/api" }]);
    const one = await needed([{ name: "acme/api" }], { controls: LEFT_OUT });
    expect(new Set(both.flatMap(({ controls }) => controls))).toEqual(new Set(["CHG-01", "MON-01"]));
    expect(one.map(({ stream, scope }) => [stream, scope])).toEqual(
      both.filter(({ controls }) => controls.includes("CHG-01")).map(({ stream, scope }) => [stream, scope]),
    );
    expect(new Set(one.flatMap(({ controls }) => controls))).toEqual(new Set(["CHG-01"]));
  });

  it("is needed while its scope entry was valid, and not for entries of other times", async () => {
    const repositories = [
      { name: "acme/api" },
      { name: "acme/new", from: "2026-06-30" },
      { name: "acme/moved", to: "2026-01-31" },
      { name: "acme/moved", from: "2026-06-01" },
      { name: "acme/old", to: "2025-12-31" },
      { name: "acme/next", from: "2026-07-01" },
    ];
    const streams = await needed(repositories, { controls: LEFT_OUT });
    const gapsOf = (scope: string) =>
      streams.filter((each) => each.scope === scope).map(({ gaps }) => gaps.map(({ from, to }) => ({ from, to })));
    expect(new Set(gapsOf("acme/api").map((gaps) => JSON.stringify(gaps)))).toEqual(
      new Set([JSON.stringify([PERIOD])]),
    );
    expect(gapsOf("acme/new")[0]).toEqual([{ from: "2026-06-30T00:00:00.000Z", to: PERIOD.to }]);
    expect(gapsOf("acme/moved")[0]).toEqual([
      { from: PERIOD.from, to: "2026-02-01T00:00:00.000Z" },
      { from: "2026-06-01T00:00:00.000Z", to: PERIOD.to },
    ]);
    expect([gapsOf("acme/old"), gapsOf("acme/next")]).toEqual([[], []]);
  });

  it("is asked for up to now only", async () => {
    const [first] = await needed([{ name: "acme/api" }], { asOf: "2026-02-01T00:00:00.000Z" });
    expect(first?.gaps.map(({ to }) => to)).toEqual(["2026-02-01T00:00:00.000Z"]);
  });
});
