import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { chg09 } from "./control.js";
import { examples } from "./examples.js";

describe("CHG-09", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(chg09, example)).toMatchObject(example.expect);
  });

  it("says what was found and that nobody waived it", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "something found");
    expect(example && judgeExample(chg09, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: "merged with findings (dependency-scan: failure) that nobody waived",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(chg09, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
