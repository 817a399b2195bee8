import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hanging, inkOf, plain, widthOf, wrap } from "./terminal-text.js";

describe("widthOf", () => {
  it("counts wide letters twice and marks not at all", () => {
    expect(["abc", "日本", "e\u0301", "한글", "🙂", "ﾊﾝ", ""].map(widthOf)).toEqual([3, 4, 1, 4, 2, 2, 0]);
  });
});

describe("wrap", () => {
  it("breaks at blanks, at the last column that fits", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrap("one two three", 6)).toEqual(["one", "two", "three"]);
  });

  it("breaks a word only when it is wider than the line", () => {
    expect(wrap("a abcdefgh b", 4)).toEqual(["a", "abcd", "efgh", "b"]);
    expect(wrap("日本語文", 5)).toEqual(["日本", "語文"]);
  });

  it("gives one empty line for nothing", () => {
    expect(wrap("", 10)).toEqual([""]);
  });

  it("loses no letter and keeps to the width", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", " ", "日", "é") }),
        fc.integer({ min: 2, max: 30 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("hanging", () => {
  it("puts the lead on the first line and blanks on the others", () => {
    expect(hanging("  1. ", "alpha beta gamma delta", 26)).toBe("  1. alpha beta gamma\n     delta");
  });
});

describe("plain", () => {
  it("leaves nothing that a terminal would obey", () => {
    expect(plain("a\u001b[2J\u0007b\r\nc\u202Ed\u009b1m")).toBe("a?[2J?b c?d?1m");
  });
});

describe("inkOf", () => {
  it("colours only when asked", () => {
    expect(inkOf(true).bold("x")).toBe("\u001b[1mx\u001b[22m");
    expect([inkOf(false).bold("x"), inkOf(false).bad("x"), inkOf(true).quiet("")]).toEqual(["x", "x", ""]);
  });
});
