import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { phy01 } from "./control.js";
import { examples } from "./examples.js";

describe("PHY-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(phy01, example)).toMatchObject(example.expect);
  });

  it("says when a badge ended", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "taken back one ms late");
    expect(example && judgeExample(phy01, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "end of badge 17 at 2026-03-09T17:00:00.001Z, due 2026-03-09T17:00:00.000Z",
      lateness: { lateMs: 1, allowedMs: 3 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(phy01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
