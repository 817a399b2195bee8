import { describe, expect, test } from "vitest";
import type { InputAttribute } from "../../../src/assess/opinion/input.js";
import { OpinionInput } from "../../../src/assess/opinion/input.js";
import { projectOpinion } from "../../../src/assess/opinion/project-opinion.js";
import { company, DAY, deviating, frequency, PERSON, project, stateItems, statistical, tested } from "./company.js";

function refusal(input: OpinionInput): string {
  try {
    projectOpinion(input);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message.replace("The opinion rules cannot read their input: ", "") : "?";
  }
}

function withAttribute(attribute: InputAttribute): OpinionInput {
  return company({ "CHG-01": { attributes: [attribute] } });
}

describe("an input that contradicts itself is refused", () => {
  const full = tested({ N: 100 });
  const cases: readonly (readonly [string, InputAttribute])[] = [
    [
      "CHG-01 attribute A: 99 items examined of 100 in the population",
      { ...full, counts: { ...full.counts, pass: 99 } },
    ],
    [
      "CHG-01 attribute A: a population of unknown size cannot be tested in full",
      { ...full, population: { size: null, is_reliable: true, reasons: [] } },
    ],
    [
      "deviating items of CHG-01 attribute A: an id occurs twice",
      tested({ N: 100, deviations: [...deviating(1), ...deviating(1)] }),
    ],
    [
      "CHG-01 attribute A: stages hold 59 items, 60 were examined",
      { ...statistical({ N: 1_840, stages: [59] }), counts: { ...full.counts, pass: 60 } },
    ],
    [
      "CHG-01 attribute A: a deviation belongs to stage 1, which was not drawn",
      statistical({ N: 1_840, stages: [59], deviations: deviating(1, { stage: 1 }) }),
    ],
    ["CHG-01 attribute A: 60 items drawn from 50", statistical({ N: 50, stages: [60] })],
    ["CHG-01 attribute A: there are items and none was examined", statistical({ N: 50, stages: [] })],
    [
      "CHG-01 attribute A: stages and counts disagree on missing items",
      { ...frequency({ N: 50, stages: [5] }), counts: { ...full.counts, pass: 4, missing_unavailable: 1 } },
    ],
    [
      "CHG-01 attribute A: more deviating and missing time than time",
      stateItems({ items: 1, days: 1, missingMs: 2 * DAY }),
    ],
  ];
  test.each(cases)("%s", (message, attribute) => {
    expect(refusal(withAttribute(attribute))).toBe(message);
  });

  test("ids and criteria that occur twice", () => {
    const input = company();
    expect(refusal({ ...input, controls: [...input.controls, ...input.controls.slice(0, 1)] })).toBe(
      "controls: an id occurs twice",
    );
    const out = { criterion: "CC1.1" as const, reason: "because" };
    expect(refusal({ ...input, not_applicable: [out], not_assessed: [out] })).toBe(
      "criteria not applicable or not assessed: an id occurs twice",
    );
  });

  test("rates that no sample can meet", () => {
    expect(refusal(company({ "CHG-01": { tolerable: "1" } }))).toBe("CHG-01: a tolerable rate of 1 is not below 1");
    expect(refusal(company({ "CHG-01": { overreliance: "0" } }))).toBe("CHG-01: a risk of 0 is not between 0 and 1");
    const zero = { tolerable: "0", attributes: [statistical({ N: null, stages: [60] }, { is_closed: false })] };
    expect(project(company({ "CHG-01": zero })).controls["CHG-01"]).toMatchObject({
      conclusion: "CANNOT_CONCLUDE",
      provisional: false,
      extend_by: null,
    });
  });

  test("rates are exact text: a number or a sign is refused by the schema", () => {
    const parse = (tolerable: unknown): boolean => {
      const input = company();
      const [first, ...rest] = input.controls;
      return OpinionInput.safeParse({ ...input, controls: [{ ...first, tolerable }, ...rest] }).success;
    };
    expect([parse("0.05"), parse("1/20"), parse(0.05), parse("-0.05"), parse("5%"), parse("1/0")]).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("thresholds", () => {
  test("changed ones are listed in the trace and take effect", () => {
    const six = company(
      { "CHG-01": { attributes: [tested({ N: 100, deviations: deviating(6) })] } },
      { thresholds: { tolerable_high: "0.06", pervasive_series: 5 } },
    );
    const projection = project(six);
    expect(projection.controls["CHG-01"]).toMatchObject({
      conclusion: "EFFECTIVE_WITH_EXCEPTION",
      tolerable: "0.06",
      upper_limit: "0.0600",
    });
    expect(projection.trace[1]).toEqual({
      rule: "THRESHOLDS",
      inputs: { changed: ["tolerable_high is 0.06 instead of 0.05"] },
      output: "changed",
      explanation: "Thresholds that this workspace changed: tolerable_high is 0.06 instead of 0.05.",
      judgement: true,
    });
  });

  test("defaults are said to be defaults", () => {
    expect(project(company()).trace[1]?.output).toBe("defaults");
  });
});

describe("the trace", () => {
  test("is sentences with the numbers in them", () => {
    const projection = project(
      company({
        "CHG-01": { attributes: [tested({ N: 1_840, deviations: deviating(46) })] },
        "IAM-05": { attributes: [tested({ N: 4, deviations: deviating(1) })] },
        "ENC-01": {
          attributes: [
            stateItems({
              items: 212,
              days: 365,
              deviations: deviating(1, { deviating_ms: 9 * DAY, longest_run_ms: 9 * DAY }),
            }),
          ],
          cause: PERSON,
        },
      }),
    );
    const said = (rule: string, control: string) =>
      projection.trace.find((each) => each.rule === rule && each.inputs.control === control)?.explanation;
    expect(said("R2.1", "CHG-01")).toBe(
      "CHG-01, attribute A: all items were tested; 46 items of 1,840 deviated (2.5 %), within the tolerable 5 %.",
    );
    expect(said("R2.1", "ENC-01")).toBe(
      "ENC-01, attribute A: all items were tested; 1 item of 212 deviated, for 9 of 77,380 item-days (0.01 %), within the tolerable 5 %.",
    );
    expect(said("R2.4", "IAM-05")).toBe(
      "IAM-05, attribute A: 4 items, too few for a rate; 1 of 1 deviation more than slightly late or incomplete, so the control did not operate.",
    );
    expect(said("CONTROL", "IAM-05")).toBe(
      "IAM-05 is concluded INEFFECTIVE: it did not operate throughout the period (attribute A).",
    );
    expect(projection.trace.every(({ explanation }) => explanation.endsWith("."))).toBe(true);
  });

  test("hundreds of thousands of deviations cost seconds at most", () => {
    const many = deviating(300_000);
    const started = performance.now();
    const projection = project(
      company({
        "CHG-01": {
          attributes: [tested({ N: 1_000_000, deviations: many })],
          compensation: many.map(({ item }) => ({
            item,
            control: "CHG-03",
            status: "accepted",
            operated_in_window: true,
          })),
        },
      }),
    );
    expect(projection.controls["CHG-01"]).toMatchObject({ conclusion: "MITIGATED", deviations: 300_000 });
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
