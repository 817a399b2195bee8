import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { hr06 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("HR-06", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(hr06, example)).toMatchObject(example.expect);
  });

  it("says how long a role was vacant", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "filled one ms late");
    expect(example && judgeExample(hr06, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "security role CISO vacant from 2026-02-02T09:00:00.000Z to 2026-04-04T00:00:00.000Z, 60 d 15 h; promised at most 60 days",
      lateness: { lateMs: 1, allowedMs: 5_237_999_999 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(hr06, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
