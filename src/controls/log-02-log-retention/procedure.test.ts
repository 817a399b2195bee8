import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { log02 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("LOG-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(log02, example)).toMatchObject(example.expect);
  });

  it("counts lost records as missing only until the store has filled up again", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "one ms younger");
    expect(example && judgeExample(log02, example)).toEqual({
      state: "deviation",
      kind: "wrong-result",
      detail:
        "its oldest record younger than 365 days and than the store for less than a minute, from 2026-03-04T00:00:00.000Z to 2026-03-04T00:00:00.001Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 1, missingMs: 0, longestRunMs: 1 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(log02, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
