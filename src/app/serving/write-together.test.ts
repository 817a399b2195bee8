import { describe, expect, it } from "vitest";
import { WriteTogether } from "./write-together.js";

describe("writing together", () => {
  it("writes at once what comes alone, and together what comes meanwhile", async () => {
    const writes: (readonly number[])[] = [];
    const together = new WriteTogether<number>(async (items) => {
      await Promise.resolve();
      writes.push(items);
    });
    await Promise.all([1, 2, 3, 4].map((item) => together.add(item)));
    await together.add(5);
    expect(writes).toEqual([[1], [2, 3, 4], [5]]);
  });

  it("says nothing is durable before it is, and tells those whose write failed, and only those", async () => {
    let written = 0;
    const together = new WriteTogether<number>(async (items) => {
      await Promise.resolve();
      if (items.includes(2)) throw new Error("disk full");
      written += items.length;
    });
    const first = together.add(1).then(() => written);
    const failing = [together.add(2), together.add(3)];
    expect(await first).toBe(1);
    expect(await Promise.allSettled(failing)).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    await together.add(4);
    expect(written).toBe(2);
  });

  it("writes no more at once than one statement takes", async () => {
    const sizes: number[] = [];
    const together = new WriteTogether<number>(async (items) => {
      await Promise.resolve();
      sizes.push(items.length);
    });
    await Promise.all(Array.from({ length: 1_202 }, (_, item) => together.add(item)));
    expect(sizes).toEqual([1, 500, 500, 201]);
  });
});
