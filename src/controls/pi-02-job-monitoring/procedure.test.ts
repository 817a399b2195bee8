import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { pi02 } from "./control.js";
import { examples } from "./examples.js";

describe("PI-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(pi02, example)).toMatchObject(example.expect);
  });

  it("says when the last run of a day failed", () => {
    const example = examples.find((each) => each.attribute === "A" && each.name === "failed all day");
    expect(example && judgeExample(pi02, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: "run of billing for 2026-03-04 failed at 2026-03-04T23:59:59.999Z and was not repeated",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(pi02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
