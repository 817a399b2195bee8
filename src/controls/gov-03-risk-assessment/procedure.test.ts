import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov03 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov03, example)).toMatchObject(example.expect);
  });

  it("says which change was assessed too late", () => {
    const example = examples.find(({ attribute, name }) => attribute === "D" && name === "assessed one ms late");
    expect(example && judgeExample(gov03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "assessment of significant change C-1 at 2026-03-05T00:00:00.000Z, due 2026-03-04T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 2_645_999_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
