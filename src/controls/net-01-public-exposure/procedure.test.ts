import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { net01 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("NET-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(net01, example)).toMatchObject(example.expect);
  });

  it("tells an afternoon in public", () => {
    const example = examples.find(({ name }) => name === "public for an afternoon");
    expect(example && judgeExample(net01, example)).toMatchObject({
      detail:
        "public without an entry on the approved list for 4 h 0 min, from 2026-03-04T00:00:00.000Z to 2026-03-04T04:00:00.000Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 4 * 3_600_000, missingMs: 0, longestRunMs: 4 * 3_600_000 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(net01, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
