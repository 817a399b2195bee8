import { describe, expect, test } from "vitest";
import type { InputControl, OpinionInput } from "../../../src/assess/opinion/input.js";
import { company, deviating, opinionText, project, tested, unproven } from "./company.js";

type Changes = Readonly<Record<string, Partial<InputControl>>>;

const BAD = { attributes: [tested({ N: 100, deviations: deviating(20) })] };
const OPEN = { attributes: [unproven("the export was cut off")] };
const MARRED = { attributes: [tested({ N: 100, deviations: deviating(1) })] };
const NEVER = { attributes: [tested({ N: 0 })] };
const NOT_HERE = { not_applicable: "we do not do this" };

/** `NOT_MET R8.2 by CHG-01`: what the rules say of one criterion. */
function on(criterion: string, changes: Changes, rest: Partial<OpinionInput> = {}): string {
  const found = project(company(changes, rest)).criteria[criterion];
  return `${found?.conclusion} ${found?.because.join("+")} by ${found?.controls.join(" ")}`;
}

describe("R8", () => {
  test("R8.1: without a key control it is a gap, supporting ones or not", () => {
    expect(on("CC1.4", { "HR-01": NOT_HERE })).toBe("NOT_MET R8.1 by ");
    expect(on("CC1.4", { "HR-01": { criteria: { key: [], supporting: ["CC1.4"] } } })).toBe("NOT_MET R8.1 by ");
    const projection = project(company({ "HR-01": NOT_HERE }));
    expect(projection.findings).toEqual([
      {
        id: "F-01",
        control: null,
        criterion: "CC1.4",
        severity: "major",
        title: "No key control speaks for CC1.4",
        because: ["R8.1"],
      },
    ]);
  });

  test("R8.2: a failed key control fails it unless a substitute declared beforehand is good", () => {
    expect(on("CC9.2", { "VEN-02": BAD })).toBe("NOT_MET R8.2 by VEN-02");
    const substitutes: readonly Partial<InputControl>[] = [{}, MARRED, BAD, OPEN, NEVER, NOT_HERE];
    const replaced = { ...BAD, redundant_with: ["PHY-01"] };
    expect(substitutes.map((each) => on("CC9.2", { "VEN-02": replaced, "PHY-01": each }))).toEqual([
      "MET_WITH_EXCEPTIONS R8.5 by VEN-02",
      "MET_WITH_EXCEPTIONS R8.5 by VEN-02",
      "NOT_MET R8.2 by VEN-02",
      "NOT_MET R8.2 by VEN-02",
      "NOT_MET R8.2 by VEN-02",
      "NOT_MET R8.2 by VEN-02",
    ]);
    expect(on("CC9.2", { "VEN-02": { ...BAD, redundant_with: ["VEN-02"] } })).toBe("NOT_MET R8.2 by VEN-02");
  });

  test("R8.2 comes before R8.3, and R8.3 before R8.4", () => {
    expect(on("CC9.2", { "VEN-01": OPEN, "VEN-02": BAD })).toBe("NOT_MET R8.2 by VEN-02");
    expect(on("CC9.2", { "VEN-01": OPEN })).toBe("CANNOT_CONCLUDE R8.3 by VEN-01");
    expect(on("CC9.2", { "VEN-01": { ...OPEN, redundant_with: ["PHY-01"] } })).toBe(
      "MET_WITH_EXCEPTIONS R8.5 by VEN-01",
    );
    const badSupport = { "GOV-03": BAD, "GOV-04": BAD, "BCP-03": BAD };
    expect(on("CC9.1", { ...badSupport, "BCP-05": OPEN })).toBe("CANNOT_CONCLUDE R8.3 by BCP-05");
  });

  test("R8.4: two thirds of at least three supporting controls", () => {
    // CC9.1 has GOV-03, GOV-04 and BCP-03 beside the key BCP-05.
    expect(on("CC9.1", { "GOV-03": BAD, "BCP-03": BAD })).toBe("NOT_MET R8.4 by BCP-03 GOV-03");
    expect(on("CC9.1", { "BCP-03": BAD })).toBe("MET_WITH_EXCEPTIONS R8.5 by BCP-03");
    expect(on("CC9.1", { "GOV-03": BAD, "BCP-03": BAD, "GOV-04": NOT_HERE })).toBe(
      "MET_WITH_EXCEPTIONS R8.5 by BCP-03 GOV-03",
    );
    expect(on("CC9.1", { "GOV-03": OPEN, "BCP-03": OPEN, "GOV-04": OPEN })).toBe(
      "MET_WITH_EXCEPTIONS R8.5 by BCP-03 GOV-03 GOV-04",
    );
  });

  test("R8.6: by design only when no key control had an occasion; R8.7 otherwise", () => {
    expect(on("CC9.2", { "VEN-01": NEVER, "VEN-02": NEVER })).toBe("MET_DESIGN_ONLY R8.6 by VEN-01 VEN-02");
    expect(on("CC9.2", { "VEN-01": NEVER })).toBe("MET R8.7 by VEN-01 VEN-02");
    expect(on("CC7.4", { "IR-01": NEVER, "IR-02": MARRED })).toBe("MET_WITH_EXCEPTIONS R8.5 by IR-02");
  });

  test("an attribute's own criteria fail those alone", () => {
    const fraud = { ...tested({ N: 100, deviations: deviating(20) }), id: "C", criteria: ["CC3.3" as const] };
    const assessment = { "GOV-03": { attributes: [tested({ N: 100 }), fraud] } };
    expect(["CC3.1", "CC3.2", "CC3.3", "CC3.4", "CC5.1", "CC9.1"].map((id) => on(id, assessment))).toEqual([
      "MET R8.7 by GOV-03",
      "MET R8.7 by GOV-03",
      "NOT_MET R8.2 by GOV-03",
      "MET R8.7 by GOV-03",
      "MET R8.7 by GOV-04",
      "MET R8.7 by BCP-05",
    ]);
  });

  test("a control none of whose attributes speaks for a criterion proves nothing there", () => {
    const only = { "HR-05": { attributes: [{ ...tested({ N: 100 }), criteria: ["CC1.4" as const] }] } };
    expect(on("CC1.5", only)).toBe("NOT_MET R8.1 by ");
    expect(on("CC1.4", only)).toBe("MET R8.7 by HR-01");
  });
});

describe("R8.8, the effect on commitments", () => {
  const said = (impact: "none" | "significant", status: "approved" | "proposed" | "rejected") => [
    { criterion: "CC9.2" as const, impact, status, reasoning: "the vendors hold no customer data" },
  ];
  const opinion = (control: Changes[string], rest: Partial<OpinionInput> = {}) =>
    opinionText(project(company({ "VEN-02": { ...BAD, ...control } }, rest)));

  test("approved reasoning that none is affected turns not met into an exception", () => {
    expect(on("CC9.2", { "VEN-02": { ...BAD, scsr_impact: said("none", "approved") } })).toBe(
      "MET_WITH_EXCEPTIONS R8.2+R8.8 by VEN-02",
    );
    expect(on("CC9.2", { "VEN-02": { ...BAD, scsr_impact: said("significant", "approved") } })).toBe(
      "NOT_MET R8.2 by VEN-02",
    );
  });

  test("every failing control must say so, and the criterion's own statement overrides them", () => {
    const none = { ...BAD, scsr_impact: said("none", "approved") };
    expect(on("CC9.2", { "VEN-01": none, "VEN-02": none })).toBe("MET_WITH_EXCEPTIONS R8.2+R8.8 by VEN-01 VEN-02");
    expect(on("CC9.2", { "VEN-01": BAD, "VEN-02": none })).toBe("NOT_MET R8.2 by VEN-01 VEN-02");
    expect(on("CC9.2", { "VEN-01": BAD, "VEN-02": BAD }, { scsr_impact: said("none", "approved") })).toBe(
      "MET_WITH_EXCEPTIONS R8.2+R8.8 by VEN-01 VEN-02",
    );
    expect(on("CC9.2", { "VEN-02": none }, { scsr_impact: said("none", "rejected") })).toBe("NOT_MET R8.2 by VEN-02");
    expect(
      on(
        "CC1.4",
        { "HR-01": NOT_HERE },
        {
          scsr_impact: [
            { criterion: "CC1.4", impact: "none", status: "approved", reasoning: "two founders, no hires" },
          ],
        },
      ),
    ).toBe("MET_WITH_EXCEPTIONS R8.1+R8.8 by ");
  });

  test("R11 accepts what is proposed at the best end and rejects all at the worst", () => {
    expect(opinion({ scsr_impact: said("none", "approved") })).toBe(
      "UNQUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]",
    );
    expect(opinion({ scsr_impact: said("none", "proposed") })).toBe(
      "QUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]",
    );
    expect(opinion({ scsr_impact: said("none", "rejected") })).toBe("QUALIFIED with exceptions [QUALIFIED, QUALIFIED]");
  });
});

describe("criteria outside", () => {
  test("not applicable: out of everything, its control's finding is no longer about a key mapping", () => {
    const rest = { not_applicable: [{ criterion: "CC6.4" as const, reason: "no premises" }] };
    expect(on("CC6.4", { "PHY-01": BAD }, rest)).toBe("NOT_APPLICABLE  by ");
    expect(opinionText(project(company({ "PHY-01": BAD }, rest)))).toBe("UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]");
  });

  test("not assessed: neither met nor not, no gap, and the trace says that nothing is said", () => {
    const rest = { not_assessed: [{ criterion: "CC1.4" as const, reason: "hiring is examined elsewhere" }] };
    const projection = project(company({ "HR-01": BAD }, rest));
    expect(projection.criteria["CC1.4"]).toEqual({
      conclusion: "NOT_ASSESSED",
      because: [],
      controls: [],
      scsr_impact: "unassessed",
    });
    expect(opinionText(projection)).toBe("UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]");
    expect(projection.findings.map(({ severity, control }) => `${severity} ${control}`)).toEqual(["major HR-01"]);
    const sentence = projection.trace.find(({ inputs }) => inputs.criterion === "CC1.4")?.explanation;
    expect(sentence).toBe(
      "CC1.4: this projection says nothing about it, neither met nor not met, because it is not assessed here: hiring is examined elsewhere. It still counts among the applicable criteria. HR-01 INEFFECTIVE would bear on it and is not counted here.",
    );
    expect(on("CC1.4", { "HR-01": NOT_HERE }, rest)).toBe("NOT_ASSESSED  by ");
    expect(project(company({ "HR-01": NOT_HERE }, rest)).findings).toEqual([]);
  });
});
