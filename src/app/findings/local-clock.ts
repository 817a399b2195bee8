import { type EpochMs, HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { offsetAt } from "../../base/zone.js";

/** What the clock on the wall shows at a moment. */
export interface WallTime {
  /** 0 is Monday. */
  readonly weekday: number;
  /** 0 to 23. */
  readonly hour: number;
}

/** Offsets of zones change on a quarter of an hour at the finest. */
const STEP_MS = 15 * MINUTE_MS;

/** Tells weekday and hour in a zone; each quarter of an hour asks the zone once, so that millions of items cost little. */
export function wallClock(zone: string): (at: EpochMs) => WallTime {
  const offsets = new Map<number, number>();
  return (at) => {
    const step = Math.floor(at / STEP_MS);
    let offset = offsets.get(step);
    if (offset === undefined) {
      offset = offsetAt(step * STEP_MS, zone);
      offsets.set(step, offset);
    }
    const hours = Math.floor((at + offset) / HOUR_MS);
    // Day 0 of 1970 was a Thursday.
    return { weekday: mod(Math.floor(hours / 24) + 3, 7), hour: mod(hours, 24) };
  };
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
