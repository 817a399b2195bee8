import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakLines, type Measure } from "./text-lines.js";

/** Every character is one wide. */
const measure: Measure = {
  cut: (text) => (text === "" ? [] : [{ font: "regular", text }]),
  widthOf: ({ text }) => [...text].length,
};

function lines(text: string, width: number): readonly string[] {
  return breakLines(text, width, measure).map(({ runs }) => runs.map((run) => run.text).join(""));
}

describe("a text broken into lines", () => {
  it("breaks at spaces, at the last that fits", () => {
    expect(lines("one two three", 7)).toEqual(["one two", "three"]);
    expect(lines("one two three", 8)).toEqual(["one two", "three"]);
    expect(lines("one two", 6)).toEqual(["one", "two"]);
  });

  it("breaks a word only where it is wider than a line, after a mark if there is one", () => {
    expect(lines("see repository/platform-core", 12)).toEqual(["see", "repository/", "platform-", "core"]);
    expect(lines("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  });

  it("breaks beside characters of scripts without spaces", () => {
    expect(lines("王小明 ok", 2)).toEqual(["王小", "明", "ok"]);
  });

  it("keeps its own line ends, and an empty text as a line", () => {
    expect(lines("a\n\nb", 9)).toEqual(["a", "", "b"]);
    expect(lines("", 9)).toEqual([""]);
  });

  it("takes a character at least, however narrow the line", () => {
    expect(lines("abc", 0)).toEqual(["a", "b", "c"]);
  });

  it("says how wide each line is", () => {
    expect(breakLines("one two", 6, measure).map(({ width }) => width)).toEqual([3, 3]);
  });

  it("loses nothing but spaces at breaks, and no line is too wide", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "/", "-", "王", "é") }), { maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 20 }), (parts, width) => {
        const text = parts.join(" ");
        const broken = lines(text, width);
        expect(broken.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(Math.max(...broken.map((line) => line.length))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
