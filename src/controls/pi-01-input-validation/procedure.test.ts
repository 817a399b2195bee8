import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { pi01 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("PI-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(pi01, example)).toMatchObject(example.expect);
  });

  it("says when a reject was given up", () => {
    const example = examples.find((each) => each.attribute === "B" && each.name === "lost");
    expect(example && judgeExample(pi01, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail: "rejected input I-1 was given up as lost at 2026-02-07T23:59:59.999Z",
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(pi01, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
