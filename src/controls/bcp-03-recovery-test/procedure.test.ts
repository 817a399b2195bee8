import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { bcp03 } from "./control.js";
import { examples } from "./examples.js";

describe("BCP-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(bcp03, example)).toMatchObject(example.expect);
  });

  it("says what was measured and promised", () => {
    const example = examples.find(({ attribute, name }) => attribute === "C" && name === "recovery too slow");
    expect(example && judgeExample(bcp03, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: "recovered in 8.1 h with 24 h of data lost, without an action; promised 8 h and 24 h",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(bcp03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
