import { expect, it } from "vitest";
import { type CoverageFact, CoverageIndex } from "./coverage-index.js";

const seen = (fromAt: number, toAt: number, more: Partial<CoverageFact> = {}): CoverageFact => ({
  sourceId: "s",
  stream: "alerts",
  scope: "siem",
  fromAt,
  toAt,
  isComplete: true,
  reason: null,
  itemCount: 1,
  declaredCount: null,
  ...more,
});
const ask = (from: number, to: number, scope = "siem") => ({ stream: "alerts", scope, from, to });

it("finds no gap where two sources touch, and the gap where they do not", () => {
  const index = new CoverageIndex([seen(0, 10), seen(10, 20, { sourceId: "t" }), seen(25, 30)]);
  expect(index.gapIn(ask(0, 20))).toBeUndefined();
  expect(index.gapIn(ask(0, 21))).toEqual({ from: 20, to: 21, reason: "not_covered" });
  expect(index.gapsIn(ask(-5, 40)).map(({ from, to }) => [from, to])).toEqual([
    [-5, 0],
    [20, 25],
    [30, 40],
  ]);
});

it("takes away from a source what one of its files was refused, but not from another source", () => {
  const refused = seen(5, 10, { isComplete: false, reason: "permission" });
  expect(new CoverageIndex([seen(0, 10), refused]).gapIn(ask(0, 10))).toEqual({
    from: 5,
    to: 10,
    reason: "permission",
  });
  expect(new CoverageIndex([seen(0, 10, { sourceId: "other" }), refused]).gapIn(ask(0, 10))).toBeUndefined();
});

it("lets coverage of everything cover each scope, and never the other way round", () => {
  const index = new CoverageIndex([seen(0, 10, { scope: "*" })]);
  expect(index.gapIn(ask(0, 10))).toBeUndefined();
  expect(new CoverageIndex([seen(0, 10)]).gapIn(ask(0, 10, "*"))).toEqual({
    from: 0,
    to: 10,
    reason: "not_configured",
  });
});

it("keeps its name when the same streams are seen for longer, and changes it for a hole", () => {
  const name = (facts: readonly CoverageFact[]) => new CoverageIndex(facts).digestOf(["alerts"]);
  expect(name([seen(0, 10)])).toBe(name([seen(0, 11)]));
  expect(name([seen(0, 10)])).not.toBe(name([seen(0, 5), seen(6, 10)]));
});
