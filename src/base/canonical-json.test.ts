import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson, isCanonicalJson, type Json } from "./canonical-json.js";

it("orders keys by UTF-16 units, leaves out undefined, spells each value one way", () => {
  expect(canonicalJson({ b: [1, null, true], a: "é\n", "\u{1F600}": -0, "\uFB33": undefined })).toBe(
    '{"a":"é\\n","b":[1,null,true],"\u{1F600}":0}',
  );
});

it("refuses what would differ between machines", () => {
  for (const value of [0.1, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
    expect(() => canonicalJson(value)).toThrow("safe integer");
  expect(() => canonicalJson("\uD800")).toThrow("lone surrogate");
});

it("law: reads back as the same value, whatever the order its keys were made in", () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ unit: "grapheme" }),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => {
      const text = canonicalJson(json as Json);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(canonicalJson(reversed(json))).toBe(text);
    }),
  );
});

function reversed(value: unknown): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, each]) => [key, reversed(each)]),
    );
  }
  return value as Json;
}

it("law: tells canonical text from every other spelling as comparing does", () => {
  const spellings = fc
    .tuple(fc.jsonValue(), fc.constantFrom(0, 1))
    .map(([value, indent]) => JSON.stringify(value, null, indent));
  fc.assert(
    fc.property(spellings, (text) => {
      const value: Json = JSON.parse(text);
      expect(isCanonicalJson(text, value)).toBe(spelledAs(value) === text);
    }),
  );
});

it("knows the spellings that a parser forgives", () => {
  for (const text of ['{"b":1,"a":2}', '{"a":1,"a":1}', "1.0", "-0", "1e2", '"\\u0041"', '"\\ud800"', " 1", "0.5"]) {
    expect([text, isCanonicalJson(text, JSON.parse(text))]).toEqual([text, false]);
  }
});

/** The canonical text; `undefined` where there is none. */
function spelledAs(value: Json): string | undefined {
  try {
    return canonicalJson(value);
  } catch {
    return undefined;
  }
}

it("spells every character as JSON does, those too that need no escape", () => {
  for (let code = 0; code < 0x120; code += 1) {
    const text = `a${String.fromCharCode(code)}b`;
    expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }));
  }
});
