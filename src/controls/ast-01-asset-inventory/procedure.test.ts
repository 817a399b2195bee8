import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ast01 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("AST-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ast01, example)).toMatchObject(example.expect);
  });

  it("says when the owner left, and by when another was due", () => {
    const example = examples.find((each) => each.attribute === "C" && each.name === "the owner left, one ms after");
    expect(example && judgeExample(ast01, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "the owner of asset web-1 left at 2026-04-11T00:00:00.000Z, and no other was named by 2026-04-24T23:59:59.999Z",
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(ast01, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
