import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { mon02 } from "./control.js";
import { examples } from "./examples.js";

const named = (attribute: string, name: string) => {
  const example = examples.find((each) => each.attribute === attribute && each.name === name);
  if (example === undefined) throw new Error(`no example ${name}`);
  return judgeExample(mon02, example);
};

describe("MON-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(mon02, example)).toMatchObject(example.expect);
  });

  it("tells which month was missed, and how long a suppression outlived its expiry", () => {
    expect(named("A", "missed, one ms after")).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "no review of detections, 2026-02 by 2026-03-15T00:00:00.000Z, nor later",
    });
    expect(named("A", "held one ms late")).toMatchObject({ lateness: { lateMs: 1, allowedMs: 28 * DAY_MS } });
    expect(named("C", "expired before the period, removed in it")).toMatchObject({
      detail: "expired at 2025-12-31T00:00:00.000Z and active until 2026-01-01T00:00:00.001Z, 24 h 0 min longer",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(mon02, example, { first, later: first + more });
      }),
      { numRuns: 5_000 },
    );
  });
});
