import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { hr03 } from "./control.js";
import { examples } from "./examples.js";

describe("HR-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(hr03, example)).toMatchObject(example.expect);
  });

  it("says how late it was", () => {
    const example = examples.find(({ name }) => name === "back from leave, one ms late");
    expect(example && judgeExample(hr03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "acknowledged at 2026-03-25T00:00:00.000Z, 0 min after it was due at 2026-03-24T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 51 * DAY_MS - 1 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(hr03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
