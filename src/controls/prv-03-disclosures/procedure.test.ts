import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { prv03 } from "./control.js";
import { examples } from "./examples.js";

describe("PRV-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(prv03, example)).toMatchObject(example.expect);
  });

  it("says when the register got it", () => {
    const example = examples.find((each) => each.attribute === "B" && each.name === "recorded one ms late");
    expect(example && judgeExample(prv03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "record of disclosure X-1 at 2026-02-10T00:00:00.000Z, due 2026-02-09T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 658_799_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(prv03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
