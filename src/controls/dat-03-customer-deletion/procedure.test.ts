import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { dat03 } from "./control.js";
import { examples } from "./examples.js";

describe("DAT-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(dat03, example)).toMatchObject(example.expect);
  });

  it("says what a closed record lacks", () => {
    const example = examples.find(
      (each) => each.attribute === "B" && each.name === "closed without an expiry of backups",
    );
    expect(example && judgeExample(dat03, example)).toEqual({
      state: "deviation",
      kind: "incomplete",
      detail: "deletion of customer C-1 was closed at 2026-03-04T23:59:59.999Z without an expiry of backups",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(dat03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
