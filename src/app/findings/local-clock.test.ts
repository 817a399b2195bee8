import { expect, it } from "vitest";
import { wallClock } from "./local-clock.js";

const at = (zone: string, text: string) => {
  const { weekday, hour } = wallClock(zone)(Date.parse(text));
  return [weekday, hour];
};

it("tells weekday and hour as the clock on the wall does, Monday first", () => {
  expect(at("UTC", "2026-01-05T00:00:00.000Z")).toEqual([0, 0]);
  expect(at("UTC", "2026-01-04T23:59:59.999Z")).toEqual([6, 23]);
  expect(at("America/New_York", "2026-01-05T04:59:59.999Z")).toEqual([6, 23]);
  expect(at("America/New_York", "2026-01-05T05:00:00.000Z")).toEqual([0, 0]);
  expect(at("UTC", "1969-12-31T23:00:00.000Z")).toEqual([2, 23]);
});

it("follows the change to summer time, to the millisecond", () => {
  const berlin = wallClock("Europe/Berlin");
  const hours = ["2026-03-29T00:59:59.999Z", "2026-03-29T01:00:00.000Z"].map((text) => berlin(Date.parse(text)).hour);
  expect(hours).toEqual([1, 3]);
});

it("knows zones that are off by a quarter of an hour", () => {
  expect(at("Asia/Kathmandu", "2026-01-05T18:14:59.999Z")).toEqual([0, 23]);
  expect(at("Asia/Kathmandu", "2026-01-05T18:15:00.000Z")).toEqual([1, 0]);
});
