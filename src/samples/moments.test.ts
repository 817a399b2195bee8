import { expect, it } from "vitest";
import { instantOf } from "../base/instant.js";
import { at, daysBetween, seconds, weekdays } from "./moments.js";

it.each([
  ["2026-01-15", "09:30", "America/New_York", "2026-01-15T14:30:00.000Z"],
  ["2026-03-07", "23:59:59", "America/New_York", "2026-03-08T04:59:59.000Z"],
  ["2026-03-08", "12:00", "America/New_York", "2026-03-08T16:00:00.000Z"],
  ["2026-03-29", "00:00", "Europe/London", "2026-03-29T00:00:00.000Z"],
  ["2026-03-30", "00:00", "Europe/London", "2026-03-29T23:00:00.000Z"],
  ["2026-06-01", "00:00", "Asia/Kolkata", "2026-05-31T18:30:00.000Z"],
  ["2026-06-01", "08:00", "UTC", "2026-06-01T08:00:00.000Z"],
])("%s %s in %s is %s", (day, clock, zone, expected) => {
  expect(instantOf(at(day, clock, zone))).toBe(expected);
});

it("prints moments without milliseconds", () => {
  expect(seconds(at("2026-06-01", "08:00"))).toBe("2026-06-01T08:00:00Z");
});

it("lists days with both ends, and the working days among them", () => {
  const days = daysBetween("2026-02-27", "2026-03-02");
  expect(days).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
  expect(weekdays(days)).toEqual(["2026-02-27", "2026-03-02"]);
});
