import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { prv02 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("PRV-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(prv02, example)).toMatchObject(example.expect);
  });

  it("says for how long data was collected without the notice", () => {
    const example = examples.find((each) => each.attribute === "B" && each.name === "not for one ms");
    expect(example && judgeExample(prv02, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "data collected without the notice for less than a minute, from 2026-03-04T00:00:00.000Z to 2026-03-04T00:00:00.001Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 1, missingMs: 0, longestRunMs: 1 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(prv02, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
