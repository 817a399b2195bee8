import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov07 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-07", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov07, example)).toMatchObject(example.expect);
  });

  it("says what was wrong with a retest", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "retested by the owner");
    expect(example && judgeExample(gov07, example)).toEqual({
      state: "deviation",
      kind: "unauthorised",
      detail: "finding D-1 was closed at 2026-03-01T00:00:00.000Z after a retest by its owner",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov07, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
