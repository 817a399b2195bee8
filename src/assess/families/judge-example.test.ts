import { describe, expect, it } from "vitest";
import { z } from "zod";
import { NO_TEXTS } from "../../../tests/fakes/plain-control.js";
import { type AnyControl, defineControl, type Example } from "../control.js";
import { indeterminate, pass, pending } from "../outcome.js";
import { definePopulation } from "../population.js";
import { isSteady, judgeExample } from "./judge-example.js";

const nothing = definePopulation({
  name: "nothing",
  title: "Nothing",
  doc: "",
  shape: "events",
  columns: {},
  sql: "",
  reads: {},
  triggers: [],
  facts: [],
});

/** Asks one stream at the moment of the item; pending until `wait_ms` after it. */
function control(judge: "steady" | "fickle"): AnyControl {
  return defineControl({
    id: "T-01",
    revision: 1,
    title: "",
    statement: "",
    parameters: { wait_ms: { schema: z.int(), default: 10, doc: "" } },
    criteria: { key: [], supporting: [] },
    risk: "low",
    nature: "manual",
    type: "detective",
    frequency: "per_event",
    population: nothing,
    attributes: [
      {
        id: "A",
        title: "",
        isKey: true,
        judge: ({ occurredAt }, { asOf, parameters, gapIn }) => {
          if (judge === "fickle") return asOf % 2 === 0 ? pass() : indeterminate("gap", "?");
          if (asOf <= occurredAt + parameters.wait_ms) return pending(occurredAt + parameters.wait_ms);
          const gap = gapIn({ stream: "tickets", scope: "*", from: occurredAt, to: occurredAt + 5 });
          return gap === undefined ? pass() : indeterminate("gap", `${gap.from}-${gap.to}`);
        },
      },
    ],
    ...NO_TEXTS,
  });
}

const example: Example = { name: "x", attribute: "A", item: { occurredAt: 100 }, expect: { state: "pass" } };
const gaps = [{ stream: "tickets", scope: "*", from: 103, to: 300, reason: "not_covered" }];

describe("judging an example", () => {
  it("uses the defaults, the example's own parameters and its moment", () => {
    expect(judgeExample(control("steady"), example).state).toBe("pass");
    expect(judgeExample(control("steady"), { ...example, asOf: 110 })).toEqual({ state: "pending", dueAt: 110 });
    expect(judgeExample(control("steady"), { ...example, asOf: 110, parameters: { wait_ms: 9 } }).state).toBe("pass");
  });

  it("shows the part of a gap that was asked for", () => {
    expect(judgeExample(control("steady"), { ...example, gaps })).toMatchObject({ question: "103-105" });
  });

  it("refuses parameters and attributes that the control does not have", () => {
    expect(() => judgeExample(control("steady"), { ...example, parameters: { other: 1 } })).toThrow(
      "T-01 has no other",
    );
    expect(() => judgeExample(control("steady"), { ...example, attribute: "B" })).toThrow("T-01 has no attribute B");
  });

  it("notices a control that changes its mind", () => {
    expect(isSteady(control("steady"), example, { first: 105, later: 500 })).toBe(true);
    expect(isSteady(control("fickle"), example, { first: 104, later: 501 })).toBe(false);
  });
});
