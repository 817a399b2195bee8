import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SharedOpen } from "./shared-open.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Something that says how often it was opened, and which of its openings are closed. */
function counted(look?: () => Promise<string>) {
  const closed: number[] = [];
  let opened = 0;
  const shared = new SharedOpen({
    async open() {
      opened += 1;
      const number = opened;
      return { number, close: async () => void closed.push(number) };
    },
    ...(look === undefined ? {} : { look }),
  });
  return { shared, closed, numberNow: () => shared.read(async ({ number }) => number) };
}

describe("what is open for all who read", () => {
  it("is opened once for those who come together, and anew after ten seconds, to the tick", async () => {
    const { closed, numberNow } = counted();
    expect(await Promise.all([numberNow(), numberNow(), numberNow()])).toEqual([1, 1, 1]);
    vi.setSystemTime(9_999);
    expect(await numberNow()).toBe(1);
    vi.setSystemTime(10_000);
    expect(await Promise.all([numberNow(), numberNow()])).toEqual([2, 2]);
    expect(closed).toEqual([1]);
  });

  it("stays open while it looks the same, is looked at again ten seconds later, and not before", async () => {
    let looks = 0;
    let seen = "a";
    const { closed, numberNow } = counted(async () => {
      looks += 1;
      return seen;
    });
    await numberNow();
    vi.setSystemTime(10_000);
    expect([await numberNow(), await numberNow(), looks]).toEqual([1, 1, 2]);
    seen = "b";
    vi.setSystemTime(19_999);
    expect([await numberNow(), looks]).toEqual([1, 2]);
    vi.setSystemTime(20_000);
    expect([await numberNow(), looks, closed]).toEqual([2, 3, [1]]);
  });

  it("is closed when the last who reads it is done, and not before", async () => {
    const { shared, closed, numberNow } = counted();
    let end = () => {};
    const reading = shared.read(() => new Promise<void>((done) => (end = done)));
    await numberNow();
    vi.setSystemTime(10_000);
    expect(await numberNow()).toBe(2);
    expect(closed).toEqual([]);
    end();
    await reading;
    expect(closed).toEqual([1]);
    await shared.close();
    expect(closed).toEqual([1, 2]);
  });

  it("is not held when it could not be opened: the next who asks tries again", async () => {
    let isBroken = true;
    const shared = new SharedOpen({
      async open() {
        if (isBroken) throw new Error("no");
        return { close: async () => undefined };
      },
      look: async () => "same",
    });
    await expect(shared.read(async () => 1)).rejects.toThrow("no");
    isBroken = false;
    expect(await shared.read(async () => 1)).toBe(1);
  });
});
