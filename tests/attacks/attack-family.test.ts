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
