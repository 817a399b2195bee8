import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, day, instantOf } from "./instant.js";
import { dayAt, endOfDay, endOfDayAfter, isZone, offsetAt, startOfDay } from "./zone.js";

const start = (text: string, zone: string) => instantOf(startOfDay(day(text), zone));

it("knows IANA zones and refuses made-up ones", () => {
  expect(isZone("Asia/Kolkata")).toBe(true);
  expect(isZone("Mars/Olympus")).toBe(false);
});

describe("startOfDay", () => {
  it("is midnight where people are", () => {
    expect(start("2026-01-15", "America/New_York")).toBe("2026-01-15T05:00:00.000Z");
    expect(start("2026-07-15", "America/New_York")).toBe("2026-07-15T04:00:00.000Z");
    expect(start("2026-01-15", "Asia/Kolkata")).toBe("2026-01-14T18:30:00.000Z");
  });

  it("is the first moment that exists when the clock jumps over midnight", () => {
    expect(start("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  });

  it("is the earlier midnight when it comes twice", () => {
    expect(start("2018-02-18", "America/Sao_Paulo")).toBe("2018-02-18T03:00:00.000Z");
  });
});

it("makes a day of 23 and of 25 hours where clocks change", () => {
  const hours = (text: string) =>
    (endOfDay(day(text), "Europe/Berlin") - startOfDay(day(text), "Europe/Berlin")) / 3_600_000;
  expect([hours("2026-03-29"), hours("2026-10-25"), hours("2026-06-01")]).toEqual([23, 25, 24]);
});

it("puts the last millisecond of a day on that day, and the next one on the next", () => {
  const end = endOfDay(day("2026-03-04"), "America/New_York");
  expect([dayAt(end - 1, "America/New_York"), dayAt(end, "America/New_York")]).toEqual(["2026-03-04", "2026-03-05"]);
});

it("tells offsets on either side of a change, asked in any order, also where clocks change by half an hour", () => {
  // Lord Howe Island turned its clocks at 2026-04-04T15:00Z, by thirty minutes.
  const change = Date.UTC(2026, 3, 4, 15);
  const hours = (ms: number) => offsetAt(ms, "Australia/Lord_Howe") / 3_600_000;
  expect([change, change - 1, change - 900_000, change + 900_000, change].map(hours)).toEqual([
    10.5, 11, 11, 10.5, 10.5,
  ]);
});

it("ends the day that comes some days later where that day ends, whatever the clocks do between", () => {
  const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata");
  const moments = fc.integer({ min: Date.UTC(2017, 0, 1), max: Date.UTC(2027, 0, 1) });
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 400 }), zones, (from, days, zone) => {
      expect(endOfDayAfter(from, { days, zone })).toBe(endOfDay(addDays(dayAt(from, zone), days), zone));
    }),
    { numRuns: 2_000 },
  );
});
