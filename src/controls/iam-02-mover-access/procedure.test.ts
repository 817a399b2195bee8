import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam02 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam02, example)).toMatchObject(example.expect);
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(iam02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
