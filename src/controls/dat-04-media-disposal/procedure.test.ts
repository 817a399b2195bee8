import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { dat04 } from "./control.js";
import { examples } from "./examples.js";

describe("DAT-04", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(dat04, example)).toMatchObject(example.expect);
  });

  it("says when it was wiped, and when it left", () => {
    const example = examples.find((each) => each.attribute === "A" && each.name === "wiped one ms after it left");
    expect(example && judgeExample(dat04, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "wipe in retirement of laptop-7 at 2026-02-11T09:00:00.001Z, due 2026-02-11T09:00:00.000Z",
      lateness: { lateMs: 1, allowedMs: 9 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(dat04, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
