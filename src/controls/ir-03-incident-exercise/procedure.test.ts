import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ir03 } from "./control.js";
import { examples } from "./examples.js";

describe("IR-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ir03, example)).toMatchObject(example.expect);
  });

  it("says when an exercise was due", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "one ms late");
    expect(example && judgeExample(ir03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "incident exercise done at 2026-03-11T00:00:00.000Z, 0 min after it was due at 2026-03-10T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 31_589_999_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ir03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
