import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { mon01 } from "./control.js";
import { examples } from "./examples.js";

const named = (attribute: string, name: string) => {
  const example = examples.find((each) => each.attribute === attribute && each.name === name);
  if (example === undefined) throw new Error(`no example ${name}`);
  return judgeExample(mon01, example);
};

describe("MON-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(mon01, example)).toMatchObject(example.expect);
  });

  it("tells how late, and what stood in the way", () => {
    expect(named("A", "one ms late")).toEqual({
      state: "deviation",
      kind: "late",
      detail: "acknowledged at 2026-03-04T13:00:00.001Z, 1 h 0 min after the alert; promised within 1 h 0 min",
      lateness: { lateMs: 1, allowedMs: 3_600_000 },
    });
    expect(named("E", "suppressed without approval")).toMatchObject({
      detail: "nobody closed it by 2026-03-07T12:00:00.000Z; it was hidden by a suppression that is unapproved",
    });
    expect(named("B", "closed without")).toMatchObject({
      detail: "closed at 2026-03-04T13:00:00.000Z without a disposition",
    });
  });

  it("tells how long after the alert something was written for the audit", () => {
    expect(named("B", "written one ms after a late closing")).toEqual({
      state: "deviation",
      kind: "late",
      detail: "judged at 2026-03-07T13:00:00.001Z, 3 d 1 h after the alert; promised within 3 d 0 h",
      lateness: { lateMs: 3_600_001, allowedMs: 259_200_000 },
    });
    expect(named("C", "written one ms late")).toMatchObject({
      detail: "noted at 2026-03-07T12:00:00.001Z, 3 d 0 h after the alert; promised within 3 d 0 h",
    });
  });

  it("returns the one shared pass", () => {
    expect(named("A", "on the dot")).toBe(named("E", "on the dot"));
  });

  it("does not change its mind as time passes", () => {
    const wait = fc.integer({ min: 1, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) => {
        const first = Number(example.item.occurredAt) + soon;
        return isSteady(mon01, example, { first, later: first + more });
      }),
      { numRuns: 5_000 },
    );
  });
});
