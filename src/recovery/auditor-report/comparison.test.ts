import { describe, expect, it } from "vitest";
import { compareWithCensus, percent } from "./comparison.js";

const census = { deviating: 11, due: 312, couldNotTell: 0, isProven: true };
const seen = (deviating: number, examined: number) => ({ state: "exception" as const, seen: { deviating, examined } });

describe("what a sample would have shown", () => {
  it.each([
    [2, 25, 11, 312, "61 %", "22 %"],
    [2, 25, 3, 41, "95 %", "67 %"],
    [2, 25, 6, 400, "32 %", "5 %"],
    [1, 60, 24, 2400, "46 %", "46 %"],
  ])("%i of %i, where %i of %i deviate: %s, %s", (deviating, examined, bad, due, any, many) => {
    const { chanceOfAny, chanceOfAsMany } = compareWithCensus(seen(deviating, examined), {
      ...census,
      deviating: bad,
      due,
    });
    expect([percent(chanceOfAny ?? -1), percent(chanceOfAsMany ?? -1)]).toEqual([any, many]);
  });

  it("is certain when everything is drawn, and impossible when nothing deviates", () => {
    expect(compareWithCensus(seen(11, 312), census)).toMatchObject({ chanceOfAny: 1, chanceOfAsMany: 1 });
    expect(compareWithCensus(seen(12, 312), census)).toMatchObject({ chanceOfAny: 1, chanceOfAsMany: 0 });
    expect(compareWithCensus(seen(1, 25), { ...census, deviating: 0 })).toEqual({
      chanceOfAny: 0,
      chanceOfAsMany: 0,
      meaning:
        "The auditor saw 1 of 25, this evidence shows none: the two do not agree, so find out whether they speak of the same items before relying on either.",
    });
  });
});

describe("no chance is computed", () => {
  const nothing = { chanceOfAny: null, chanceOfAsMany: null };

  it("from a list that is not proven", () => {
    expect(compareWithCensus(seen(2, 25), { ...census, isProven: false })).toEqual({
      ...nothing,
      meaning:
        "At least 11 of 312 known items deviate; the list is not proven to be complete, so no chance is computed.",
    });
  });

  it("from a sample larger than the population by one, but from one as large", () => {
    expect(compareWithCensus(seen(2, 313), census)).toMatchObject(nothing);
    expect(compareWithCensus(seen(2, 312), census).chanceOfAny).toBe(1);
  });

  it("where nothing occurred, which is neither a pass nor a deviation", () => {
    const empty = { deviating: 0, due: 0, couldNotTell: 0, isProven: true };
    const { meaning, ...chances } = compareWithCensus({ state: "did-not-operate", seen: null }, empty);
    expect(chances).toEqual(nothing);
    expect(meaning).toBe(
      "No occasion for the control is in the evidence either: this is neither a pass nor a deviation.",
    );
  });

  it.each([
    [
      "did-not-operate",
      "The auditor saw no occasion for the control, and yet there were 312: the whole population shows 11 of 312 deviating.",
    ],
    ["no-evidence", "The auditor got no evidence; here is some: the whole population shows 11 of 312 deviating."],
    [
      "no-exception",
      "No exception was noted, and yet the whole population shows 11 of 312 deviating: the next sample may show it.",
    ],
    ["exception", "The row does not count what was examined; the whole population shows 11 of 312 deviating."],
  ] as const)("for a row that says %s without a count", (state, meaning) => {
    expect(compareWithCensus({ state, seen: null }, census)).toEqual({ ...nothing, meaning });
  });
});

it("says how many could not be told", () => {
  expect(compareWithCensus(seen(2, 25), { ...census, couldNotTell: 4 }).meaning).toMatch(/4 more could not be told\.$/);
});

it("never rounds a chance to none or all", () => {
  expect([0, 0.0001, 0.01, 0.5, 0.99, 0.9999, 1].map(percent)).toEqual([
    "0 %",
    "under 1 %",
    "1 %",
    "50 %",
    "99 %",
    "over 99 %",
    "100 %",
  ]);
});
