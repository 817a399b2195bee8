import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam06 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("IAM-06", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam06, example)).toMatchObject(example.expect);
  });

  it("tells for how long it was held in another job", () => {
    const example = examples.find(({ name }) => name === "moved, removed one ms late");
    expect(example && judgeExample(iam06, example)).toEqual({
      state: "deviation",
      kind: "unauthorised",
      detail:
        "held in a job that it was not approved for, for less than a minute, from 2026-05-05T09:00:00.000Z to 2026-05-05T09:00:00.001Z",
      measure: { totalMs: 92 * DAY_MS + 1, deviatingMs: 1, missingMs: 0, longestRunMs: 1 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(iam06, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
