import fc from "fast-check";
import { expect, it } from "vitest";
import { contains, durationMs, gaps, type Interval, intersect, interval, union } from "./interval.js";

const anyInterval = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
  .map(([start, length]) => interval(start, start + length));
const length = (intervals: readonly Interval[]) => intervals.reduce((sum, each) => sum + durationMs(each), 0);

it("holds its start and not its end", () => {
  const period = interval(10, 20);
  expect([contains(period, 9), contains(period, 10), contains(period, 19), contains(period, 20)]).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(intersect(period, interval(20, 30))).toBeUndefined();
  expect(() => interval(2, 1)).toThrow("ends before it starts");
});

it("law: gaps and the covered part share no moment and make up the whole", () => {
  fc.assert(
    fc.property(anyInterval, fc.array(anyInterval), (whole, covered) => {
      const missing = gaps(whole, covered);
      const seen = union(covered).flatMap((each) => intersect(each, whole) ?? []);
      expect(length(missing) + length(seen)).toBe(durationMs(whole));
      for (const gap of missing) for (const each of seen) expect(intersect(gap, each)).toBeUndefined();
    }),
  );
});

it("law: a union is in order, joined, and holds just the same moments", () => {
  fc.assert(
    fc.property(fc.array(anyInterval), fc.integer({ min: 0, max: 80 }), (intervals, at) => {
      const joined = union(intervals);
      expect(joined.some((each) => contains(each, at))).toBe(intervals.some((each) => contains(each, at)));
      const gapsBetween = joined.slice(1).map((each, index) => each.start - (joined[index]?.end ?? 0));
      expect(gapsBetween.every((gap) => gap > 0)).toBe(true);
    }),
  );
});
