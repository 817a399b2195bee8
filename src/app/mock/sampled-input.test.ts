import { describe, expect, it } from "vitest";
import type { InputAttribute, InputControl, OpinionInput } from "../../assess/opinion/input.js";
import { projectOpinion } from "../../assess/opinion/project-opinion.js";
import { deviation, indeterminate, notApplicable, type Outcome, pass } from "../../assess/outcome.js";
import { DEFAULT_FIRM_PROFILE } from "../../statistics/firm-profile.js";
import type { ExaminedItem } from "./population-items.js";
import { sampledInput } from "./sampled-input.js";
import { planSample } from "./sampling-plan.js";

const DAY = { at: 1_780_000_000_000 };
const BAD = deviation("not-performed", "nobody reviewed it");

function attribute(id: string, change: Partial<InputAttribute> = {}): InputAttribute {
  return {
    id,
    is_key: true,
    criteria: null,
    population: { size: 1_840, is_reliable: true, reasons: [] },
    test: { mode: "full" },
    counts: { pass: 1_838, not_applicable: 0, pending: 0, missing_unavailable: 0 },
    deviations: ["item-1", "item-900"].map((item) => ({
      item,
      kind: "not-performed",
      month: "2026-03",
      actor: null,
      unit: null,
      stage: 0,
      lateness: null,
      shortfall: null,
      longest_run_ms: null,
      deviating_ms: null,
    })),
    item_days: null,
    ...change,
  };
}

function census(...attributes: readonly InputAttribute[]): OpinionInput {
  const control: InputControl = {
    id: "CHG-02",
    risk: "moderate",
    is_state: false,
    tolerable: null,
    overreliance: null,
    not_applicable: null,
    design: { is_deficient: false, reason: null },
    criteria: { key: ["CC8.1"], supporting: [] },
    presence: { share: "1", predecessor: null },
    redundant_with: [],
    attributes: [...attributes],
    cause: null,
    bypass: { is_intentional: false, is_concealed: false, by_authority: false, by_management: false },
    harm_followed: false,
    same_exception_previous_period: false,
    compensation: [],
    scsr_impact: [],
    is_limited_by_management: false,
  };
  return {
    engagement: "II",
    as_of: "2026-07-01T00:00:00.000Z",
    categories: ["security"],
    preconditions: { assertion_refused: false, representation_letter_refused: false, evidence_falsified: false },
    not_applicable: [],
    not_assessed: [],
    scsr_impact: [],
    description_issues: [],
    thresholds: {},
    controls: [control],
  };
}

function items(from: number, count: number, outcomesOf: (number: number) => readonly Outcome[]): ExaminedItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `item-${from + index}`,
    occurredAt: DAY.at,
    label: `change ${from + index}`,
    unit: null,
    evidence: null,
    outcomes: new Map([["CHG-02", outcomesOf(from + index)]]),
  }));
}

const { plan } = planSample(
  { control: { id: "CHG-02", risk: "moderate", frequency: "per_event" }, population: 1_840, excluded: 0 },
  { profile: DEFAULT_FIRM_PROFILE, method: "frequency", selection: "random" },
);

function sampled(input: OpinionInput, ...stages: readonly (readonly ExaminedItem[])[]): OpinionInput {
  return sampledInput(input, new Map([["CHG-02", { plan, stages }]]));
}

function conclusion(input: OpinionInput): string {
  const control = projectOpinion(input).controls["CHG-02"];
  return `${control?.conclusion} ${control?.n} ${control?.deviations} ${control?.because.join(" ")} ${control?.extend_by}`;
}

const clean = () => [pass()];
const firstBad = (number: number) => [number === 1 ? BAD : pass()];

describe("what the rules read of a sample", () => {
  it("is the sample alone: a deviation that was not drawn is not seen", () => {
    expect(conclusion(sampled(census(attribute("A")), items(2, 40, clean)))).toBe("EFFECTIVE 40 0 R2.3 null");
  });

  it("asks for the registered extension after one deviation, and forgives it when the extension is clean", () => {
    const first = items(1, 40, firstBad);
    expect(conclusion(sampled(census(attribute("A")), first))).toBe("INEFFECTIVE 40 1 R2.3 40");
    expect(conclusion(sampled(census(attribute("A")), first, items(41, 40, clean)))).toBe(
      "EFFECTIVE_WITH_EXCEPTION 80 1 R2.3 null",
    );
  });

  it("does not forgive a second deviation in the extension", () => {
    const second = items(880, 40, (number) => [number === 900 ? BAD : pass()]);
    expect(conclusion(sampled(census(attribute("A")), items(1, 40, firstBad), second))).toBe(
      "INEFFECTIVE 80 2 R2.3 null",
    );
  });

  it("counts evidence that cannot be had by its stage, and items to which an attribute does not apply not at all", () => {
    const mixed = items(2, 40, (number) => [
      number === 2 ? indeterminate("gap", "who?") : number === 3 ? notApplicable("a robot") : pass(),
    ]);
    const [control] = sampled(census(attribute("A")), mixed).controls;
    expect(control?.attributes[0]?.test).toEqual({
      mode: "frequency",
      stages: [{ n: 39, missing_unavailable: 1 }],
      is_closed: false,
      planned_extension: 40,
    });
    expect(control?.attributes[0]?.counts).toEqual({ pass: 38, not_applicable: 1, pending: 0, missing_unavailable: 1 });
  });

  it("cannot conclude on an attribute that no drawn item has, and asks all items of one that hardly any has", () => {
    const rare = (size: number) =>
      attribute("B", {
        population: { size, is_reliable: true, reasons: [] },
        counts: { pass: size, not_applicable: 1_840 - size, pending: 0, missing_unavailable: 0 },
        deviations: [],
      });
    const drawn = items(2, 40, () => [pass(), notApplicable("no emergency")]);
    const concluded = (size: number) => conclusion(sampled(census(attribute("A"), rare(size)), drawn)).split(" ")[0];
    expect([concluded(5), concluded(4), concluded(0)]).toEqual(["CANNOT_CONCLUDE", "EFFECTIVE", "EFFECTIVE"]);
  });

  it("leaves controls alone of which everything was examined", () => {
    const whole = planSample(
      { control: { id: "CHG-02", risk: "moderate", frequency: "state" }, population: 1_840, excluded: 0 },
      { profile: DEFAULT_FIRM_PROFILE, method: "frequency", selection: "random" },
    );
    const input = census(attribute("A"));
    const [control] = sampledInput(input, new Map([["CHG-02", { plan: whole.plan, stages: [] }]])).controls;
    expect(control?.attributes).toEqual(input.controls[0]?.attributes);
  });
});
