import { describe, expect, test } from "vitest";
import { rational } from "../../../src/base/rational.js";
import { frequencySize, perEventSize, type RiskLevel } from "../../../src/statistics/default-sizes.js";
import { DEFAULT_FIRM_PROFILE, percentOf, SAMPLED_FREQUENCIES } from "../../../src/statistics/firm-profile.js";
import { discoverySize, sampleSize, sampleSizeForExpected } from "../../../src/statistics/sizes.js";
import { binomialAtMost, drawnAtMost, versus } from "./exact-reference.js";
import { CASES, type Dice, forCases } from "./random-cases.js";

/** Rates at which samples stay small enough to be searched one by one. */
function aim(dice: Dice) {
  return { tolerable: rational(dice.whole(4, 40), 100), risk: rational(dice.whole(5, 40), 100) };
}

describe("sizes agree with whole-number arithmetic", () => {
  test("for allowed deviations: this many suffice, one less does not", () => {
    const made = forCases(21, (dice) => {
      const { tolerable, risk } = aim(dice);
      const allowed = dice.whole(0, 3);
      const n = sampleSize({ tolerable, risk, allowed, population: null }) ?? 0;
      const isEnough = (size: number) => versus(binomialAtMost(size, allowed, tolerable), risk) <= 0;
      if (!isEnough(n) || isEnough(n - 1)) expect({ tolerable, risk, allowed, n }).toBe("the smallest");
    });
    expect(made).toBe(CASES);
  });

  test("of a known population: the first of all sizes that suffices, or none", () => {
    const made = forCases(22, (dice) => {
      const { tolerable, risk } = aim(dice);
      const [population, allowed] = [dice.whole(1, 40), dice.whole(0, 3)];
      const bad = Number((BigInt(population) * tolerable.numerator - 1n) / tolerable.denominator) + 1;
      const first = firstSize(population, (n) => versus(drawnAtMost(population, { bad, n, k: allowed }), risk) <= 0);
      const ours = sampleSize({ tolerable, risk, allowed, population });
      if (ours !== first) expect({ tolerable, risk, population, allowed, ours }).toBe(first);
    });
    expect(made).toBe(CASES);
  });

  test("for discovery: the first draw that shows one of the bad items, or none", () => {
    const made = forCases(23, (dice) => {
      const population = dice.whole(1, 50);
      const [bad, risk] = [dice.whole(0, population), dice.risk()];
      const first = firstSize(population, (n) => versus(drawnAtMost(population, { bad, n, k: 0 }), risk) <= 0);
      const ours = discoverySize({ population, bad, risk });
      if (ours !== first) expect({ population, bad, risk, ours }).toBe(first);
    });
    expect(made).toBe(CASES);
  });

  test("for an expected rate: the first of all sizes that suffices with what that rate allows", () => {
    const made = forCases(24, (dice) => {
      const tolerable = rational(dice.whole(10, 40), 100);
      const risk = rational(dice.whole(5, 40), 100);
      const expected = rational(dice.whole(0, Number((tolerable.numerator * 30n) / tolerable.denominator)), 100);
      const allowedOf = (n: number) =>
        Number((BigInt(n) * expected.numerator + expected.denominator - 1n) / expected.denominator);
      const first = firstSize(400, (n) => versus(binomialAtMost(n, allowedOf(n), tolerable), risk) <= 0);
      const ours = sampleSizeForExpected({ tolerable, risk, expected });
      const theirs = first === undefined ? undefined : { n: first, allowed: allowedOf(first) };
      if (ours?.n !== theirs?.n || ours?.allowed !== theirs?.allowed)
        expect({ tolerable, risk, expected, ours }).toEqual(theirs);
    });
    expect(made).toBe(CASES);
  });

  test("by frequency and by event: what the table says, in whole numbers", () => {
    const made = forCases(25, (dice) => {
      const risks: readonly RiskLevel[] = ["low", "moderate", "high"];
      const risk = risks[dice.whole(0, 2)] ?? "low";
      const frequency = SAMPLED_FREQUENCIES[dice.whole(0, SAMPLED_FREQUENCIES.length - 1)] ?? "daily";
      const [occurrences, events] = [dice.whole(0, 80), dice.whole(0, 400)];
      const table = DEFAULT_FIRM_PROFILE.frequencies[frequency][risk];
      const ours = frequencySize(frequency, { risk, occurrences });
      if (ours > table || ours > occurrences || (ours !== table && ours !== occurrences)) expect(ours).toBe(table);
      const size = perEventSize(events, { risk });
      if (size !== plainSize(events, risks.indexOf(risk))) expect({ events, risk, size }).toBe("by the table");
      const percent = dice.whole(1, 100);
      const share = percentOf(events, percent);
      if (share * 100 < events * percent || (share - 1) * 100 >= events * percent) expect(share).toBe("rounded up");
    });
    expect(made).toBe(CASES);
  });
});

function firstSize(most: number, isEnough: (n: number) => boolean): number | undefined {
  for (let n = 1; n <= most; n++) if (isEnough(n)) return n;
  return undefined;
}

/** Domain 3.2, word for word. */
function plainSize(events: number, risk: number): number | undefined {
  if (events <= 4) return events;
  if (events <= 12) return [3, 4, 5][risk];
  if (events <= 51) return [5, 8, 13][risk];
  if (events > 250) return [25, 40, 60][risk];
  const share = -((BigInt(-events) * BigInt([8, 10, 16][risk] ?? 0)) / 100n);
  const exact = share * 100n < BigInt(events) * BigInt([8, 10, 16][risk] ?? 0) ? share + 1n : share;
  return Math.min([20, 25, 40][risk] ?? 0, Math.max([5, 8, 13][risk] ?? 0, Number(exact)));
}
