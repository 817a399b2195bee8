import { describe, expect, it } from "vitest";
import { count, daysOf, due, everyItem, listed, lowerFirst, moment, outOf, plural, sentence, span } from "./figures.js";

describe("figures", () => {
  it("groups thousands, one digit either side of each boundary", () => {
    expect([0, 999, 1_000, 999_999, 1_000_000].map(count)).toEqual(["0", "999", "1,000", "999,999", "1,000,000"]);
  });

  it("never says a part without its whole", () => {
    expect(outOf(3, 2_412)).toBe("3 of 2,412");
  });

  it("counts as due what passed, deviated or stayed open, and nothing else", () => {
    const counts = { pass: 5, deviation: 2, indeterminate: 1, not_applicable: 7, pending: 3 };
    expect(due(counts)).toBe(8);
    expect(everyItem(counts)).toBe(18);
  });

  it("uses one for one", () => {
    expect([0, 1, 2].map((each) => plural(each, "week"))).toEqual(["0 weeks", "1 week", "2 weeks"]);
    expect(plural(2, "criterion", "criteria")).toBe("2 criteria");
  });

  it("shows an instant as precisely as it is", () => {
    expect(moment("2026-03-14T17:02:00.000Z")).toBe("2026-03-14 17:02 UTC");
    expect(moment("2026-03-14T17:02:09.000Z")).toBe("2026-03-14 17:02:09 UTC");
    expect(moment("2026-03-14T17:02:00.001Z")).toBe("2026-03-14 17:02:00.001 UTC");
    expect(moment("2026-03-14")).toBe("2026-03-14");
    expect(moment("soon")).toBe("soon");
  });

  it("shows a span of one moment once", () => {
    expect(span("2026-03-14", "2026-03-14")).toBe("2026-03-14");
    expect(span("2026-03-14", "2026-03-15")).toBe("2026-03-14 to 2026-03-15");
  });

  it("lists the days of a period, both ends included", () => {
    const period = { from: "2026-02-27", to: "2026-03-01", start: "", end: "" };
    expect(daysOf({ period })).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
    expect(daysOf({ period: { ...period, to: "2026-02-27" } })).toEqual(["2026-02-27"]);
  });

  it("joins words as a person would", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
  });

  it("lowers a word, not an abbreviation", () => {
    expect([lowerFirst("Leavers"), lowerFirst("SSO is on"), lowerFirst("")]).toEqual(["leavers", "SSO is on", ""]);
  });

  it("ends a sentence once", () => {
    expect(["a", "a.", "a!", "", " b "].map(sentence)).toEqual(["a.", "a.", "a!", "", "b."]);
  });
});
