import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comparison } from "./attack-family.js";

const DISK = { expected: "disk-failed" };
const isAsExpected = (...args: Parameters<typeof comparison>) => {
  const { compared, expected } = comparison(...args);
  return JSON.stringify(compared) === JSON.stringify(expected);
};

describe("what an attack expects", () => {
  it("is the first code, where all codes are the verifier's", () => {
    expect(isAsExpected({}, DISK, ["disk-failed", "TILE_MISSING"])).toBe(true);
    expect(isAsExpected({}, DISK, ["TILE_MISSING", "disk-failed"])).toBe(false);
    expect(isAsExpected({}, DISK, [])).toBe(false);
  });

  it("is every code where all are compared, so that nothing hides behind what was said before it", () => {
    const all = { comparesAll: true } as const;
    expect(isAsExpected(all, DISK, ["disk-failed", "disk-failed"])).toBe(true);
    for (const hidden of ["LOST", "TILE_MISSING", "MIRROR_EXTRA_VERSION"]) {
      expect([hidden, isAsExpected(all, DISK, ["disk-failed", hidden])]).toEqual([hidden, false]);
    }
    const also = { ...DISK, also: ["LOST"] };
    expect(isAsExpected(all, also, ["disk-failed", "LOST", "LOST"])).toBe(true);
    expect(isAsExpected(all, also, ["disk-failed"])).toBe(false);
  });

  it("is nothing where nobody can see it", () => {
    expect(isAsExpected({}, { expected: null }, [])).toBe(true);
    expect(isAsExpected({}, { expected: null }, ["LOST"])).toBe(false);
  });
});

/** Where this file stands, and with it every family. */
const FOLDER = "tests/attacks";
/** A case of a family: `number: 20`, or the first of a tuple, before its title. */
const CASES = [/\bnumber: (\d+),/g, /\[\s*(\d+),\s*"/g];
/** A test that is called by its numbers; tests of one file may try one attack in several manners. */
const NAMED = /\b(?:it|describe)\("(\d+(?:, \d+)*)[.:] /g;

it("gives no number of an attack twice in all families", () => {
  const places = new Map<string, string[]>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".test.ts"))) {
    const text = readFileSync(join(FOLDER, file), "utf8");
    const cases = CASES.flatMap((form) => [...text.matchAll(form)].map(([, number = ""]) => number));
    const named = [...text.matchAll(NAMED)].flatMap(([, numbers = ""]) => numbers.split(", "));
    // A form that is not known here would hide its numbers.
    if (/^attackFamily</m.test(text)) expect([file, cases.length > 0]).toEqual([file, true]);
    for (const number of [...cases, ...new Set(named)]) places.set(number, [...(places.get(number) ?? []), file]);
  }
  expect(places.size).toBeGreaterThan(150);
  expect([...places].filter(([, files]) => files.length > 1)).toEqual([]);
});
