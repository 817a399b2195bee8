import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSteady, judgeExample } from "../../assess/families/judge-example.js";
import { DAY_MS } from "../../base/instant.js";
import { net02 } from "./control.js";
import { examples } from "./examples.js";

const PERIOD_END = Date.UTC(2026, 6, 1);

describe("NET-02", () => {
  it.each(examples)("$attribute: $name", (example) => {
    expect(judgeExample(net02, example)).toMatchObject(example.expect);
  });

  const named = (name: string) => {
    const example = examples.find((each) => each.name === name);
    return example && judgeExample(net02, example);
  };

  it("names the ports and the time", () => {
    expect(named("open for a day")).toEqual({
      state: "deviation",
      kind: "not-performed",
      detail:
        "open to everybody on an administrative port (22) for 24 h 0 min, from 2026-03-04T00:00:00.000Z to 2026-03-05T00:00:00.000Z",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: DAY_MS, missingMs: 0, longestRunMs: DAY_MS },
    });
  });

  it("asks whether an open firewall was used where nobody says", () => {
    expect(named("open, and nobody says whether it is used")).toEqual({
      state: "indeterminate",
      cause: "gap",
      question:
        "Was it attached to a running interface? It was open to everybody on an administrative port (22) for 181 d 0 h, from 2026-01-01T00:00:00.000Z to 2026-07-01T00:00:00.000Z.",
      measure: { totalMs: 181 * DAY_MS, deviatingMs: 0, missingMs: 181 * DAY_MS, longestRunMs: 0 },
    });
  });

  it("does not change its mind once the period is over", () => {
    const wait = fc.integer({ min: 0, max: 200 * DAY_MS });
    fc.assert(
      fc.property(fc.constantFrom(...examples), wait, wait, (example, soon, more) =>
        isSteady(net02, example, { first: PERIOD_END + soon, later: PERIOD_END + soon + more }),
      ),
      { numRuns: 2_000 },
    );
  });
});
