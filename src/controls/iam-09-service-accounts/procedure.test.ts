import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam09 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-09", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam09, example)).toMatchObject(example.expect);
  });

  it("says how long nobody was responsible", () => {
    const example = examples.find(({ name }) => name === "another owner one ms late");
    expect(example && judgeExample(iam09, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "its owner left at 2026-02-02T17:00:00.000Z, and another followed 14 d 7 h later; due 2026-02-16T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 14 * DAY_MS + 7 * 3_600_000 - 1 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) - 20 * DAY_MS + soon;
        return isSteady(iam09, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
