import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ir02 } from "./control.js";
import { examples } from "./examples.js";

describe("IR-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ir02, example)).toMatchObject(example.expect);
  });

  it("counts the actions that were late", () => {
    const example = examples.find((each) => each.attribute === "D" && each.name === "one done one ms late");
    expect(example && judgeExample(ir02, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "1 of 2 actions of incident INC-12 done after their date, at most 0 min late",
      lateness: { lateMs: 1, allowedMs: 22 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ir02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
