import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov02 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov02, example)).toMatchObject(example.expect);
  });

  it("says how late minutes came", () => {
    const example = examples.find(({ attribute, name }) => attribute === "C" && name === "minutes one ms late");
    expect(example && judgeExample(gov02, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "minutes written at 2026-04-10T00:00:00.000Z, 0 min after they were due at 2026-04-09T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 2_645_999_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
