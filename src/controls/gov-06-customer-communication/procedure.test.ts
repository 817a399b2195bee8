import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov06 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-06", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov06, example)).toMatchObject(example.expect);
  });

  it("says when a notice came and was due", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "told one ms late");
    expect(example && judgeExample(gov06, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "notice of customer change N-1 at 2026-03-17T00:00:00.000Z, due 2026-03-16T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 30 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov06, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
