import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { enc03 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("ENC-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(enc03, example)).toMatchObject(example.expect);
  });

  it("counts a rotation by hand as overdue only after its year", () => {
    const example = examples.find(({ name }) => name === "by hand one ms late");
    expect(example && judgeExample(enc03, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "not rotated by hand for more than 365 days for less than a minute, from 2026-03-04T00:00:00.001Z to 2026-03-04T00:00:00.002Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 1, missingMs: 0, longestRunMs: 1 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(enc03, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
