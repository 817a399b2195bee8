import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ven01 } from "./control.js";
import { examples } from "./examples.js";

describe("VEN-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ven01, example)).toMatchObject(example.expect);
  });

  it("says which tier an assessment fits", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "fits a lower tier");
    expect(example && judgeExample(ven01, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: "vendor mailer is of tier high, and its assessment fits tier low",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ven01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
