import { describe, expect, test } from "vitest";
import { decimal, type Rational } from "../base/rational.js";
import { discoverySize, sampleSize, sampleSizeForExpected } from "./sizes.js";
import { badItems, binomialTail } from "./tails.js";

const five = decimal("0.05");
const ten = decimal("0.10");

/** Sizes and allowed deviations at T = 2, 5 and 10 %, for 5 % then 10 % risk; `-` where none exists (domain 3.4). */
const PRINTED: Readonly<Record<string, string>> = {
  "0": "149(0) 59(0) 29(0) 114(0) 45(0) 22(0)",
  "0.005": "313(2) 93(1) 46(1) 194(1) 77(1) 38(1)",
  "0.01": "590(6) 93(1) 46(1) 398(4) 77(1) 38(1)",
  "0.02": "- 181(4) 46(1) - 132(3) 38(1)",
  "0.03": "- 361(11) 61(2) - 258(8) 52(2)",
  "0.04": "- 1348(54) 89(4) - 873(35) 65(3)",
};

function size(tolerable: Rational, expected: Rational, risk: Rational): string {
  const planned = sampleSizeForExpected({ tolerable, expected, risk });
  return planned === undefined ? "-" : `${planned.n}(${planned.allowed})`;
}

describe("sample sizes", () => {
  test.each(Object.entries(PRINTED))("for an expected rate of %s are the printed ones", (expected, printed) => {
    const ours = [five, ten].flatMap((risk) =>
      ["0.02", "0.05", "0.10"].map((tolerable) => size(decimal(tolerable), decimal(expected), risk)),
    );
    expect(ours.join(" ")).toBe(printed);
  });

  test("are exact where the printed table is one short: 113, because 112 takes a risk of 10.07 %", () => {
    const tolerable = decimal("0.07");
    expect([size(tolerable, decimal("0.0325"), ten), size(tolerable, decimal("0.035"), ten)]).toEqual([
      "113(4)",
      "113(4)",
    ]);
    expect(binomialTail({ n: 112, deviations: 4, rate: tolerable }).value.toFixed(4)).toBe("0.1007");
  });

  test("never take the detour of binary fractions: ceil(0.035 * 400) is 14, ceil(100 * 0.07) is 7", () => {
    expect([badItems(400, decimal("0.035")), badItems(100, decimal("0.07")), badItems(101, decimal("0.07"))]).toEqual([
      14, 7, 8,
    ]);
  });

  test("of a known population: 58 of 1,840; all of it when nothing less will do; none when nothing can", () => {
    const of = (population: number | null, allowed = 0) =>
      sampleSize({ tolerable: five, risk: five, allowed, population });
    expect([of(1_840), of(null), of(20), of(1), of(100, 5)]).toEqual([58, 59, 19, 1, undefined]);
    expect(sampleSize({ tolerable: ten, risk: five, allowed: 0, population: 65 })).toBe(22);
  });

  test("with allowed deviations are the first that suffice", () => {
    const of = (allowed: number) => sampleSize({ tolerable: five, risk: ten, allowed, population: null });
    expect([0, 1, 2, 3].map(of)).toEqual([45, 77, 105, 132]);
  });

  test("for discovery: 476 of 1,840 show at least one of 10 with 95 %", () => {
    expect(discoverySize({ population: 1_840, bad: 10, risk: five })).toBe(476);
    expect(discoverySize({ population: 1_840, bad: 0, risk: five })).toBe(undefined);
  });

  test("give up where no sample can help or it would be larger than any", () => {
    const none = (population: number | null) =>
      sampleSize({ tolerable: decimal("0"), risk: five, allowed: 0, population });
    expect([none(null), none(100)]).toEqual([undefined, undefined]);
    expect(size(five, five, five)).toBe("-");
    expect(size(five, decimal("0.06"), five)).toBe("-");
    expect(size(decimal("0.0000001"), decimal("0"), five)).toBe("-");
  });
});
