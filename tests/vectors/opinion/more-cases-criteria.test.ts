import { describe, expect, test } from "vitest";
import type { InputControl, OpinionInput } from "../../../src/assess/opinion/input.js";
import { type Category, type CriterionId, criteriaOf } from "../../../src/criteria/criteria.js";
import { CATALOGUE } from "./catalogue.js";
import { company, deviating, effective, opinionText, project, tested, unproven } from "./company.js";

/** Worked by hand from domain 4.3 and 4.3.1: criteria, pervasiveness, categories. */
type Changes = Readonly<Record<string, Partial<InputControl>>>;

const BAD = { attributes: [tested({ N: 100, deviations: deviating(20) })] };
const GROSS = { attributes: [tested({ N: 100, deviations: deviating(50) })] };
const MARRED = { attributes: [tested({ N: 100, deviations: deviating(1) })] };
const OPEN = { attributes: [unproven("the export was cut off")] };
const NEVER = { attributes: [tested({ N: 0 })] };
const DESIGN = { design: { is_deficient: true, reason: null } };
const ABSENT = { not_applicable: "we do not do this" };

/** `NOT_MET R8.2`: what the rules say of one criterion of the catalogue's company. */
function on(criterion: string, changes: Changes, rest: Partial<OpinionInput> = {}): string {
  const found = project(company(changes, rest)).criteria[criterion];
  return `${found?.conclusion} ${found?.because.join("+")}`;
}
const all = (ids: readonly string[], change: Partial<InputControl>): Changes =>
  Object.fromEntries(ids.map((id) => [id, change]));

describe("R8, every branch on CC8.1: key CHG-01, CHG-02, CHG-05, and seven supporting controls", () => {
  const SUPPORTING = ["CFG-01", "CHG-03", "CHG-04", "CHG-06", "CHG-07", "CHG-08", "CHG-09"];
  test.each<[string, Changes, string]>([
    ["all operate", {}, "MET R8.7"],
    ["one key control marred", { "CHG-02": MARRED }, "MET_WITH_EXCEPTIONS R8.5"],
    ["one key control failed", { "CHG-02": BAD }, "NOT_MET R8.2"],
    ["one key control of deficient design", { "CHG-02": DESIGN }, "NOT_MET R8.2"],
    ["one key control open", { "CHG-02": OPEN }, "CANNOT_CONCLUDE R8.3"],
    ["one key control failed and one open", { "CHG-02": OPEN, "CHG-05": BAD }, "NOT_MET R8.2"],
    ["one key control without occasion", { "CHG-02": NEVER }, "MET R8.7"],
    ["all key controls without occasion", all(["CHG-01", "CHG-02", "CHG-05"], NEVER), "MET_DESIGN_ONLY R8.6"],
    [
      "all key controls without occasion and a supporting one marred",
      { ...all(["CHG-01", "CHG-02", "CHG-05"], NEVER), "CHG-04": MARRED },
      "MET_WITH_EXCEPTIONS R8.5",
    ],
    ["no key control applies", all(["CHG-01", "CHG-02", "CHG-05"], ABSENT), "NOT_MET R8.1"],
    ["only one key control applies", all(["CHG-01", "CHG-05"], ABSENT), "MET R8.7"],
    ["one supporting control failed", all(SUPPORTING.slice(0, 1), BAD), "MET_WITH_EXCEPTIONS R8.5"],
    ["4 of 7 supporting failed are 57 %", all(SUPPORTING.slice(0, 4), BAD), "MET_WITH_EXCEPTIONS R8.5"],
    ["5 of 7 supporting failed are 71 %", all(SUPPORTING.slice(0, 5), BAD), "NOT_MET R8.4"],
    [
      "4 of 6 supporting that apply are exactly two thirds",
      { ...all(SUPPORTING.slice(0, 4), BAD), ...all(SUPPORTING.slice(6), ABSENT) },
      "NOT_MET R8.4",
    ],
    [
      "2 of 3 supporting that apply are exactly two thirds",
      { ...all(SUPPORTING.slice(0, 2), BAD), ...all(SUPPORTING.slice(3), ABSENT) },
      "NOT_MET R8.4",
    ],
    [
      "2 of 2 supporting: fewer than three never fail it",
      { ...all(SUPPORTING.slice(0, 2), BAD), ...all(SUPPORTING.slice(2), ABSENT) },
      "MET_WITH_EXCEPTIONS R8.5",
    ],
    ["7 of 7 supporting open are not bad", all(SUPPORTING, OPEN), "MET_WITH_EXCEPTIONS R8.5"],
    ["5 of 7 supporting of deficient design", all(SUPPORTING.slice(0, 5), DESIGN), "NOT_MET R8.4"],
    [
      "5 of 7 supporting failed, a key control open",
      { ...all(SUPPORTING.slice(0, 5), BAD), "CHG-01": OPEN },
      "CANNOT_CONCLUDE R8.3",
    ],
    ["replaced by one that operates", { "CHG-01": { ...BAD, redundant_with: ["PHY-01"] } }, "MET_WITH_EXCEPTIONS R8.5"],
    [
      "replaced by one that is mitigated",
      { "CHG-01": { ...BAD, redundant_with: ["PHY-01"] }, "PHY-01": BAD },
      "NOT_MET R8.2",
    ],
    ["two failed, one replaced", { "CHG-01": { ...BAD, redundant_with: ["PHY-01"] }, "CHG-05": BAD }, "NOT_MET R8.2"],
    [
      "replaced by a failed and by a good one",
      { "CHG-01": { ...BAD, redundant_with: ["VEN-02", "PHY-01"] }, "VEN-02": BAD },
      "MET_WITH_EXCEPTIONS R8.5",
    ],
  ])("%s", (_, changes, expected) => {
    expect(on("CC8.1", changes)).toBe(expected);
  });
});

describe("R8, attributes with criteria of their own (GOV-03)", () => {
  const part = (id: string, d: number, criteria: readonly CriterionId[] | null) => ({
    ...tested({ N: 100, deviations: deviating(d) }),
    id,
    criteria: criteria === null ? null : [...criteria],
  });
  const risk = (...attributes: ReturnType<typeof part>[]): Changes => ({ "GOV-03": { attributes } });
  const conclusions = (changes: Changes) => ["CC3.1", "CC3.2", "CC3.3", "CC3.4"].map((id) => on(id, changes));
  const [MET, EXCEPT, FAIL] = ["MET R8.7", "MET_WITH_EXCEPTIONS R8.5", "NOT_MET R8.2"];
  test.each<[string, Changes, readonly (string | undefined)[]]>([
    ["fraud missing fails CC3.3 alone", risk(part("A", 0, null), part("B", 20, ["CC3.3"])), [MET, MET, FAIL, MET]],
    ["fraud marred marks CC3.3 alone", risk(part("A", 0, null), part("B", 1, ["CC3.3"])), [MET, MET, EXCEPT, MET]],
    [
      "the rest fails, fraud was considered",
      risk(part("A", 20, null), part("B", 0, ["CC3.3"])),
      [FAIL, FAIL, FAIL, FAIL],
    ],
    ["two of them", risk(part("A", 0, null), part("B", 20, ["CC3.3", "CC3.4"])), [MET, MET, FAIL, FAIL]],
    [
      "each its own",
      risk(part("A", 20, ["CC3.1"]), part("B", 1, ["CC3.2"]), part("C", 0, ["CC3.3", "CC3.4"])),
      [FAIL, EXCEPT, MET, MET],
    ],
    [
      "nothing speaks for CC3.4",
      risk(part("A", 0, ["CC3.1", "CC3.2"]), part("B", 0, ["CC3.3"])),
      [MET, MET, MET, "NOT_MET R8.1"],
    ],
  ])("%s", (_, changes, expected) => {
    expect(conclusions(changes)).toEqual(expected);
  });
});

/** One key control per criterion, so that each fails by itself. */
function opinion(
  changes: Readonly<Partial<Record<CriterionId, Partial<InputControl>>>>,
  { categories = ["security"], ...rest }: Partial<OpinionInput> = {},
) {
  const [base] = CATALOGUE;
  if (base === undefined) throw new Error("the catalogue is empty");
  const criteria = [...new Set(categories.flatMap((category) => criteriaOf(category)))];
  const controls = criteria.map((criterion) => ({
    ...effective({ ...base, id: `K-${criterion}`, risk: "moderate", key: [criterion], supporting: [] }),
    ...changes[criterion],
  }));
  return project(company({}, { ...rest, categories, controls }));
}
const each = (criteria: readonly CriterionId[], change: Partial<InputControl>) =>
  Object.fromEntries(criteria.map((criterion) => [criterion, change]));
const projected = (changes: Parameters<typeof opinion>[0], rest: Partial<OpinionInput> = {}) =>
  opinion(changes, rest).overall.projected;

describe("R9, a quarter and five series, at their edges", () => {
  /** Eight criteria of four series that break no pillar and touch no foundation. */
  const EIGHT: readonly CriterionId[] = ["CC2.1", "CC2.2", "CC2.3", "CC3.1", "CC3.2", "CC3.3", "CC9.1", "CC7.1"];
  const without = (...criteria: CriterionId[]) => ({
    not_applicable: criteria.map((criterion) => ({ criterion, reason: "does not arise here" })),
  });
  test.each<[string, string, string]>([
    ["8 of 33 are 24.2 %", projected(each(EIGHT, BAD)), "QUALIFIED"],
    ["9 of 33 are 27.3 %", projected(each([...EIGHT, "CC9.2"], BAD)), "ADVERSE"],
    ["8 of 32 are exactly 25 %", projected(each(EIGHT, BAD), without("CC6.4")), "ADVERSE"],
    [
      "7 of 29 are 24.1 %",
      projected(each(EIGHT.slice(1), BAD), without("CC6.4", "CC6.5", "CC6.6", "CC6.7")),
      "QUALIFIED",
    ],
    [
      "7 of 28 are exactly 25 %",
      projected(each(EIGHT.slice(1), BAD), without("CC6.4", "CC6.5", "CC6.6", "CC6.7", "CC6.8")),
      "ADVERSE",
    ],
    ["5 series, 5 criteria", projected(each(["CC2.1", "CC3.1", "CC6.4", "CC7.1", "CC9.1"], BAD)), "ADVERSE"],
    ["4 series, 5 criteria", projected(each(["CC2.1", "CC2.2", "CC3.1", "CC6.4", "CC7.1"], BAD)), "QUALIFIED"],
    ["8 of 33 open", projected(each(EIGHT, OPEN)), "QUALIFIED"],
    ["9 of 33 open", projected(each([...EIGHT, "CC9.2"], OPEN)), "DISCLAIMER"],
    ["8 of 32 open", projected(each(EIGHT, OPEN), without("CC6.4")), "DISCLAIMER"],
    ["5 series open", projected(each(["CC2.1", "CC3.1", "CC6.4", "CC7.1", "CC9.1"], OPEN)), "DISCLAIMER"],
    [
      "4 series open, a fifth failed",
      projected({ ...each(["CC2.1", "CC3.1", "CC6.4", "CC7.1"], OPEN), "CC9.1": BAD }),
      "QUALIFIED",
    ],
    ["access and change open entirely", projected(each(["CC6.1", "CC6.2", "CC6.3", "CC8.1"], OPEN)), "DISCLAIMER"],
    ["two thirds of access and change open", projected(each(["CC6.1", "CC6.2", "CC8.1"], OPEN)), "QUALIFIED"],
    [
      "access open without the criterion that does not apply",
      projected(each(["CC6.1", "CC6.2", "CC8.1"], OPEN), without("CC6.3")),
      "DISCLAIMER",
    ],
    [
      "access and change broken",
      projected({ ...each(["CC6.2", "CC6.3"], BAD), "CC6.1": GROSS, "CC8.1": DESIGN }),
      "ADVERSE",
    ],
    [
      "access failed by less than half, change broken",
      projected({ ...each(["CC6.1", "CC6.2", "CC6.3"], BAD), "CC8.1": DESIGN }),
      "QUALIFIED",
    ],
    ["change broken and CC4.1 not met", projected({ "CC8.1": GROSS, "CC4.1": BAD }), "ADVERSE"],
    ["change broken and CC4.1 only open", projected({ "CC8.1": GROSS, "CC4.1": OPEN }), "QUALIFIED"],
    ["change broken and CC2.1 not met", projected({ "CC8.1": GROSS, "CC2.1": BAD }), "QUALIFIED"],
    [
      "pervasive failure goes before limitation",
      projected({ ...each([...EIGHT, "CC9.2"], BAD), ...each(["CC6.1", "CC6.2", "CC6.3", "CC8.1"], OPEN) }),
      "ADVERSE",
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe("R10, by category", () => {
  const EIGHT: readonly CriterionId[] = ["CC2.1", "CC2.2", "CC2.3", "CC3.1", "CC3.2", "CC3.3", "CC9.1", "CC7.1"];
  const said = (changes: Parameters<typeof opinion>[0], categories: Category[]) => {
    const projection = opinion(changes, { categories });
    return [
      ...categories.map((category) => opinionText(projection, category).split(" [")[0]),
      projection.overall.projected,
    ];
  };
  test.each<[string, ReturnType<typeof said>, readonly string[]]>([
    [
      "a common criterion fails every category",
      said({ "CC9.2": BAD }, ["security", "availability", "privacy"]),
      ["QUALIFIED", "QUALIFIED", "QUALIFIED", "QUALIFIED"],
    ],
    [
      "a criterion of availability fails that alone",
      said({ "A1.3": BAD }, ["security", "availability", "confidentiality"]),
      ["UNQUALIFIED", "QUALIFIED", "UNQUALIFIED", "QUALIFIED"],
    ],
    [
      "a criterion of confidentiality is open",
      said({ "C1.2": OPEN }, ["security", "confidentiality"]),
      ["UNQUALIFIED", "QUALIFIED", "QUALIFIED"],
    ],
    [
      "an exception in privacy is one there alone",
      said({ "P6.6": MARRED }, ["security", "privacy"]),
      ["UNQUALIFIED", "UNQUALIFIED with exceptions", "UNQUALIFIED"],
    ],
    [
      "8 of 33 and 9 of 36: pervasive in availability alone",
      said({ ...each(EIGHT, BAD), "A1.1": BAD }, ["security", "availability"]),
      ["QUALIFIED", "ADVERSE", "ADVERSE"],
    ],
    [
      "9 of 33 are pervasive in security, and 9 of 51 in privacy are not",
      said(each([...EIGHT, "CC9.2"], BAD), ["security", "privacy"]),
      ["ADVERSE", "QUALIFIED", "ADVERSE"],
    ],
    [
      "four series open and a fifth failed add up to neither limit",
      said({ ...each(["CC2.1", "CC3.1", "CC6.4", "CC7.1"], OPEN), "A1.2": OPEN, "CC9.2": BAD }, [
        "security",
        "availability",
      ]),
      ["QUALIFIED", "QUALIFIED", "QUALIFIED"],
    ],
    [
      "processing integrity has five criteria of its own",
      said(each(["PI1.1", "PI1.2", "PI1.3", "PI1.4", "PI1.5"], BAD), ["security", "processing_integrity"]),
      ["UNQUALIFIED", "QUALIFIED", "QUALIFIED"],
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});
