import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { hr05 } from "./control.js";
import { examples } from "./examples.js";

describe("HR-05", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(hr05, example)).toMatchObject(example.expect);
  });

  it("counts from the return of who was on leave", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "back, one ms beyond");
    expect(example && judgeExample(hr05, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "evaluation of worker E-104 done at 2026-04-16T00:00:00.000Z, 0 min after it was due at 2026-04-15T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 37_119_599_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(hr05, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
