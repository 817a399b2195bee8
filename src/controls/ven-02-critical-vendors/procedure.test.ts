import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ven02 } from "./control.js";
import { examples } from "./examples.js";

describe("VEN-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ven02, example)).toMatchObject(example.expect);
  });

  it("says since when a vendor is critical", () => {
    const example = examples.find(
      ({ attribute, name }) => attribute === "A" && name === "critical since February, never reviewed",
    );
    expect(example && judgeExample(ven02, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no vendor review of hosting since it became critical at 2026-02-02T09:00:00.000Z",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ven02, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
