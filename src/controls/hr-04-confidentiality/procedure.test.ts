import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { hr04 } from "./control.js";
import { examples } from "./examples.js";

describe("HR-04", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(hr04, example)).toMatchObject(example.expect);
  });

  it("says how long after first access it was signed", () => {
    const example = examples.find(({ name }) => name === "signed one ms after first access");
    expect(example && judgeExample(hr04, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "confidentiality agreement completed at 2026-02-04T00:00:00.001Z, 0 min after first access at 2026-02-04T00:00:00.000Z",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(hr04, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
