import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { bcp01 } from "./control.js";
import { examples } from "./examples.js";

const named = (attribute: string, name: string) => {
  const example = examples.find((each) => each.attribute === attribute && each.name === name);
  if (example === undefined) throw new Error(`no example ${name}`);
  return judgeExample(bcp01, example);
};

describe("BCP-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(bcp01, example)).toMatchObject(example.expect);
  });

  it("tells how long there was no backup", () => {
    expect(named("A", "one ms longer")).toEqual({
      state: "deviation",
      kind: "late",
      detail:
        "26 h 0 min without a backup, from 2026-03-03T01:00:00.000Z to 2026-03-04T03:00:00.001Z; promised every 26 h",
      lateness: { lateMs: 1, allowedMs: 26 * 3_600_000 },
    });
    expect(named("A", "never again")).toMatchObject({
      detail: "no backup after 2026-03-03T01:00:00.000Z; promised every 26 h",
    });
    expect(named("C", "kept one ms less")).toMatchObject({
      detail: "no backup of the day is kept 35 days; the longest is kept 34 d 23 h",
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(bcp01, example, { first, later: first + more });
      }),
      { numRuns: 5_000 },
    );
  });
});
