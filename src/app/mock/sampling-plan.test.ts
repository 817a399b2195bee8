import { describe, expect, it } from "vitest";
import type { Frequency, Risk } from "../../assess/control.js";
import { DEFAULT_FIRM_PROFILE, type FirmProfile } from "../../statistics/firm-profile.js";
import { planSample } from "./sampling-plan.js";

interface Asked {
  readonly population: number;
  readonly risk?: Risk;
  readonly frequency?: Frequency;
  readonly method?: FirmProfile["method"];
  readonly change?: Partial<FirmProfile>;
}

function planned({ population, risk = "moderate", frequency = "per_event", method = "frequency", change = {} }: Asked) {
  const profile = { ...DEFAULT_FIRM_PROFILE, ...change };
  return planSample(
    { control: { id: "CHG-02", risk, frequency }, population, excluded: 0 },
    { profile, method, selection: "stratified" },
  );
}

function stages(asked: Asked): string {
  const { mode, stages: each, extension } = planned(asked).plan;
  const text = each.map(({ n, accept, reject }) => `${n} ${accept}/${reject}`).join(", ");
  return `${mode}: ${text} (${extension ?? "none"})`;
}

describe("a sampling plan", () => {
  it("examines all where a sample says little, is tiny, or one failure is the loss", () => {
    expect([
      stages({ population: 900, frequency: "state" }),
      stages({ population: 900, frequency: "per_use" }),
      stages({ population: 4 }),
      stages({ population: 0 }),
      stages({ population: 2, frequency: "quarterly" }),
    ]).toEqual(Array(5).fill("full:  (none)"));
    expect(planned({ population: 0 }).plan.because).toContain("Nothing occurred");
  });

  it("sizes by the firm's table, five being the first population that is sampled", () => {
    expect([
      stages({ population: 5 }),
      stages({ population: 1_840 }),
      stages({ population: 1_840, risk: "high" }),
    ]).toEqual(["frequency: 4 0/1 (none)", "frequency: 40 0/2, 80 1/2 (40)", "frequency: 60 0/2, 120 1/2 (60)"]);
    expect(stages({ population: 12, frequency: "monthly" })).toBe("frequency: 3 0/1 (none)");
  });

  it("registers an extension only where the whole plan keeps the accepted risk, and never when the firm has none", () => {
    const { plan } = planned({ population: 1_840 });
    expect(Number(plan.true_risk)).toBeLessThanOrEqual(0.1);
    expect(planned({ population: 41, risk: "high" }).plan.extension_reason).toContain(
      "No second stage keeps the true risk",
    );
    expect(stages({ population: 1_840, change: { extension: "none" } })).toBe("frequency: 40 0/1 (none)");
  });

  it("sizes statistically for the rate, with equal stages, or for an expected rate", () => {
    expect(stages({ population: 1_840, risk: "high", method: "statistical", change: { extension: "none" } })).toBe(
      "statistical: 58 0/1 (none)",
    );
    const two = planned({ population: 1_840, risk: "high", method: "statistical" }).plan;
    expect([two.stages[1]?.n, Number(two.true_risk) <= 0.05]).toEqual([2 * (two.stages[0]?.n ?? 0), true]);
    expect(stages({ population: 1_840, risk: "high", method: "statistical", change: { expected_rate: "0.01" } })).toBe(
      "statistical: 93 1/2 (none)",
    );
  });

  it("examines all when no sample of the population can do it", () => {
    expect(planned({ population: 15, risk: "high", method: "statistical" }).plan.mode).toBe("full");
    expect(planned({ population: 10, method: "statistical", change: { expected_rate: "0.10" } }).plan.mode).toBe(
      "full",
    );
  });

  it("sizes discovery for critical items, and one hit ends it", () => {
    expect(stages({ population: 1_840, risk: "high", method: "discovery" })).toBe("discovery: 476 0/1 (none)");
  });

  it("names the rule and everything that went into it", () => {
    expect(planned({ population: 1_840, risk: "high" }).rule).toEqual({
      rule: "frequency",
      population: 1_840,
      frequency: "per_event",
      risk_level: "high",
      profile: DEFAULT_FIRM_PROFILE.name,
    });
  });
});
