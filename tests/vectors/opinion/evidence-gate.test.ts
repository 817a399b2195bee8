import { describe, expect, test } from "vitest";
import type { InputAttribute, InputControl } from "../../../src/assess/opinion/input.js";
import {
  company,
  DAY,
  deviating,
  ONE_TIME,
  project,
  stateItems,
  statistical,
  tested,
  unproven,
  verdictOn,
} from "./company.js";

/** CHG-01 is high risk: 5 % tolerable, 5 % risk. */
function change(attribute: InputAttribute, more: Partial<InputControl> = {}): string {
  return verdictOn("CHG-01", { attributes: [attribute], ...more });
}

describe("R1.1, the population", () => {
  test("unproven: nothing is concluded, whatever was seen; what was seen stays listed", () => {
    const seen = deviating(3);
    expect(change(unproven("two days are missing"))).toBe("CANNOT_CONCLUDE - moderate R1.1");
    expect(change(unproven("two days are missing", seen))).toBe("CANNOT_CONCLUDE UNDETERMINED moderate R1.1");
    const projection = project(company({ "CHG-01": { attributes: [unproven("two days are missing", seen)] } }));
    expect(projection.controls["CHG-01"]).toMatchObject({ N: null, n: 3, deviations: 3, upper_limit: null });
  });

  test("is terminal before R3, and loses only to R6.1 and R6.3", () => {
    const attribute = unproven("the list is short", deviating(1));
    const bypass = { is_intentional: true, is_concealed: false, by_authority: true, by_management: true };
    expect(change(attribute, { bypass })).toBe("CANNOT_CONCLUDE UNDETERMINED moderate R1.1");
    expect(change(attribute, { design: { is_deficient: true, reason: null } })).toBe(
      "DESIGN_DEFICIENT UNDETERMINED critical R6.1",
    );
    expect(change(attribute, { presence: { share: "0.5", predecessor: null } })).toBe(
      "INEFFECTIVE UNDETERMINED major R6.3",
    );
    expect(change(attribute, { presence: { share: "0.95", predecessor: null } })).toBe(
      "CANNOT_CONCLUDE UNDETERMINED moderate R1.1",
    );
  });

  test("a control without any test proves nothing", () => {
    expect(verdictOn("CHG-01", { attributes: [] })).toBe("CANNOT_CONCLUDE - moderate R1.1");
  });
});

describe("R1.2, no occurrence", () => {
  test.each([
    [{ N: 0 }, "The circumstances did not arise in the period"],
    [{ N: 0, notApplicable: 2 }, "(2 items did not apply)"],
    [{ N: 0, pending: 3 }, "3 items occurred and none is due yet"],
  ])("%o says which", (counts, words) => {
    const projection = project(company({ "CHG-01": { attributes: [tested(counts)] } }));
    expect(projection.controls["CHG-01"]?.conclusion).toBe("NO_OCCURRENCE");
    expect(projection.trace.find(({ rule }) => rule === "R1.2")?.explanation).toContain(words);
  });

  test("does not become an exception because the control came late (R6.2)", () => {
    expect(change(tested({ N: 0 }), { presence: { share: "0.95", predecessor: null } })).toBe("NO_OCCURRENCE - - R1.2");
  });
});

describe("R1.4, evidence that cannot be obtained", () => {
  test("exactly 10 % counts as deviations, one item more ends the test", () => {
    expect(change(tested({ N: 1_000, missing: 50 }))).toBe("EFFECTIVE_WITH_EXCEPTION UNDETERMINED low R2.1");
    expect(change(tested({ N: 1_000, missing: 100 }))).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(change(tested({ N: 1_000, missing: 101 }))).toBe("CANNOT_CONCLUDE - moderate R1.4");
  });

  test("a known failure wins over missing evidence: judged on the examined items alone", () => {
    // 40 of 800 examined are exactly the tolerable 5 %; of 799 they are more.
    expect(change(tested({ N: 1_000, missing: 200, deviations: deviating(40) }))).toBe(
      "CANNOT_CONCLUDE UNDETERMINED moderate R1.4",
    );
    expect(change(tested({ N: 1_000, missing: 201, deviations: deviating(40) }))).toBe(
      "INEFFECTIVE SYSTEMATIC major R2.1",
    );
  });

  test("then the missing items count too", () => {
    const attribute = tested({ N: 1_000, missing: 201, deviations: deviating(40) });
    const projection = project(company({ "CHG-01": { attributes: [attribute] } }));
    expect(projection.controls["CHG-01"]).toMatchObject({ N: 1_000, n: 1_000, deviations: 241, upper_limit: "0.2410" });
  });

  test("in a small population one missing item is a deviation of its own kind, or the end", () => {
    expect(change(tested({ N: 10, missing: 1 }))).toBe("INEFFECTIVE UNDETERMINED major R2.4");
    expect(change(tested({ N: 9, missing: 1 }))).toBe("CANNOT_CONCLUDE - moderate R1.4");
    expect(change(tested({ N: 9, missing: 1, deviations: deviating(1) }))).toBe("INEFFECTIVE UNDETERMINED major R2.4");
  });

  test("what R3 proves is a known failure as well", () => {
    const attribute = tested({ N: 1_000, missing: 500, deviations: deviating(1) });
    const bypass = { is_intentional: true, is_concealed: false, by_authority: false, by_management: false };
    expect(change(attribute, { bypass })).toBe("INEFFECTIVE SYSTEMATIC critical R3.1");
    const long = deviating(1, { longest_run_ms: 30 * DAY, deviating_ms: 30 * DAY });
    const state = stateItems({ items: 100, days: 365, deviations: long, missingMs: 5_000 * DAY, missing: 20 });
    expect(verdictOn("ENC-01", { attributes: [state] })).toBe("INEFFECTIVE SYSTEMATIC major R3.3");
  });

  test("state controls: the share is of time", () => {
    const state = (missingDays: number) =>
      verdictOn("ENC-01", {
        attributes: [stateItems({ items: 100, days: 100, missing: 1, missingMs: missingDays * DAY })],
        cause: ONE_TIME,
      });
    expect(state(500)).toBe("EFFECTIVE_WITH_EXCEPTION ISOLATED - R2.1");
    expect(state(1_000)).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(state(1_001)).toBe("CANNOT_CONCLUDE - moderate R1.4");
  });

  test("in a sample the share is of the items examined", () => {
    const sample = (missing: number) => change(statistical({ N: 1_840, stages: [60], missing }));
    expect(sample(6)).toBe("INEFFECTIVE SYSTEMATIC major R2.2");
    expect(sample(7)).toBe("CANNOT_CONCLUDE - moderate R1.4");
  });
});
