import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { gov05 } from "./control.js";
import { examples } from "./examples.js";

describe("GOV-05", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(gov05, example)).toMatchObject(example.expect);
  });

  it("says how far apart two runs were", () => {
    const example = examples.find(({ attribute, name }) => attribute === "A" && name === "one ms more");
    expect(example && judgeExample(gov05, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "control tests for 2026-03-04 ran at 2026-03-04T20:00:00.001Z, 26 h 0 min after the run at 2026-03-03T18:00:00.000Z; promised within 26 h",
      lateness: { lateMs: 1, allowedMs: 26 * 3_600_000 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(gov05, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
