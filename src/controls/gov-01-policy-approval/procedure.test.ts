import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov01 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov01, example)).toMatchObject(example.expect);
  });

  it("names the roles that were held and the one promised", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "by another role");
    expect(example && judgeExample(gov01, example)).toEqual({
      state: "deviation",
      kind: "unauthorised",
      detail: "approved at 2026-03-10T23:59:59.999Z by who held CTO, DPO; promised: CISO",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov01, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
