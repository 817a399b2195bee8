import { describe, expect, test } from "vitest";
import { decimal, rational } from "../base/rational.js";
import {
  isFailureProven,
  isWithin,
  lowerLimitBinomial,
  lowerLimitBinomialText,
  poissonFactor,
  rateText,
  supportsReliance,
  upperLimitBinomial,
  upperLimitBinomialText,
  upperLimitHypergeometric,
  upperLimitPoisson,
  upperLimitPoissonText,
} from "./limits.js";

const five = decimal("0.05");
const ten = decimal("0.10");

/** Printed upper limits in percent, by sample size: 0..5 deviations at 5 %, then 0..5 at 10 % (domain 3.4). */
const PRINTED: Readonly<Record<number, string>> = {
  20: "14.0 21.7 28.3 34.4 40.2 45.6 10.9 18.1 24.5 30.5 36.1 41.5",
  25: "11.3 17.7 23.2 28.2 33.0 37.6 8.8 14.7 20.0 24.9 29.5 34.0",
  30: "9.6 14.9 19.6 23.9 28.0 31.9 7.4 12.4 16.8 21.0 24.9 28.8",
  40: "7.3 11.4 15.0 18.3 21.5 24.6 5.6 9.4 12.8 16.0 19.0 22.0",
  50: "5.9 9.2 12.1 14.8 17.4 19.9 4.6 7.6 10.3 12.9 15.4 17.8",
  60: "4.9 7.7 10.2 12.5 14.7 16.8 3.8 6.4 8.7 10.8 12.9 15.0",
  80: "3.7 5.8 7.7 9.5 11.1 12.7 2.9 4.8 6.6 8.2 9.8 11.3",
  100: "3.0 4.7 6.2 7.6 9.0 10.3 2.3 3.9 5.3 6.6 7.9 9.1",
  200: "1.5 2.4 3.2 3.9 4.6 5.2 1.2 2.0 2.7 3.4 4.0 4.6",
};

describe("upper limits", () => {
  test.each(Object.entries(PRINTED))("of %s items are the printed ones, rounded up", (n, printed) => {
    const ours = [five, ten].flatMap((risk) =>
      [0, 1, 2, 3, 4, 5].map((deviations) => upperLimitBinomialText({ n: Number(n), deviations, risk }, 3)),
    );
    expect(ours.map((text) => (Number(text) * 100).toFixed(1)).join(" ")).toBe(printed);
  });

  test("have closed forms at both ends", () => {
    expect(upperLimitBinomial({ n: 60, deviations: 0, risk: five })).toBeCloseTo(1 - 0.05 ** (1 / 60), 14);
    expect(upperLimitBinomial({ n: 60, deviations: 60, risk: five })).toBe(1);
    expect(upperLimitBinomialText({ n: 60, deviations: 60, risk: five }, 4)).toBe("1.0000");
    expect(lowerLimitBinomial({ n: 60, deviations: 0, risk: five })).toBe(0);
    expect(lowerLimitBinomialText({ n: 60, deviations: 0, risk: five }, 4)).toBe("0.0000");
    expect(lowerLimitBinomial({ n: 60, deviations: 60, risk: five })).toBeCloseTo(0.05 ** (1 / 60), 14);
    expect(lowerLimitBinomialText({ n: 60, deviations: 60, risk: five }, 4)).toBe("0.9512");
  });

  test("of a finite population count whole items: 10 of 50 out of 1,840 leave 577 believable", () => {
    const result = { population: 1_840, n: 50, deviations: 10, risk: five };
    expect(upperLimitHypergeometric(result)).toBe(577);
    expect(rateText(rational(577, 1_840), 4)).toBe("0.3136");
    expect(upperLimitHypergeometric({ population: 50, n: 50, deviations: 10, risk: five })).toBe(10);
    expect(upperLimitHypergeometric({ population: 20, n: 5, deviations: 5, risk: five })).toBe(20);
  });

  test("by Poisson are the handbooks' factors over n", () => {
    const factors = [five, ten].map((risk) =>
      [0, 1, 2].map((deviations) => poissonFactor({ deviations, risk }).toFixed(4)),
    );
    expect(factors).toEqual([
      ["2.9957", "4.7439", "6.2958"],
      ["2.3026", "3.8897", "5.3223"],
    ]);
    expect(upperLimitPoisson({ n: 60, deviations: 0, risk: five })).toBeCloseTo(-Math.log(0.05) / 60, 14);
    expect(upperLimitPoissonText({ n: 60, deviations: 0, risk: five }, 4)).toBe("0.0500");
  });

  test("what common sizes buy (domain 3.2)", () => {
    const limit = (n: number, risk: typeof five) => upperLimitBinomialText({ n, deviations: 0, risk }, 3);
    expect([25, 40, 60].map((n) => limit(n, ten))).toEqual(["0.088", "0.056", "0.038"]);
    expect([25, 40, 60].map((n) => limit(n, five))).toEqual(["0.113", "0.073", "0.049"]);
  });
});

describe("decisions", () => {
  const at = (n: number, deviations: number, population: number | null = null) =>
    supportsReliance({ population, n, deviations, tolerable: five, risk: five });

  test("60 items accept none and refuse two; the first size that accepts none is 59", () => {
    expect([at(60, 0), at(60, 2), at(59, 0), at(58, 0)]).toEqual([true, false, true, false]);
  });

  test("a known population of 1,840 needs 58", () => {
    expect([at(58, 0, 1_840), at(57, 0, 1_840)]).toEqual([true, false]);
  });

  test("a fully tested population is its rate, and equality passes", () => {
    expect([at(100, 5, 100), at(100, 6, 100)]).toEqual([true, false]);
    expect(isWithin({ deviating: 7, total: 100, tolerable: decimal("0.07") })).toBe(true);
    expect(isWithin({ deviating: 8, total: 100, tolerable: decimal("0.07") })).toBe(false);
    expect(isWithin({ deviating: 10n ** 20n, total: 2n * 10n ** 21n, tolerable: five })).toBe(true);
  });

  test("a failure is proven only when even the lower limit lies above", () => {
    const proven = (deviations: number) => isFailureProven({ n: 60, deviations, risk: five, tolerable: five });
    expect([0, 3, 6, 7, 8].map(proven)).toEqual([false, false, false, true, true]);
    expect(lowerLimitBinomial({ n: 60, deviations: 6, risk: five })).toBeLessThan(0.05);
    expect(lowerLimitBinomial({ n: 60, deviations: 7, risk: five })).toBeGreaterThan(0.05);
  });

  test("a limit that equals the tolerable rate exactly supports", () => {
    // One item, none deviating: P(X <= 0 | 1/2) is exactly 1/2.
    expect(
      supportsReliance({ population: null, n: 1, deviations: 0, tolerable: decimal("0.5"), risk: decimal("0.5") }),
    ).toBe(true);
    expect(upperLimitBinomialText({ n: 1, deviations: 0, risk: decimal("0.5") }, 1)).toBe("0.5");
  });

  test("rates print upwards, never in favour of the control", () => {
    expect([rateText(rational(1, 3), 4), rateText(rational(1, 4), 4), rateText(rational(0), 4)]).toEqual([
      "0.3334",
      "0.2500",
      "0.0000",
    ]);
  });
});
