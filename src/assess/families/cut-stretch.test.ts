import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAt, tolerateFirst } from "./cut-stretch.js";
import type { Standing } from "./state.js";

const part = (fromAt: number, toAt: number, seen: Standing = "broken") => ({ fromAt, toAt, seen });
const shown = (segments: readonly { fromAt: number; toAt: number }[]) =>
  segments.map(({ fromAt, toAt }) => [fromAt, toAt]);

describe("cutting stretches", () => {
  it("cuts inside, and nowhere else", () => {
    const whole = [part(10, 20)];
    expect(shown(cutAt(whole, () => 15))).toEqual([
      [10, 15],
      [15, 20],
    ]);
    for (const moment of [null, 9, 10, 20, 21]) expect(shown(cutAt(whole, () => moment))).toEqual([[10, 20]]);
    expect(shown(cutAt(whole, () => 11))).toEqual([
      [10, 11],
      [11, 20],
    ]);
  });

  it("never loses or adds time", () => {
    const length = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.array(length, { minLength: 1 }), fc.integer({ min: -5, max: 900 }), (lengths, moment) => {
        let from = 0;
        const segments = lengths.map((each) => {
          from += each;
          return part(from - each, from);
        });
        const cut = cutAt(segments, () => moment);
        expect(cut[0]?.fromAt).toBe(0);
        expect(cut.at(-1)?.toAt).toBe(from);
        cut.slice(1).forEach(({ fromAt }, index) => {
          expect(fromAt).toBe(cut[index]?.toAt);
        });
      }),
    );
  });
});

describe("tolerating the first part of a breach", () => {
  const told = (segments: readonly ReturnType<typeof part>[]) =>
    tolerateFirst(segments, { standing: ({ seen }) => seen, toleranceMs: 7, maxGapMs: 2 }).map(
      ({ fromAt, toAt, isTolerated }) => [fromAt, toAt, isTolerated],
    );

  it("ends when the tolerance is used up, one tick either side", () => {
    expect(told([part(0, 7)])).toEqual([[0, 7, true]]);
    expect(told([part(0, 8)])).toEqual([
      [0, 7, true],
      [7, 8, false],
    ]);
  });

  it("counts through stretches of one breach, also across a short time nobody saw", () => {
    expect(told([part(0, 5), part(5, 10)])).toEqual([
      [0, 5, true],
      [5, 7, true],
      [7, 10, false],
    ]);
    expect(told([part(0, 5), part(5, 7, "unseen"), part(7, 10)])).toEqual([
      [0, 5, true],
      [5, 7, false],
      [7, 10, false],
    ]);
  });

  it("begins anew after a longer time nobody saw, and after anything else was seen", () => {
    expect(told([part(0, 5), part(8, 10)])).toEqual([
      [0, 5, true],
      [8, 10, true],
    ]);
    expect(told([part(0, 5), part(5, 6, "kept"), part(6, 10)])).toEqual([
      [0, 5, true],
      [5, 6, false],
      [6, 10, true],
    ]);
  });
});
