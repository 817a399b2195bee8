import { describe, expect, test } from "vitest";
import type { InputAttribute, InputControl } from "../../../src/assess/opinion/input.js";
import {
  company,
  DAY,
  deviating,
  frequency,
  late,
  project,
  SYSTEM,
  stateItems,
  statistical,
  tested,
  verdictOn,
} from "./company.js";

/** CHG-01 is high risk: 5 % tolerable, 5 % risk; CHG-02 moderate: 10 %, 10 %. */
function change(attribute: InputAttribute, more: Partial<InputControl> = {}): string {
  return verdictOn("CHG-01", { attributes: [attribute], ...more });
}

const WITHIN = "EFFECTIVE_WITH_EXCEPTION UNDETERMINED low";
const FAILED = "INEFFECTIVE UNDETERMINED major";

describe("R2.1, all items tested", () => {
  test("exactly the tolerable rate is within, one more is not", () => {
    expect(change(tested({ N: 200, deviations: deviating(10) }))).toBe(`${WITHIN} R2.1`);
    expect(change(tested({ N: 200, deviations: deviating(11) }))).toBe(`${FAILED} R2.1`);
    expect(change(tested({ N: 100, deviations: deviating(7) }), { tolerable: "0.07" })).toBe(`${WITHIN} R2.1`);
  });

  test("applies from 13 items on", () => {
    expect(change(tested({ N: 13, deviations: deviating(1) }), { tolerable: "0.08" })).toBe(`${WITHIN} R2.1`);
    expect(change(tested({ N: 12, deviations: deviating(1) }), { tolerable: "0.10" })).toBe(`${FAILED} R2.4`);
  });

  test("a state control counts item-days whatever its size", () => {
    function state(days: number): string {
      const long = deviating(1, { deviating_ms: days * DAY, longest_run_ms: DAY });
      return verdictOn("ENC-01", { attributes: [stateItems({ items: 4, days: 100, deviations: long })] });
    }
    expect([state(20), state(21)]).toEqual([`${WITHIN} R2.1`, `${FAILED} R2.1`]);
  });

  test("a state control whose time was not measured counts items: nothing passes for want of a measure", () => {
    const unmeasured = (count: number) =>
      verdictOn("ENC-01", { attributes: [stateItems({ items: 100, days: 365, deviations: deviating(count) })] });
    expect([unmeasured(5), unmeasured(6)]).toEqual([`${WITHIN} R2.1`, `${FAILED} R2.1`]);
    const missing = stateItems({ items: 100, days: 365, missing: 11 });
    expect(verdictOn("ENC-01", { attributes: [missing] })).toBe("CANNOT_CONCLUDE - moderate R1.4");
  });

  test("a sample that took everything is no sample", () => {
    expect(change(statistical({ N: 50, stages: [50], deviations: deviating(1) }))).toBe(`${WITHIN} R2.1`);
    expect(change(frequency({ N: 4, stages: [4], deviations: deviating(1) }))).toBe(`${FAILED} R2.4`);
  });
});

describe("R2.4, a dozen items or fewer", () => {
  const small = (deviations: Parameters<typeof tested>[0]["deviations"]) =>
    change(tested({ N: 12, deviations: deviations ?? [] }));
  const partial = (covered: number, completed_before_next = true) =>
    deviating(1, { kind: "incomplete", shortfall: { covered, due: 100, completed_before_next } });

  test("late by exactly 25 % is within, a millisecond more is not", () => {
    expect(small(late(12, { late: 25 * DAY, allowed: 100 * DAY }))).toBe(
      "EFFECTIVE_WITH_EXCEPTION UNDETERMINED low R2.4",
    );
    expect(small(late(1, { late: 25 * DAY + 1, allowed: 100 * DAY }))).toBe(`${FAILED} R2.4`);
  });

  test("incomplete must cover 95 % and be completed before the next occurrence", () => {
    expect([small(partial(95)), small(partial(94)), small(partial(95, false))]).toEqual([
      `${WITHIN} R2.4`,
      `${FAILED} R2.4`,
      `${FAILED} R2.4`,
    ]);
  });

  test("mixtures of both are within; one grave deviation among them is not", () => {
    const complete = [
      ...late(1, { late: DAY, allowed: 91 * DAY }),
      ...partial(99).map((each) => ({ ...each, item: "another" })),
    ];
    expect(small(complete)).toBe(`${WITHIN} R2.4`);
    expect(small([...complete, ...deviating(1, { item: "grave", kind: "bypassed" })])).toBe(`${FAILED} R2.4`);
  });

  test.each(["not-performed", "bypassed", "unauthorised", "wrong-result", "evidence-missing"] as const)(
    "%s always exceeds",
    (kind) => {
      expect(small(deviating(1, { kind }))).toBe(`${FAILED} R2.4`);
    },
  );

  test("lateness or coverage that nobody measured is not slight", () => {
    expect(small(deviating(1, { kind: "late" }))).toBe(`${FAILED} R2.4`);
    expect(small(deviating(1, { kind: "incomplete" }))).toBe(`${FAILED} R2.4`);
  });
});

describe("R2.2, a statistical sample", () => {
  test("a known population needs 58 items, an unknown one 59", () => {
    const clean = (N: number | null, n: number) => change(statistical({ N, stages: [n] }));
    expect([clean(1_840, 58), clean(1_840, 57), clean(null, 59), clean(null, 58)]).toEqual([
      "EFFECTIVE - - R2.2",
      "CANNOT_CONCLUDE - moderate R2.2",
      "EFFECTIVE - - R2.2",
      "CANNOT_CONCLUDE - moderate R2.2",
    ]);
  });

  test("deviations that the sample still supports are within, others exceed", () => {
    const one = (n: number) => change(statistical({ N: null, stages: [n], deviations: deviating(1) }));
    expect([one(93), one(92)]).toEqual([`${WITHIN} R2.2`, `${FAILED} R2.2`]);
  });

  test("an enlargement without deviations is judged as a whole", () => {
    expect(change(statistical({ N: 1_840, stages: [25, 33] }))).toBe("EFFECTIVE - - R2.2");
    expect(change(statistical({ N: 1_840, stages: [25, 32] }))).toBe("CANNOT_CONCLUDE - moderate R2.2");
  });

  test("the first stage decides once it has a deviation: enlarging cannot talk it away", () => {
    expect(change(statistical({ N: null, stages: [60, 100], deviations: deviating(1) }))).toBe(`${FAILED} R2.2`);
    const second = deviating(1, { stage: 1 });
    expect(change(statistical({ N: null, stages: [25, 100], deviations: second }))).toBe(`${WITHIN} R2.2`);
  });

  const PLAN = [50, 101, 152, 203].map((n, accept) => ({ n, accept, reject: 4 }));
  const planned = (stages: number[], stagesOfDeviations: number[], isClosed: boolean) => {
    const deviations = stagesOfDeviations.map((stage, index) => ({ item: `item-${index}`, stage }));
    const attribute = statistical(
      {
        N: null,
        stages,
        deviations: deviating(deviations.length).map((each, index) => ({ ...each, ...deviations[index] })),
      },
      { plan: PLAN, is_closed: isClosed },
    );
    return project(company({ "CHG-01": { attributes: [attribute], overreliance: "0.10" } })).controls["CHG-01"];
  };

  test("a valid registered plan decides, stage by stage", () => {
    expect(planned([50], [], true)).toMatchObject({ conclusion: "EFFECTIVE", extend_by: null });
    expect(planned([50, 51], [0], true)).toMatchObject({ conclusion: "EFFECTIVE_WITH_EXCEPTION", deviations: 1 });
    expect(planned([50, 51, 51], [0, 1], true)).toMatchObject({ conclusion: "EFFECTIVE_WITH_EXCEPTION" });
    expect(planned([50], [0, 0, 0, 0], true)).toMatchObject({ conclusion: "INEFFECTIVE", provisional: false });
    expect(planned([50], [0], false)).toMatchObject({
      conclusion: "CANNOT_CONCLUDE",
      provisional: true,
      extend_by: 51,
    });
    expect(planned([50], [0], true)).toMatchObject({ conclusion: "INEFFECTIVE", provisional: false });
  });

  test("a plan that was not followed, or promises too much, decides nothing", () => {
    expect(planned([50, 40], [0], true)?.conclusion).toBe("INEFFECTIVE");
    const ladder = [45, 78].map((n, accept) => ({ n, accept, reject: null }));
    const attribute = statistical({ N: null, stages: [45, 33], deviations: deviating(1) }, { plan: ladder });
    expect(change(attribute, { overreliance: "0.10" })).toBe(`${FAILED} R2.2`);
  });
});

describe("R2.3, a customary sample", () => {
  const sample = (stages: number[], count: number, planned: number | null, more: Partial<InputControl> = {}) =>
    verdictOn("CHG-02", {
      attributes: [frequency({ N: 1_840, stages, deviations: deviating(count) }, { planned_extension: planned })],
      ...more,
    });

  test("clean prints the attained assurance", () => {
    const clean = project(company({ "CHG-02": { attributes: [frequency({ N: 1_840, stages: [25] })] } }));
    expect(clean.controls["CHG-02"]).toMatchObject({ conclusion: "EFFECTIVE", upper_limit: "0.0880" });
    expect(clean.trace.find(({ rule }) => rule === "R2.3")?.explanation).toContain("at most 8.8 % at 10 % risk");
  });

  test("one deviation is forgiven by the whole registered extension only", () => {
    expect(sample([25, 25], 1, 25)).toBe(`${WITHIN} R2.3`);
    expect(sample([25, 24], 1, 25)).toBe(`${FAILED} R2.3`);
    expect(sample([25, 25], 1, null)).toBe(`${FAILED} R2.3`);
    expect(sample([25, 25], 2, 25)).toBe(`${FAILED} R2.3`);
    expect(sample([25], 1, null)).toBe(`${FAILED} R2.3`);
  });

  test("no extension where the cause is the system, approved or only proposed, or a bypass", () => {
    expect(sample([25, 25], 1, 25, { cause: SYSTEM })).toBe("INEFFECTIVE SYSTEMATIC major R2.3");
    expect(sample([25, 25], 1, 25, { cause: { scope: "policy", status: "proposed" } })).toBe(
      "INEFFECTIVE SYSTEMATIC major R2.3",
    );
    const bypass = { is_intentional: true, is_concealed: false, by_authority: false, by_management: false };
    expect(sample([25, 25], 1, 25, { bypass })).toBe("INEFFECTIVE SYSTEMATIC major R3.1");
  });

  test("while the registered extension can still be tested, the failure is provisional", () => {
    const attribute = frequency(
      { N: 1_840, stages: [25], deviations: deviating(1) },
      { planned_extension: 25, is_closed: false },
    );
    const projection = project(company({ "CHG-02": { attributes: [attribute] } }));
    expect(projection.controls["CHG-02"]).toMatchObject({
      conclusion: "INEFFECTIVE",
      provisional: true,
      extend_by: 25,
    });
  });
});

describe("several attributes", () => {
  const both = (first: InputAttribute, second: InputAttribute) =>
    verdictOn("CHG-01", { attributes: [first, { ...second, id: "B" }] });
  const clean = tested({ N: 100 });
  const failed = tested({ N: 100, deviations: deviating(20) });

  test("the worst counts, in the order of the rules", () => {
    expect(both(clean, failed)).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(both(tested({ N: 0 }), clean)).toBe("EFFECTIVE - - R2.1");
    expect(both(tested({ N: 100, missing: 11 }), failed)).toBe("INEFFECTIVE SYSTEMATIC major R2.1");
    expect(both(tested({ N: 100, missing: 11 }), clean)).toBe("CANNOT_CONCLUDE - moderate R1.4");
  });

  test("a supporting attribute makes it at worst an exception, and its pattern counts", () => {
    expect(both(clean, { ...failed, is_key: false })).toBe("EFFECTIVE_WITH_EXCEPTION SYSTEMATIC low R2.1");
    expect(both(clean, { ...tested({ N: 100, missing: 11 }), is_key: false })).toBe(
      "EFFECTIVE_WITH_EXCEPTION - low R1.4",
    );
  });
});
