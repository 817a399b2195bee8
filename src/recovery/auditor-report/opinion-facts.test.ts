import { describe, expect, it } from "vitest";
import { opinionFacts } from "./opinion-facts.js";

const opinion = (text: string, basis?: string) =>
  opinionFacts({
    statements: [{ kind: "opinion", text }, ...(basis === undefined ? [] : [{ kind: "basis" as const, text: basis }])],
    otherLines: [],
  });

describe("the opinion", () => {
  it.each([
    ["In our opinion, in all material respects, the controls operated effectively.", "unqualified"],
    ["In our opinion, except for the effects of the matter described, in all material respects, ...", "qualified"],
    ["We give an adverse opinion.", "adverse"],
    ["We do not express an opinion.", "disclaimer"],
    ["We give an unqualified opinion.", "unqualified"],
    ["A qualified opinion was considered, then an adverse opinion.", null],
    ["Our opinion follows.", null],
  ])("%s: %s", (text, kind) => {
    expect(opinion(text).opinion).toBe(kind);
  });
});

describe("the period", () => {
  it.each([
    ["throughout the period January 1, 2026 to June 30, 2026", "2026-01-01", "2026-06-30"],
    ["for the period 1 January 2026 through 30 June 2026", "2026-01-01", "2026-06-30"],
    ["during the period 1st of Jan. 2026 until 30th June 2026", "2026-01-01", "2026-06-30"],
    ["throughout the period January 1 to June 30, 2026", "2026-01-01", "2026-06-30"],
    ["period: 2026-01-01 to 2026-06-30", "2026-01-01", "2026-06-30"],
  ])("%s", (text, from, to) => {
    expect(opinion(text).period).toEqual({ from, to });
  });

  it.each([
    "throughout the period 01/02/2026 to 03/04/2026",
    "throughout the period 2026-06-30 to 2026-01-01",
    "throughout the period February 30, 2026 to June 30, 2026",
    "it did not operate effectively from 1 May 2026 to 31 May 2026",
  ])("is not read from %s", (text) => {
    expect(opinion(text).period).toBeNull();
  });

  it("is never the stretch that the basis names", () => {
    expect(opinion("In our opinion ...", "during the period 2026-05-01 to 2026-05-31 it failed").period).toBeNull();
  });
});

describe("type and basis", () => {
  it("are read, and left out where the words contradict themselves", () => {
    expect(opinion("SOC 2 Type 2").type).toBe("II");
    expect(opinion("a type I report").type).toBe("I");
    expect(opinion("a type I report follows a type II report").type).toBeNull();
  });

  it("names no criterion to win back under an unqualified opinion", () => {
    const text = "We give an unqualified opinion.";
    expect(opinion(text, "Criterion CC6.3 was considered.").basisCriteria).toEqual([]);
    expect(opinion("We give a qualified opinion.", "Criterion CC6.3 was not met.").basisCriteria).toEqual(["CC6.3"]);
  });
});
