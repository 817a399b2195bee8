import { expect, it } from "vitest";
import { addDays, addMonths, day, instant, instantOf, isDay, msOf } from "./instant.js";

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
