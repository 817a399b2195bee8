import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { ir01 } from "./control.js";
import { examples } from "./examples.js";

const named = (attribute: string, name: string) => {
  const example = examples.find((each) => each.attribute === attribute && each.name === name);
  if (example === undefined) throw new Error(`no example ${name}`);
  return judgeExample(ir01, example);
};

describe("IR-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(ir01, example)).toMatchObject(example.expect);
  });

  it("tells what is missing, and since when", () => {
    expect(named("D", "recovery alone")).toEqual({
      state: "deviation",
      kind: "incomplete",
      detail: "closed at 2026-03-04T22:00:00.000Z without a record of containment",
    });
    expect(named("B", "absent while open, one ms after")).toMatchObject({
      detail: "open since 2026-03-04T12:00:00.000Z without a person who led",
    });
    expect(named("A", "classified one ms late")).toMatchObject({ lateness: { lateMs: 1, allowedMs: 14_400_000 } });
    expect(named("A", "recorded one ms late, classified before")).toEqual({
      state: "deviation",
      kind: "late",
      detail: "recorded at 2026-03-04T12:00:00.000Z, 4 h 0 min after it was detected; promised within 4 h 0 min",
      lateness: { lateMs: 1, allowedMs: 14_400_000 },
    });
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(ir01, example, { first, later: first + more });
      }),
      { numRuns: 5_000 },
    );
  });
});
