import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { bcp05 } from "./control.js";
import { examples } from "./examples.js";

describe("BCP-05", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(bcp05, example)).toMatchObject(example.expect);
  });

  it("says since when a review is missing", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "never again");
    expect(example && judgeExample(bcp05, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no continuity review by 2026-03-10T23:59:59.999Z, nor later",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(bcp05, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
