import { describe, expect, it } from "vitest";
import { z } from "zod";
import { assertPlain } from "./plain-input.js";

function placesIn(body: unknown, query: unknown = {}): readonly string[] {
  try {
    assertPlain({ params: {}, query, body });
    return [];
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    return error.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  }
}

function nested(depth: number): unknown {
  return JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
}

describe("what every route refuses", () => {
  it("is NUL and half a character, wherever they stand", () => {
    expect(placesIn({ text: "a\u0000b", on: ["\ud800"] }, { q: "\u0000" }).toSorted()).toEqual([
      "body.on.0 holds half a character: a surrogate without its other half",
      "body.text holds the character NUL",
      "query.q holds the character NUL",
    ]);
    expect(placesIn({ "a\u0000": 1 })).toEqual(["body holds the character NUL"]);
  });

  it("is not what is merely strange", () => {
    expect(placesIn({ text: "\u{1f4a9} \u202e <script> '; -- ../", none: null, n: 1e308 })).toEqual([]);
    expect(placesIn(undefined)).toEqual([]);
  });

  it("is what is deeper than anything that routes take, however deep", () => {
    expect(placesIn(nested(40))).toEqual([]);
    expect(placesIn(nested(400_000))).toEqual(["body.0.0 too many values within each other"]);
  });

  it("names no more places than anybody reads", () => {
    expect(placesIn(Array.from({ length: 1_000 }, () => "\u0000"))).toHaveLength(20);
  });
});
