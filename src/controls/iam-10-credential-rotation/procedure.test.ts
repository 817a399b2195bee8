import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam10 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("IAM-10", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam10, example)).toMatchObject(example.expect);
  });

  it("tells how long it was too old", () => {
    const example = examples.find(({ name }) => name === "ended one ms later");
    expect(example && judgeExample(iam10, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "older than 90 days for less than a minute, from 2026-04-11T00:00:00.000Z to 2026-04-11T00:00:00.001Z",
      measure: { totalMs: 90 * DAY_MS + 15 * 3_600_000 + 1, deviatingMs: 1, missingMs: 0, longestRunMs: 1 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(iam10, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
