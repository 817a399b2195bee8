import { expect, it } from "vitest";
import type { PopulationDefinition } from "../../assess/population.js";
import { instantOf } from "../../base/instant.js";
import { partitionsOf } from "./partitions.js";

const PERIOD = { start: Date.UTC(2026, 0, 1, 5), end: Date.UTC(2026, 3, 1, 4) };
const population = (
  reads: PopulationDefinition["reads"],
  shape: PopulationDefinition["shape"] = "events",
): PopulationDefinition => ({
  name: "probe",
  title: "Probe",
  doc: "",
  shape,
  columns: {},
  sql: "",
  reads,
  triggers: [],
  facts: [],
});
const partsOf = (probe: PopulationDefinition, asOf = PERIOD.end, isSmall = false) =>
  partitionsOf(probe, { period: PERIOD, asOf, isSmall });
const windows = (parts: ReturnType<typeof partitionsOf>) =>
  parts.map(({ month, window, isCarryIn }) => [
    isCarryIn ? "carried in" : (month ?? "whole"),
    instantOf(window.start),
    instantOf(window.end),
  ]);

it("cuts the period at UTC months, without a gap, clipped to the period and to asOf", () => {
  const cut = population({ alert: "month", suppression: "whole" });
  expect(windows(partsOf(cut, Date.UTC(2026, 2, 10)))).toEqual([
    ["carried in", "1970-01-01T00:00:00.000Z", "2026-01-01T05:00:00.000Z"],
    ["2026-01", "2026-01-01T05:00:00.000Z", "2026-02-01T00:00:00.000Z"],
    ["2026-02", "2026-02-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
    ["2026-03", "2026-03-01T00:00:00.000Z", "2026-03-10T00:00:00.000Z"],
  ]);
  expect(windows(partsOf(cut)).at(-1)).toEqual(["2026-04", "2026-04-01T00:00:00.000Z", "2026-04-01T04:00:00.000Z"]);
});

it("does not cut states, small tables, or what sees all of a table that is cut", () => {
  const names = (parts: ReturnType<typeof partitionsOf>) =>
    parts.map(({ month, isCarryIn }) => (isCarryIn ? "carried in" : month));
  const whole = ["carried in", undefined];
  expect(names(partsOf(population({ alert: "month" }, "segments")))).toEqual(whole);
  expect(names(partsOf({ ...population({ employment: "whole" }), carriesIn: false }))).toEqual([undefined]);
  expect(names(partsOf(population({ employment: "whole" })))).toEqual(whole);
  expect(names(partsOf(population({ alert: "month", change: "whole" })))).toEqual(whole);
});

it("does not cut what is small, and still looks at nothing later than asOf", () => {
  const cut = population({ alert: "month" });
  expect(windows(partsOf(cut, Date.UTC(2026, 2, 10), true))).toEqual([
    ["carried in", "1970-01-01T00:00:00.000Z", "2026-01-01T05:00:00.000Z"],
    ["whole", "2026-01-01T05:00:00.000Z", "2026-03-10T00:00:00.000Z"],
  ]);
});
