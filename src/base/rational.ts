import { assert } from "./assert.js";

/** An exact fraction in lowest terms, denominator positive. Rates are kept so: `ceil(0.07 * 100)` must be 7. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  assert(d !== 0n, "denominator is zero");
  const divisor = gcd(n < 0n ? -n : n, d < 0n ? -d : d) || 1n;
  const sign = d < 0n ? -1n : 1n;
  return { numerator: (sign * n) / divisor, denominator: (sign * d) / divisor };
}

/** Reads decimal text such as `0.05` or `12` exactly. @throws on any other shape. */
export function decimal(text: string): Rational {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  assert(parts !== null, `not a decimal: ${text}`);
  const [, sign = "", whole = "", fraction = ""] = parts;
  return rational(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The smallest integer not below `a`. */
export function ceil(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return quotient * a.denominator < a.numerator ? quotient + 1n : quotient;
}

/** Decimal text with `digits` places, rounded half up; exact arithmetic, so the same on every machine. */
export function toDecimal(a: Rational, digits: number): string {
  const scale = 10n ** BigInt(digits);
  const negative = a.numerator < 0n;
  const magnitude = negative ? -a.numerator : a.numerator;
  const scaled = (2n * magnitude * scale + a.denominator) / (2n * a.denominator);
  const text = scaled.toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const sign = negative && scaled !== 0n ? "-" : "";
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
