import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { end01 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("END-01", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(end01, example)).toMatchObject(example.expect);
  });

  it("measures one day of 181 and tells it", () => {
    const example = examples.find(({ attribute, name }) => attribute === "B" && name === "not for a day");
    expect(example && judgeExample(end01, example)).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail: "its disk not encrypted for 24 h 0 min, from 2026-03-04T00:00:00.000Z to 2026-03-05T00:00:00.000Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: DAY_MS, missingMs: 0, longestRunMs: DAY_MS },
    });
  });

  it("does not ask about the system of a device that has been silent for too long", () => {
    const example = examples.find(
      ({ attribute, name }) => attribute === "C" && name === "reports nothing, current when last seen",
    );
    const silentDays = (PERIOD_END - Date.UTC(2026, 2, 4)) / DAY_MS;
    expect(example && judgeExample(end01, example)).toEqual({
      state: "pass",
      measure: { totalMs: (181 - silentDays + 30) * DAY_MS, deviatingMs: 0, missingMs: 0, longestRunMs: 0 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(end01, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
