import { type Rational, rational } from "../../../src/base/rational.js";
import { seededRandom } from "../../fakes/seeded-random.js";

/** How many cases every function is compared on. */
export const CASES = 10_000;

/** Draws of whole numbers and rates that are the same on every machine. */
export interface Dice {
  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** A rate above 0 and below 1 in percent or permille, as people write them. */
  rate(): Rational;
  /** A risk that people use, or any other. */
  risk(): Rational;
}

/** Calls `each` with {@link CASES} throws of the same dice and returns how many it made. */
export function forCases(seed: number, each: (dice: Dice, index: number) => void): number {
  const random = seededRandom(seed);
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const rate = () => (random() < 0.5 ? rational(whole(1, 99), 100) : rational(whole(1, 999), 1_000));
  const risk = () => (random() < 0.6 ? rational(random() < 0.5 ? 5 : 10, 100) : rate());
  let done = 0;
  for (; done < CASES; done++) each({ whole, rate, risk }, done);
  return done;
}
