import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FontName } from "./font-files.js";
import { codePointName, cutRuns, ownLines, visibleText } from "./text-runs.js";

/** Faces that draw what the real ones do, roughly: Latin, an arrow in the fixed one, Han in the fallback. */
function cut(text: string, font: FontName = "regular") {
  const replaced: number[] = [];
  const draws: Readonly<Record<FontName, RegExp>> = {
    regular: /^[\x20-\u024f]$/,
    semibold: /^[\x20-\u024f]$/,
    italic: /^[\x20-\u017f]$/,
    mono: /^[\x20-\u017f\u2039\u203a\u2192]$/,
    han: /^[\u4e00-\u9fff]$/,
  };
  const runs = cutRuns(text, font, {
    hasGlyph: (face, codePoint) => draws[face].test(String.fromCodePoint(codePoint)),
    onReplaced: (codePoint) => replaced.push(codePoint),
  });
  return { runs, replaced, text: runs.map((run) => run.text).join("") };
}

describe("text cut by face", () => {
  it("keeps to one face where it can, and falls back where it must", () => {
    expect(cut("Łukasz 王小明 → ok").runs).toEqual([
      { font: "regular", text: "Łukasz " },
      { font: "han", text: "王小明 " },
      { font: "mono", text: "→ " },
      { font: "regular", text: "ok" },
    ]);
    expect(cut("plain", "semibold").runs).toEqual([{ font: "semibold", text: "plain" }]);
  });

  it("names what no face draws", () => {
    const { text, replaced, runs } = cut("عمر");
    expect(text).toBe("‹U+0639›‹U+0645›‹U+0631›");
    expect(replaced.map(codePointName)).toEqual(["U+0639", "U+0645", "U+0631"]);
    expect(runs).toEqual([{ font: "mono", text }]);
  });

  it.each([
    ["a bidirectional override", "\u202E", "‹U+202E›"],
    ["an isolate", "\u2066", "‹U+2066›"],
    ["a zero-width space", "\u200B", "‹U+200B›"],
    ["a soft hyphen", "\u00AD", "‹U+00AD›"],
    ["a byte order mark", "\uFEFF", "‹U+FEFF›"],
    ["a control", "\u0007", "‹U+0007›"],
    ["a null", "\u0000", "‹U+0000›"],
    ["an escape", "\u001B", "‹U+001B›"],
    ["half a pair", "\uD800", "‹U+D800›"],
    ["a private character", "\uE000", "‹U+E000›"],
    ["a variation selector", "\uFE0F", "‹U+FE0F›"],
    ["a filler that is drawn as nothing", "\u3164", "‹U+3164›"],
    ["a tag character", "\u{E0041}", "‹U+E0041›"],
    ["a no-break space", "\u00A0", " "],
    ["a tab", "\t", " "],
  ])("shows %s", (_, hidden, shown) => {
    expect(cut(`a${hidden}b`).text).toBe(`a${shown}b`);
    expect(visibleText(`a${hidden}b`)).toBe(`a${shown.replace(/[‹›]/g, "")}b`);
  });

  it("loses nothing: what is set is the text, with names in place of what cannot be", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), (text) => {
        const names = [...text].map((each) => {
          if (/^[\t\p{Zs}]$/u.test(each)) return " ";
          const isDrawn = cut(each).replaced.length === 0;
          return isDrawn ? each : `‹${codePointName(each.codePointAt(0) ?? 0)}›`;
        });
        expect(cut(text).text).toBe(names.join(""));
      }),
    );
  });

  it("takes every kind of line end for one", () => {
    expect(ownLines("a\nb\r\nc\rd\u2028e\u2029f\u0085g")).toEqual(["a", "b", "c", "d", "e", "f", "g"]);
  });
});
