import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { bcp02 } from "./control.js";
import { examples } from "./examples.js";

describe("BCP-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(bcp02, example)).toMatchObject(example.expect);
  });

  it("says which test is missing", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "not tested");
    expect(example && judgeExample(bcp02, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no restore test of relational for 2026-H1 by 2026-06-30T23:59:59.999Z, nor later",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(bcp02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
