import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam08 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-08", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam08, example)).toMatchObject(example.expect);
  });

  it("says how long after it was found it was entered", () => {
    const example = examples.find(({ name }) => name === "listed one ms late");
    expect(example && judgeExample(iam08, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "entered in the inventory at 2026-03-13T00:00:00.000Z, 30 d 15 h after it was found; due 2026-03-12T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 30 * DAY_MS + 15 * 3_600_000 - 1 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) - 20 * DAY_MS + soon;
        return isSteady(iam08, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
