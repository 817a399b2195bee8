import { describe, expect, test } from "vitest";
import type { InputControl, OpinionInput } from "../../../src/assess/opinion/input.js";
import type { CriterionId } from "../../../src/criteria/criteria.js";
import { criteriaOf } from "../../../src/criteria/criteria.js";
import { CATALOGUE } from "./catalogue.js";
import { company, deviating, effective, opinionText, project, tested, unproven } from "./company.js";

const BAD = { attributes: [tested({ N: 100, deviations: deviating(20) })] };
const OPEN = { attributes: [unproven("the export was cut off")] };
const GROSS = { attributes: [tested({ N: 100, deviations: deviating(50) })] };
const DESIGN = { design: { is_deficient: true, reason: null } };

/** One key control per criterion, so that each criterion fails by itself. */
function oneByOne(
  changes: Readonly<Partial<Record<CriterionId, Partial<InputControl>>>>,
  rest: Partial<OpinionInput> = {},
) {
  const [base] = CATALOGUE;
  if (base === undefined) throw new Error("the catalogue is empty");
  const categories = rest.categories ?? ["security"];
  const criteria = [...new Set(categories.flatMap((category) => criteriaOf(category)))];
  const controls = criteria.map((criterion) => ({
    ...effective({ ...base, id: `K-${criterion}`, risk: "moderate", key: [criterion], supporting: [] }),
    ...changes[criterion],
  }));
  return project(company({}, { ...rest, controls }));
}

function failing(
  criteria: readonly CriterionId[],
  how: Partial<InputControl> = BAD,
  rest: Partial<OpinionInput> = {},
): string {
  return (
    opinionText(oneByOne(Object.fromEntries(criteria.map((criterion) => [criterion, how])), rest)).split(" ")[0] ?? ""
  );
}

/** Nine criteria of four series: more than a quarter of 33, and not five series. */
const NINE: readonly CriterionId[] = ["CC1.1", "CC1.2", "CC1.3", "CC1.4", "CC2.1", "CC2.2", "CC3.1", "CC3.2", "CC4.1"];

describe("R9, pervasive failure", () => {
  test("P1: 9 of 33 are a quarter, 8 are not; of 36 even 9 are exactly one", () => {
    expect([failing(NINE), failing(NINE.slice(1))]).toEqual(["ADVERSE", "QUALIFIED"]);
    const rest = { categories: ["security" as const, "availability" as const] };
    const both = oneByOne(Object.fromEntries(NINE.map((criterion) => [criterion, BAD])), rest);
    expect([opinionText(both, "security"), opinionText(both, "availability")]).toEqual([
      "ADVERSE [ADVERSE, ADVERSE]",
      "ADVERSE [ADVERSE, ADVERSE]",
    ]);
    const eight = NINE.slice(1);
    const notApplicable = ["CC6.4" as const].map((criterion) => ({ criterion, reason: "no premises" }));
    expect(failing(eight, BAD, { not_applicable: notApplicable })).toBe("ADVERSE");
    const notAssessed = ["CC6.4" as const].map((criterion) => ({ criterion, reason: "examined elsewhere" }));
    expect(failing(eight, BAD, { not_assessed: notAssessed })).toBe("QUALIFIED");
  });

  test("P2: five of the nine series", () => {
    const series: readonly CriterionId[] = ["CC1.1", "CC2.1", "CC3.1", "CC4.1", "CC5.1"];
    expect([failing(series), failing(series.slice(1)), failing([...series.slice(1), "CC4.2"])]).toEqual([
      "ADVERSE",
      "QUALIFIED",
      "QUALIFIED",
    ]);
  });

  test("P3: two broken pillars, or one and a failed foundation", () => {
    const broken = (more: Parameters<typeof oneByOne>[0]) => opinionText(oneByOne({ "CC8.1": DESIGN, ...more }));
    const monitoring = { "CC7.2": GROSS, "CC7.3": BAD, "CC7.4": BAD };
    expect(broken({})).toBe("QUALIFIED [QUALIFIED, ADVERSE]");
    expect(broken(monitoring)).toBe("ADVERSE [ADVERSE, ADVERSE]");
    expect(broken({ ...monitoring, "CC7.4": {} })).toBe("QUALIFIED [QUALIFIED, ADVERSE]");
    expect(broken({ ...monitoring, "CC7.2": BAD })).toBe("QUALIFIED [QUALIFIED, ADVERSE]");
    for (const foundation of ["CC1.5", "CC4.2", "CC5.3"] as const) {
      expect(broken({ [foundation]: BAD })).toBe("ADVERSE [ADVERSE, ADVERSE]");
    }
    expect(broken({ "CC3.1": BAD })).toBe("QUALIFIED [QUALIFIED, ADVERSE]");
  });

  test("a pillar needs a key control that hardly exists: half of the items, or none at all", () => {
    const half = (N: number, d: number) =>
      opinionText(oneByOne({ "CC8.1": { attributes: [tested({ N, deviations: deviating(d) })] } }));
    expect([half(100, 50), half(100, 49), half(12, 12)]).toEqual([
      "QUALIFIED [QUALIFIED, ADVERSE]",
      "QUALIFIED [QUALIFIED, QUALIFIED]",
      "QUALIFIED [QUALIFIED, QUALIFIED]",
    ]);
    const gap = oneByOne({ "CC8.1": { not_applicable: "there is none" } });
    expect(opinionText(gap)).toBe("QUALIFIED [QUALIFIED, ADVERSE]");
  });

  test("P4: management overriding a key control by authority; not somebody else, not a supporting control", () => {
    const overridden = (by_management: boolean, criteria?: InputControl["criteria"]) => {
      const bypass = { is_intentional: false, is_concealed: false, by_authority: true, by_management };
      return opinionText(oneByOne({ "CC6.4": { bypass, ...(criteria === undefined ? {} : { criteria }) } }));
    };
    expect([overridden(true), overridden(false)]).toEqual([
      "ADVERSE [ADVERSE, ADVERSE]",
      "QUALIFIED [QUALIFIED, QUALIFIED]",
    ]);
    expect(overridden(true, { key: [], supporting: ["CC6.4"] })).toBe("QUALIFIED [QUALIFIED, QUALIFIED]");
  });
});

describe("R9, pervasive limitation", () => {
  test("L1 and L2: a quarter, or five series, that cannot be concluded", () => {
    expect([failing(NINE, OPEN), failing(NINE.slice(1), OPEN)]).toEqual(["DISCLAIMER", "QUALIFIED"]);
    const series: readonly CriterionId[] = ["CC1.1", "CC2.1", "CC3.1", "CC4.1", "CC5.1"];
    expect([failing(series, OPEN), failing(series.slice(1), OPEN)]).toEqual(["DISCLAIMER", "QUALIFIED"]);
  });

  test("L3: two pillars entirely open", () => {
    expect(failing(["CC8.1", "CC7.2", "CC7.3", "CC7.4"], OPEN)).toBe("DISCLAIMER");
    expect(failing(["CC8.1", "CC7.2", "CC7.3"], OPEN)).toBe("QUALIFIED");
  });

  test("L4: management withholds evidence on one criterion of a pillar", () => {
    const withheld = { ...OPEN, is_limited_by_management: true };
    expect(failing(["CC7.3"], withheld)).toBe("DISCLAIMER");
    expect(failing(["CC7.1"], withheld)).toBe("QUALIFIED");
  });
});

describe("R10, decision table 4.4", () => {
  const MINOR = { attributes: [tested({ N: 100, deviations: deviating(1) })] };
  const NINE_OPEN = Object.fromEntries(NINE.map((criterion) => [criterion, OPEN]));
  const NINE_BAD = Object.fromEntries(
    (["CC5.1", "CC5.2", "CC6.4", "CC6.5", "CC6.6", "CC7.1", "CC9.1", "CC9.2", "CC2.3"] as const).map((id) => [id, BAD]),
  );
  const material = [{ id: "D-1", is_material: true, text: "a retired data centre is still described" }];
  const refused = { assertion_refused: false, representation_letter_refused: true, evidence_falsified: false };

  test.each<[row: string, projection: ReturnType<typeof oneByOne>, expected: string]>([
    ["1 refused", oneByOne({ ...NINE_BAD, ...NINE_OPEN }, { preconditions: refused }), "DISCLAIMER"],
    ["2 pervasive failure before limitation", oneByOne({ ...NINE_OPEN, ...NINE_BAD }), "ADVERSE"],
    ["3 pervasive limitation", oneByOne({ ...NINE_OPEN, "CC9.1": BAD }), "DISCLAIMER"],
    ["4 not met", oneByOne({ "CC9.1": BAD, "CC9.2": OPEN }), "QUALIFIED"],
    ["5 cannot conclude", oneByOne({ "CC9.2": OPEN }), "QUALIFIED"],
    ["5 material description issue", oneByOne({}, { description_issues: material }), "QUALIFIED"],
    ["6 exceptions", oneByOne({ "CC9.2": MINOR }), "UNQUALIFIED with exceptions"],
    ["7 nothing", oneByOne({}), "UNQUALIFIED"],
  ])("row %s", (_row, projection, expected) => {
    expect(opinionText(projection).split(" [")[0]).toBe(expected);
  });

  test("description, design and operation are opinions of their own", () => {
    const subject = (changes: Parameters<typeof oneByOne>[0], rest: Partial<OpinionInput> = {}) => {
      const { description, design, operation } = oneByOne(changes, rest).subject;
      return `${description} ${design} ${operation}`;
    };
    expect(subject({}, { description_issues: material })).toBe("QUALIFIED UNQUALIFIED UNQUALIFIED");
    expect(subject({}, { description_issues: [{ id: "D-2", is_material: false, text: "a typing error" }] })).toBe(
      "UNQUALIFIED UNQUALIFIED UNQUALIFIED",
    );
    expect(subject({ "CC9.2": BAD })).toBe("UNQUALIFIED UNQUALIFIED QUALIFIED");
    expect(subject({ "CC9.2": DESIGN })).toBe("UNQUALIFIED QUALIFIED QUALIFIED");
    expect(subject({ "CC9.2": { not_applicable: "there is none" } })).toBe("UNQUALIFIED QUALIFIED QUALIFIED");
    expect(subject(Object.fromEntries(NINE.map((criterion) => [criterion, DESIGN])))).toBe(
      "UNQUALIFIED ADVERSE ADVERSE",
    );
    expect(subject({ "CC9.2": BAD }, { preconditions: refused })).toBe("DISCLAIMER DISCLAIMER DISCLAIMER");
  });

  test("type I judges design alone: no operation, no presence, no override", () => {
    const bypass = { is_intentional: true, is_concealed: false, by_authority: true, by_management: true };
    const typeOne = { engagement: "I" as const };
    const operated = oneByOne({ "CC9.2": { ...BAD, bypass, presence: { share: "0.5", predecessor: null } } }, typeOne);
    expect(operated.subject).toEqual({ description: "UNQUALIFIED", design: "UNQUALIFIED", operation: null });
    expect(opinionText(operated)).toBe("UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]");
    expect(operated.controls["K-CC9.2"]).toMatchObject({ conclusion: "EFFECTIVE", N: null, n: 0, finding: null });
    const deficient = oneByOne({ "CC9.2": DESIGN }, typeOne);
    expect(opinionText(deficient)).toBe("QUALIFIED [QUALIFIED, QUALIFIED]");
    expect(deficient.subject).toEqual({ description: "UNQUALIFIED", design: "QUALIFIED", operation: null });
  });
});

describe("categories", () => {
  test("each has its own criteria and all common ones; overall is the worst", () => {
    const rest = { categories: ["availability" as const, "security" as const, "confidentiality" as const] };
    const projection = oneByOne({ "A1.2": BAD }, rest);
    expect(Object.entries(projection.categories).map(([name, { projected }]) => `${name} ${projected}`)).toEqual([
      "security UNQUALIFIED",
      "availability QUALIFIED",
      "confidentiality UNQUALIFIED",
    ]);
    expect(projection.overall.projected).toBe("QUALIFIED");
    expect(Object.keys(projection.criteria)).toHaveLength(38);
  });

  test("A of each of the five counts 33 and its own", () => {
    expect(
      (["security", "availability", "confidentiality", "processing_integrity", "privacy"] as const).map(
        (each) => criteriaOf(each).length,
      ),
    ).toEqual([33, 36, 35, 38, 51]);
  });
});
