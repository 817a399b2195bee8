import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS, MINUTE_MS } from "../../base/instant.js";
import { mon03 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("MON-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(mon03, example)).toMatchObject(example.expect);
  });

  it("says that an escalation worked, and that it was late all the same", () => {
    const example = examples.find((each) => each.attribute === "C" && each.name === "taken after an escalation");
    expect(example && judgeExample(mon03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "acknowledgement of page P-1 at 2026-02-02T09:25:00.000Z, due 2026-02-02T09:15:00.000Z; escalated at 2026-02-02T09:15:00.000Z, and taken 10 min later",
      lateness: { lateMs: 10 * MINUTE_MS, allowedMs: 15 * MINUTE_MS },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(mon03, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
