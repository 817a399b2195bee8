import { describe, expect, it } from "vitest";
import { instantOf } from "../../base/instant.js";
import { TokenBuckets } from "./token-bucket.js";

const at = (ms: number) => instantOf(Date.UTC(2026, 0, 1) + ms);

describe("a bucket of tokens", () => {
  it("gives a burst at once, then one for each sixtieth of the rate, to the tick", () => {
    const buckets = new TokenBuckets({ per_minute: 60, burst: 3 });
    const take = (ms: number) => buckets.take("a", at(ms));
    expect([take(0), take(0), take(0)].map(({ isAllowed, remaining }) => [isAllowed, remaining])).toEqual([
      [true, 2],
      [true, 1],
      [true, 0],
    ]);
    expect(take(0)).toEqual({ isAllowed: false, limit: 3, remaining: 0, resetSeconds: 3, retrySeconds: 1 });
    expect([take(999).isAllowed, take(1_000).isAllowed, take(1_000).isAllowed]).toEqual([false, true, false]);
  });

  it("never holds more than the burst, however long nobody asks", () => {
    const buckets = new TokenBuckets({ per_minute: 60, burst: 2 });
    buckets.take("a", at(0));
    const later = [1, 2, 3].map(() => buckets.take("a", at(3_600_000)).isAllowed);
    expect(later).toEqual([true, true, false]);
  });

  it("answers steadily whoever asks no faster than the rate", () => {
    const buckets = new TokenBuckets({ per_minute: 6_000, burst: 10 });
    const asked = Array.from({ length: 6_000 }, (_, n) => buckets.take("a", at(n * 10)).isAllowed);
    expect(asked.every(Boolean)).toBe(true);
  });

  it("says how long to wait where the rate is less than one a second", () => {
    const buckets = new TokenBuckets({ per_minute: 2, burst: 1 });
    buckets.take("a", at(0));
    expect(buckets.take("a", at(1_000))).toMatchObject({ isAllowed: false, retrySeconds: 29, resetSeconds: 29 });
    expect(buckets.take("a", at(30_000)).isAllowed).toBe(true);
  });

  it("counts everybody apart, and gives nothing for a clock that was set back", () => {
    const buckets = new TokenBuckets({ per_minute: 60, burst: 1 });
    expect([buckets.take("a", at(5_000)).isAllowed, buckets.take("b", at(5_000)).isAllowed]).toEqual([true, true]);
    expect(buckets.take("a", at(0)).isAllowed).toBe(false);
    expect(buckets.take("a", at(1_000)).isAllowed).toBe(true);
  });

  it("forgets who has not asked for longest", () => {
    const buckets = new TokenBuckets({ per_minute: 1, burst: 1 });
    buckets.take("first", at(0));
    for (let n = 0; n < 20_000; n += 1) buckets.take(`other-${n}`, at(0));
    expect([buckets.take("first", at(0)).isAllowed, buckets.take("other-19999", at(0)).isAllowed]).toEqual([
      true,
      false,
    ]);
  });
});
