import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays, addMonths, day, instant, instantOf, isDay, isInstant, msOf } from "./instant.js";

it("reads one width of text only", () => {
  expect(msOf(instant("2026-01-01T00:00:00.000Z"))).toBe(Date.UTC(2026, 0, 1));
  for (const text of [
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.000+00:00",
    "2026-13-01T00:00:00.000Z",
    "2026-01-01",
  ]) {
    expect(() => instant(text), text).toThrow("not a canonical instant");
  }
  expect(instantOf(0)).toBe("1970-01-01T00:00:00.000Z");
});

it("knows which days exist", () => {
  expect(isDay("2024-02-29")).toBe(true);
  expect(isDay("2026-02-29")).toBe(false);
  expect(isDay("0000-00-00")).toBe(false);
  expect(() => day("2026-2-1")).toThrow("not a calendar day");
});

it("adds calendar months, ending a long month on the last day of a short one", () => {
  expect(addMonths(day("2026-01-31"), 1)).toBe("2026-02-28");
  expect(addMonths(day("2024-01-31"), 1)).toBe("2024-02-29");
  expect(addMonths(day("2026-03-31"), -13)).toBe("2025-02-28");
  expect(addDays(day("2026-02-28"), 1)).toBe("2026-03-01");
});

it("law: an instant is what reads back as itself, in one width", () => {
  const readsBack = (text: string) => {
    const ms = Date.parse(text);
    return text.length === 24 && !Number.isNaN(ms) && instantOf(ms) === text;
  };
  const two = (max: number) => fc.nat(max).map((value) => String(value).padStart(2, "0"));
  const parts = fc.tuple(fc.constantFrom("0000", "1900", "2000", "2023", "2024"), two(14), two(33), two(25), two(61));
  fc.assert(
    fc.property(parts, fc.constantFrom("00.000Z", "59.999Z", "60.000Z", "00Z", "00.000z"), (each, end) => {
      const [year, month, date, hour, minute] = each;
      const text = `${year}-${month}-${date}T${hour}:${minute}:${end}`;
      expect(isInstant(text), text).toBe(readsBack(text));
    }),
    { numRuns: 500 },
  );
  const last = ["2023-02-28", "2023-02-29", "2024-02-29", "2024-02-30", "2024-04-30", "2024-04-31", "2024-12-31"];
  expect(last.map((date) => isInstant(`${date}T23:59:59.999Z`))).toEqual([true, false, true, false, true, false, true]);
  expect(isInstant("2024-01-01T24:00:00.000Z")).toBe(false);
  expect(isInstant("+010000-01-01T00:00:00.000Z")).toBe(false);
});
