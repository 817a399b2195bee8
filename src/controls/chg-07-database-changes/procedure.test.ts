import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { chg07 } from "./control.js";
import { examples } from "./examples.js";

describe("CHG-07", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(chg07, example)).toMatchObject(example.expect);
  });

  it("says what ran without what", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "none");
    expect(example && judgeExample(chg07, example)).toEqual({
      state: "deviation",
      kind: "unauthorised",
      detail: "ran at 2026-03-04T12:00:00.000Z without approval",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(chg07, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
