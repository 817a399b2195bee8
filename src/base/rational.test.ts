import fc from "fast-check";
import { expect, it } from "vitest";
import { add, ceil, compare, decimal, multiply, rational, toDecimal } from "./rational.js";

it("keeps what binary fractions lose", () => {
  expect(ceil(multiply(decimal("0.035"), rational(400)))).toBe(14n);
  expect(ceil(multiply(decimal("0.07"), rational(100)))).toBe(7n);
  expect(compare(add(decimal("0.1"), decimal("0.2")), decimal("0.3"))).toBe(0);
});

it("rounds half up, and never prints minus zero", () => {
  expect([
    toDecimal(rational(1, 8), 2),
    toDecimal(rational(-1, 8), 2),
    toDecimal(rational(-1, 1000), 2),
    toDecimal(rational(5), 0),
  ]).toEqual(["0.13", "-0.13", "0.00", "5"]);
});

it("refuses what is no decimal, and a zero denominator", () => {
  for (const text of ["", ".5", "1e3", "0x1", "5%"]) expect(() => decimal(text), text).toThrow("not a decimal");
  expect(() => rational(1, 0)).toThrow("denominator is zero");
});

it("law: is in lowest terms with a positive denominator, and prints what it reads", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.nat({ max: 9 }), (units, digits) => {
      const value = rational(units, 10n ** BigInt(digits));
      expect(value.denominator > 0n).toBe(true);
      expect(decimal(toDecimal(value, digits))).toEqual(value);
    }),
  );
});
