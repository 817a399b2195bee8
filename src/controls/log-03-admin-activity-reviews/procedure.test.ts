import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { log03 } from "./control.js";
import { examples } from "./examples.js";

describe("LOG-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(log03, example)).toMatchObject(example.expect);
  });

  it("says how late the review of a week was", () => {
    const example = examples.find(({ name }) => name === "held one ms late");
    expect(example && judgeExample(log03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "review of privileged activity for 2026-W10 done at 2026-03-12T00:00:00.000Z, 0 min after it was due at 2026-03-11T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 7 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(log03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
