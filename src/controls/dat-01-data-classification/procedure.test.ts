import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { dat01 } from "./control.js";
import { examples } from "./examples.js";

describe("DAT-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(dat01, example)).toMatchObject(example.expect);
  });

  it("says how long after the share it was approved", () => {
    const example = examples.find((each) => each.attribute === "C" && each.name === "approved one ms after");
    expect(example && judgeExample(dat01, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "external share S-1 approved at 2026-02-02T09:00:00.001Z, 0 min too late",
      lateness: { lateMs: 1, allowedMs: 0 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(dat01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
