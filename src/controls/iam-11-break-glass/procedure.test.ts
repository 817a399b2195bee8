import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam11 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-11", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam11, example)).toMatchObject(example.expect);
  });

  it("says that a use has no record", () => {
    const example = examples.find(({ name }) => name === "no record");
    expect(example && judgeExample(iam11, example)).toEqual({
      state: "deviation",
      kind: "unauthorised",
      detail: "used at 2026-03-04T11:00:00.000Z, and no record of it within 60 min",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(iam11, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
