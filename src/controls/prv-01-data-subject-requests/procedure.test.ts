import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { prv01 } from "./control.js";
import { examples } from "./examples.js";

describe("PRV-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(prv01, example)).toMatchObject(example.expect);
  });

  it("measures against the deadline that an extension gave", () => {
    const example = examples.find((each) => each.attribute === "B" && each.name === "extended, one ms late");
    expect(example && judgeExample(prv01, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "answer to privacy request R-1 at 2026-05-04T00:00:00.000Z, due 2026-05-03T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 7_829_999_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(prv01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
