import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { hr01 } from "./control.js";
import { examples } from "./examples.js";

describe("HR-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(hr01, example)).toMatchObject(example.expect);
  });

  it("says that a check was only ordered", () => {
    const example = examples.find(({ name }) => name === "ordered, not completed");
    expect(example && judgeExample(hr01, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "no background check by first access at 2026-02-04T00:00:00.000Z, nor later: one was ordered and not completed",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(hr01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
