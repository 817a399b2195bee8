import fc from "fast-check";
import { expect, test } from "vitest";
import { datePattern, excelDate, isoInstant, isoLocal, momentOf } from "./dates.js";

test.each([
  ["2026-02-01T10:00:00Z", "2026-02-01T10:00:00.000Z"],
  ["2026-02-01T10:00:00.1239Z", "2026-02-01T10:00:00.123Z"],
  ["2026-02-01 10:00:00 UTC", "2026-02-01T10:00:00.000Z"],
  ["2026-02-01T10:00:00.000+0100", "2026-02-01T09:00:00.000Z"],
  ["2026-02-01T10:00-05:30", "2026-02-01T15:30:00.000Z"],
  ["2026-02-01T10:00:00+01", "2026-02-01T09:00:00.000Z"],
])("%s is a point in time", (text, expected) => {
  expect(isoInstant(text)).toBe(Date.parse(expected));
});

test.each(["2026-02-01T10:00:00", "2026-02-30T10:00:00Z", "2026-02-01", "2026-02-01T25:00:00Z", "", "now"])(
  "%j is none",
  (text) => {
    expect(isoInstant(text)).toBeUndefined();
  },
);

test.each([
  ["DD/MM/YYYY", "03/04/2026", "2026-04-03"],
  ["MM/DD/YYYY", "03/04/2026", "2026-03-04"],
  ["D.M.YY", "3.4.26", "2026-04-03"],
  ["DD-MMM-YYYY", "04-Sept-2026", "2026-09-04"],
  ["YYYYMMDD", "20260304", "2026-03-04"],
])("%s reads %s", (format, text, expected) => {
  expect(datePattern(format)(text)).toEqual({ day: expected, timeMs: undefined });
});

test("a format refuses days and times that do not exist", () => {
  expect(datePattern("DD/MM/YYYY")("31/02/2026")).toBeUndefined();
  expect(datePattern("DD/MMM/YY h:mm A")("02/Mar/26 13:04 PM")).toBeUndefined();
  expect(datePattern("DD/MMM/YY h:mm A")("02/Mar/26 12:04 AM")).toEqual({ day: "2026-03-02", timeMs: 240_000 });
});

test("Excel's serial numbers: the first that is no leap-year accident, and a time of day", () => {
  expect(excelDate(61)).toEqual({ day: "1900-03-01", timeMs: undefined });
  expect(excelDate(60)).toBeUndefined();
  expect(excelDate(45_352.75)).toEqual({ day: "2024-03-01", timeMs: 64_800_000 });
});

test("a wall clock that shows a time twice means the earlier one; one that skips it, the offset before", () => {
  const at = (text: string) => momentOf(isoLocal(text) ?? expect.fail(), "Europe/Berlin");
  expect(at("2026-10-25T02:30:00")).toBe(Date.parse("2026-10-25T00:30:00Z"));
  expect(at("2026-03-29T02:30:00")).toBe(Date.parse("2026-03-29T01:30:00Z"));
});

test("any moment comes back from its own text", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }), (date) => {
      expect(isoInstant(date.toISOString())).toBe(date.getTime());
    }),
  );
});
