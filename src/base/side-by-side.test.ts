import { expect, it } from "vitest";
import { sideBySide } from "./side-by-side.js";

it("keeps the order, whatever ends first, and works on a few at a time", async () => {
  let [running, most] = [0, 0];
  const results = await sideBySide([5, 1, 3, 1, 2, 4], 3, async (turns, index) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    running -= 1;
    return `${index}:${turns}`;
  });
  expect(results).toEqual(["0:5", "1:1", "2:3", "3:1", "4:2", "5:4"]);
  expect(most).toBe(3);
});

it("begins nothing after the first error, and throws it when all that had begun has ended", async () => {
  const [begun, ended]: [number[], number[]] = [[], []];
  const fails = sideBySide([1, 2, 3, 4, 5], 3, async (each) => {
    begun.push(each);
    if (each === 2) throw new RangeError("two");
    await new Promise((resolve) => setTimeout(resolve, 5));
    ended.push(each);
    return each;
  });
  await expect(fails).rejects.toThrow("two");
  expect([begun, ended]).toEqual([
    [1, 2, 3],
    [1, 3],
  ]);
});
