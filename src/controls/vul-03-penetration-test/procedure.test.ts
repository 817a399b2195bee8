import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { vul03 } from "./control.js";
import { examples } from "./examples.js";

describe("VUL-03", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(vul03, example)).toMatchObject(example.expect);
  });

  it("measures against the expiry of an acceptance", () => {
    const example = examples.find(
      ({ attribute, name }) => attribute === "C" && name === "accepted, fixed one ms after the expiry",
    );
    expect(example && judgeExample(vul03, example)).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "penetration test finding P-1 settled at 2026-04-02T00:00:00.000Z, 0 min after it was due at 2026-04-01T23:59:59.999Z",
      lateness: { lateMs: 1, allowedMs: 5_065_199_999 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(vul03, example, { first, later: first + more });
      }),
      { numRuns: 2_000 },
    );
  });
});
