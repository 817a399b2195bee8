import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { iam03 } from "./control.js";
import { examples } from "./examples.js";

describe("IAM-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(iam03, example)).toMatchObject(example.expect);
  });

  it("says how late in words a tech lead reads at once", () => {
    const example = examples.find(({ name }) => name === "disabled one ms late");
    expect(example && judgeExample(iam03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "sign-in was possible until 2026-03-04T11:00:00.001Z, 24 h 0 min after the end of work; promised within 24 h",
      lateness: { lateMs: 1, allowedMs: DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(iam03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
