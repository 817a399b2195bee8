import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ir04 } from "./control.js";
import { examples } from "./examples.js";

describe("IR-04", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ir04, example)).toMatchObject(example.expect);
  });

  it("says when the last party was notified", () => {
    const example = examples.find((each) => each.attribute === "B" && each.name === "one party one ms late");
    expect(example && judgeExample(ir04, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail: "notice of breach B-1 at 2026-02-05T09:00:00.001Z, due 2026-02-05T09:00:00.000Z",
      lateness: { lateMs: 1, allowedMs: 3 * DAY_MS },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ir04, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
