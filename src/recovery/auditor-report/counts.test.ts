import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsIn } from "./counts.js";
import { NUMBER, numberOf } from "./number-words.js";

const inException = (text: string) => countsIn(text, { isException: true });

describe("x of y", () => {
  it("is read in digits, words, both, and with the sample named first", () => {
    const texts = [
      "for 2 of 25 leavers selected access was removed late",
      "two out of twenty-five leavers were not disabled",
      "two (2) of the twenty-five (25) leavers selected were late",
      "2 of a sample of 25 leavers were late",
      "of 25 leavers selected, two were removed late",
      "For a sample of 25 leavers, 2 were not removed",
    ];
    for (const text of texts) {
      expect(inException(text).counted.map(({ deviating, examined }) => [deviating, examined])).toEqual([[2, 25]]);
    }
  });

  it("is several times in one row, each with what it is about", () => {
    const text = "for 2 of 25 workstations no anti-virus was installed, and for 4 of 25 updates were not automatic.";
    expect(inException(text).counted).toEqual([
      { deviating: 2, examined: 25, words: "2 of 25", about: "workstations no anti-virus was installed" },
      { deviating: 4, examined: 25, words: "4 of 25", about: "updates were not automatic" },
    ]);
  });

  it("is no page, no draw, no rate, no decimal and no year", () => {
    const texts = [
      "see page 3 of 9",
      "we selected 25 of 312 changes that were not small",
      "a sample of 40 of 1,240 changes that were late",
      "one in five was late",
      "1.2 of 25 was late",
      "CC6.2 of 25 was not met",
      "For 12 leavers hired after January 1, 2026 was not late",
    ];
    for (const text of texts) expect(inException(text)).toEqual({ counted: [], doubtful: [] });
  });

  it("counts all of all, and is doubtful one above", () => {
    expect(inException("25 of 25 were late").counted).toHaveLength(1);
    expect(inException("26 of 25 were late")).toEqual({
      counted: [],
      doubtful: [{ words: "26 of 25", why: "more deviate than were examined" }],
    });
  });

  it("is doubtful where the words say that the items passed, also inside an exception", () => {
    expect(inException("23 of 25 were approved").doubtful).toEqual([
      { words: "23 of 25", why: "it reads like items that passed" },
    ]);
    expect(countsIn("2 of 25 items", { isException: false }).doubtful).toEqual([
      { words: "2 of 25", why: "it is not said what is the matter with them" },
    ]);
  });
});

describe("numbers", () => {
  it.each([
    ["0", 0],
    ["1,240", 1240],
    ["zero", 0],
    ["none", 0],
    ["nineteen", 19],
    ["twenty", 20],
    ["Twenty-Five", 25],
    ["ninety nine", 99],
    ["a hundred", 100],
    ["one hundred and four", 104],
    ["three hundred twelve", 312],
  ])("%s is %i", (text, value) => {
    expect(new RegExp(`^(?:${NUMBER})$`, "iu").test(text)).toBe(true);
    expect(numberOf(text)).toBe(value);
  });

  it("in words mean what they mean in digits", () => {
    const units =
      "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
        " ",
      );
    const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (value) => {
        const rest = value % 100;
        const below =
          rest < 20 ? units[rest] : `${tens[Math.floor(rest / 10)]}${rest % 10 === 0 ? "" : `-${units[rest % 10]}`}`;
        const head = value < 100 ? "" : `${units[Math.floor(value / 100)]} hundred`;
        const words = [head, rest === 0 ? "" : below].filter((part) => part !== "").join(" and ");
        expect(numberOf(words)).toBe(value);
        expect(inException(`${words} of 999 were late`).counted[0]?.deviating).toBe(value);
      }),
    );
  });
});
