import { expect, it } from "vitest";
import { day, instantOf } from "../../base/instant.js";
import { calendarRows, dayFinder, mondayOf, periodOf, weeksOf } from "./calendar.js";

const PERIOD = { from: day("2026-01-01"), to: day("2026-06-30") };
const ZONE = "America/New_York";

it("ends the period after its last day, in the organisation's zone", () => {
  const { start, end } = periodOf(PERIOD, ZONE);
  expect([instantOf(start), instantOf(end)]).toEqual(["2026-01-01T05:00:00.000Z", "2026-07-01T04:00:00.000Z"]);
});

it("finds the day of every moment of the period and none outside it", () => {
  const dayOf = dayFinder(PERIOD, ZONE);
  const { start, end } = periodOf(PERIOD, ZONE);
  expect([dayOf(start - 1), dayOf(start), dayOf(end - 1), dayOf(end)]).toEqual([
    null,
    "2026-01-01",
    "2026-06-30",
    null,
  ]);
  expect(dayOf(Date.parse("2026-03-08T06:59:59.999Z"))).toBe("2026-03-08");
});

it("numbers weeks as ISO 8601 does, around a new year too", () => {
  const weeks = calendarRows(PERIOD, "UTC").filter(({ kind }) => kind === "week");
  const key = (monday: string) =>
    weeks.find(({ from_at }) => from_at === Date.parse(`${monday}T00:00:00.000Z`))?.period_key;
  expect([key("2025-12-29"), key("2026-01-05"), key("2026-06-29")]).toEqual(["2026-W01", "2026-W02", "2026-W27"]);
  expect(mondayOf(day("2026-01-04"))).toBe("2025-12-29");
});

it("holds the quarters of the period and one on either side, each ending where the next begins", () => {
  const quarters = calendarRows(PERIOD, ZONE).filter(({ kind }) => kind === "quarter");
  expect(quarters.map(({ period_key }) => period_key)).toEqual(["2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]);
  expect(quarters.slice(1).map(({ from_at }) => from_at)).toEqual(quarters.slice(0, -1).map(({ to_at }) => to_at));
});

it("clips the first and last week to the period, without a gap", () => {
  const weeks = weeksOf(PERIOD, ZONE);
  const { start, end } = periodOf(PERIOD, ZONE);
  expect([weeks[0]?.day, weeks[0]?.interval.start, weeks.at(-1)?.interval.end, weeks.length]).toEqual([
    "2026-01-01",
    start,
    end,
    27,
  ]);
  expect(weeks.slice(1).map(({ interval }) => interval.start)).toEqual(
    weeks.slice(0, -1).map(({ interval }) => interval.end),
  );
});
