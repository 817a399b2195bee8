import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { chg03 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("CHG-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(chg03, example)).toMatchObject(example.expect);
  });

  it("names the settings that were below the baseline", () => {
    const example = examples.find(({ name }) => name === "force-push allowed for a day");
    expect(example && judgeExample(chg03, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "below the baseline (allow_force_push) for 24 h 0 min, from 2026-03-04T00:00:00.000Z to 2026-03-05T00:00:00.000Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: DAY_MS, missingMs: 0, longestRunMs: DAY_MS },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(chg03, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
