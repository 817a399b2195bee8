import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam15 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-15", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam15, example)).toMatchObject(example.expect);
  });

  it("says how long after the start the reason came", () => {
    const example = examples.find(({ name }) => name === "ticket one ms beyond the skew");
    expect(example && judgeExample(iam15, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "ticket SEC-1 was made at 2026-03-04T11:05:00.001Z, 5 min after the session began",
      lateness: { lateMs: 1, allowedMs: 300_000 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(iam15, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
