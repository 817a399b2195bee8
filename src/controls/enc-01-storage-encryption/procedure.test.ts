import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { enc01 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("ENC-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(enc01, example)).toMatchObject(example.expect);
  });

  it("measures nine of 181 days and tells them", () => {
    const example = examples.find(({ name }) => name === "nine days open after a console change");
    expect(example && judgeExample(enc01, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "not encrypted for 9 d 0 h, from 2026-03-04T00:00:00.000Z to 2026-03-13T00:00:00.000Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 9 * DAY_MS, missingMs: 0, longestRunMs: 9 * DAY_MS },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(enc01, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
