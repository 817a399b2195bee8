/** A distribution over the whole numbers `min..max` with one peak, given by one value and the steps to its neighbours. */
export interface Distribution {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  mass(at: number): number;
  /** `mass(at + 1) / mass(at)`. */
  stepUp(at: number): number;
}

/**
 * `P(X <= at)` as a double. Masses come from Loader's saddle-point form ("Fast and Accurate Computation of Binomial
 * Probabilities", 2000), so nothing overflows and the relative error stays near 1e-13 for any population that fits a
 * table; sums run away from the peak, where terms shrink.
 */
export function cumulative(distribution: Distribution, at: number): number {
  if (at < distribution.min) return 0;
  if (at >= distribution.max) return 1;
  return at < distribution.mean ? sumDown(distribution, at) : 1 - sumUp(distribution, at + 1);
}

/** `P(X >= at)` as a double: summed on its own side, so that a small chance keeps its digits. */
export function exceeding(distribution: Distribution, at: number): number {
  if (at <= distribution.min) return 1;
  if (at > distribution.max) return 0;
  return at > distribution.mean ? sumUp(distribution, at) : 1 - sumDown(distribution, at - 1);
}

/** Number of deviations among `n` independent items that deviate with chance `rate`. */
export function binomial(n: number, rate: number): Distribution {
  return {
    min: 0,
    max: n,
    mean: n * rate,
    mass: (at) => binomialMass(at, n, rate),
    stepUp: (at) => ((n - at) * rate) / ((at + 1) * (1 - rate)),
  };
}

/** Number of the `bad` items of a `population` that a draw of `n` without replacement contains. */
export function hypergeometric(population: number, bad: number, n: number): Distribution {
  const good = population - bad;
  const share = n / population;
  return {
    min: Math.max(0, n - good),
    max: Math.min(n, bad),
    mean: n * (bad / population),
    mass: (at) =>
      n === 0 || n === population
        ? 1
        : (binomialMass(at, bad, share) * binomialMass(n - at, good, share)) / binomialMass(n, population, share),
    stepUp: (at) => ((bad - at) * (n - at)) / ((at + 1) * (good - n + at + 1)),
  };
}

/** Number of deviations when `factor` are expected. */
export function poisson(factor: number): Distribution {
  return {
    min: 0,
    max: Number.POSITIVE_INFINITY,
    mean: factor,
    mass: (at) =>
      at === 0 ? Math.exp(-factor) : Math.exp(-stirlingError(at) - deviance(at, factor)) / Math.sqrt(2 * Math.PI * at),
    stepUp: (at) => factor / (at + 1),
  };
}

function sumDown(distribution: Distribution, from: number): number {
  let term = distribution.mass(from);
  let sum = term;
  for (let at = from; at > distribution.min && term > sum * 1e-18; at--) {
    term /= distribution.stepUp(at - 1);
    sum += term;
  }
  return sum;
}

function sumUp(distribution: Distribution, from: number): number {
  let term = distribution.mass(from);
  let sum = term;
  for (let at = from; at < distribution.max && term > sum * 1e-18; at++) {
    term *= distribution.stepUp(at);
    sum += term;
  }
  return sum;
}

function binomialMass(at: number, n: number, rate: number): number {
  if (at < 0 || at > n) return 0;
  if (rate <= 0) return at === 0 ? 1 : 0;
  if (rate >= 1) return at === n ? 1 : 0;
  if (at === 0) return Math.exp(n * Math.log1p(-rate));
  if (at === n) return Math.exp(n * Math.log(rate));
  const rest = n - at;
  const exponent =
    stirlingError(n) -
    stirlingError(at) -
    stirlingError(rest) -
    deviance(at, n * rate) -
    deviance(rest, n * (1 - rate));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * at * rest));
}

/** `ln n!` minus Stirling's approximation of it. */
function stirlingError(n: number): number {
  if (n <= 15) return STIRLING_ERRORS[n] ?? 0;
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

const STIRLING_ERRORS: readonly number[] = Array.from({ length: 16 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return n === 0 ? 0 : Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
});

/** `x ln(x/mean) + mean - x` without cancellation where both are close. */
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let odd = 3; odd < 1_000; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
