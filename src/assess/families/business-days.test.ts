import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, DAY_MS, day, instantOf } from "../../base/instant.js";
import { dayAt } from "../../base/zone.js";
import { type BusinessCalendar, businessDeadline, isBusinessDay } from "./business-days.js";

const utc: BusinessCalendar = { zone: "UTC", holidays: [] };

function due(from: string, days: number, calendar = utc): string {
  return instantOf(businessDeadline({ from: Date.parse(from), days, calendar }));
}

describe("a deadline in business days", () => {
  it("is the end of the next day in the middle of a week", () => {
    expect(due("2026-03-03T15:00:00Z", 1)).toBe("2026-03-04T23:59:59.999Z");
  });

  it("passes over a weekend, whether the act was on Friday, Saturday or Sunday", () => {
    expect(due("2026-03-06T23:59:59.999Z", 1)).toBe("2026-03-09T23:59:59.999Z");
    expect(due("2026-03-07T00:00:00Z", 1)).toBe("2026-03-09T23:59:59.999Z");
    expect(due("2026-03-08T12:00:00Z", 1)).toBe("2026-03-09T23:59:59.999Z");
    expect(due("2026-03-06T12:00:00Z", 2)).toBe("2026-03-10T23:59:59.999Z");
  });

  it("passes over holidays, also those next to a weekend", () => {
    const easter = { zone: "UTC", holidays: ["2026-04-03", "2026-04-06"] };
    expect(due("2026-04-02T09:00:00Z", 1, easter)).toBe("2026-04-07T23:59:59.999Z");
  });

  it("counts the days of the zone, not of UTC", () => {
    const auckland = { zone: "Pacific/Auckland", holidays: [] };
    // 12:30 UTC on Thursday is already Friday in Auckland.
    expect(due("2026-06-04T12:30:00Z", 1, auckland)).toBe("2026-06-08T11:59:59.999Z");
    expect(due("2026-06-04T11:30:00Z", 1, auckland)).toBe("2026-06-05T11:59:59.999Z");
  });

  it("ends at local midnight on both sides of a clock change", () => {
    const berlin = { zone: "Europe/Berlin", holidays: [] };
    expect(due("2026-03-27T12:00:00Z", 1, berlin)).toBe("2026-03-30T21:59:59.999Z");
    expect(due("2026-03-26T12:00:00Z", 1, berlin)).toBe("2026-03-27T22:59:59.999Z");
    expect(due("2026-10-23T12:00:00Z", 1, berlin)).toBe("2026-10-26T22:59:59.999Z");
  });

  it("is the end of the day itself for no days at all", () => {
    expect(due("2026-03-07T10:00:00Z", 0)).toBe("2026-03-07T23:59:59.999Z");
  });

  it("has exactly that many business days after the act, and falls on one", () => {
    const start = Date.parse("2026-01-01T00:00:00Z");
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY_MS }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"),
        (offset, days, zone) => {
          const calendar = { zone, holidays: ["2026-05-01", "2026-12-25"] };
          const from = start + offset;
          const last = dayAt(businessDeadline({ from, days, calendar }), zone);
          let count = 0;
          for (let each = addDays(dayAt(from, zone), 1); each <= last; each = addDays(each, 1)) {
            if (isBusinessDay(each, calendar)) count += 1;
          }
          return count === days && isBusinessDay(day(last), calendar);
        },
      ),
      { numRuns: 200 },
    );
  });
});
