import { DISCLAIMER_TEXT, OPINION_RULES, OpinionProjection } from "../../../assess/opinion/projection.js";
import { CRITERION_IDS } from "../../../criteria/criteria.js";
import { due } from "../figures.js";
import type { ReportControl } from "../model.js";

export const AS_OF = "2026-07-03T09:00:00.000Z";

/** A qualified projection over the sample's controls: three findings, one of them a limitation. */
export function sampleOpinion(controls: readonly ReportControl[]): OpinionProjection {
  return {
    rules: OPINION_RULES,
    as_of: AS_OF,
    engagement: "II",
    withdrawal_likely: false,
    overall: { projected: "QUALIFIED", best: "QUALIFIED", worst: "ADVERSE", with_exceptions: true },
    subject: { description: "UNQUALIFIED", design: "UNQUALIFIED", operation: "QUALIFIED" },
    categories: {
      security: { projected: "QUALIFIED", best: "QUALIFIED", worst: "ADVERSE", with_exceptions: true },
      availability: { projected: "QUALIFIED", best: "QUALIFIED", worst: "QUALIFIED", with_exceptions: true },
    },
    criteria: criteria(),
    controls: Object.fromEntries(controls.map((control) => [control.id, projected(control)])),
    findings: FINDINGS,
    shortest_path: OpinionProjection.shape.shortest_path.parse(JSON.parse(PATH)),
    trace: trace(controls),
    disclaimer: DISCLAIMER_TEXT,
  };
}

/** As text, because linters take an object with `then` for a promise. */
const PATH = '[{"close":["F-IAM-03","F-IAM-05","F-MON-01"],"then":"UNQUALIFIED"}]';

const CONCLUSIONS: OpinionProjection["controls"][string]["conclusion"][] = [
  "EFFECTIVE",
  "EFFECTIVE_WITH_EXCEPTION",
  "EFFECTIVE_WITH_EXCEPTION",
  "INEFFECTIVE",
  "INEFFECTIVE",
  "NO_OCCURRENCE",
  "CANNOT_CONCLUDE",
];
const ORDER = ["BCP-01", "CHG-01", "ENC-01", "IAM-03", "IAM-05", "IR-01", "MON-01"];

const FINDINGS: OpinionProjection["findings"] = [
  {
    id: "F-IAM-03",
    control: "IAM-03",
    criterion: null,
    severity: "major",
    title: "Leavers keep their account longer than promised",
    because: ["R2.1", "R7"],
  },
  {
    id: "F-IAM-05",
    control: "IAM-05",
    criterion: null,
    severity: "major",
    title: "Access reviews of one quarter were not performed",
    because: ["R2.4", "R7"],
  },
  {
    id: "F-MON-01",
    control: "MON-01",
    criterion: null,
    severity: "moderate",
    title: "Alert histories of four weeks cannot be seen",
    because: ["R1.4", "R7"],
  },
];

function projected({ id, counts, risk }: ReportControl): OpinionProjection["controls"][string] {
  const conclusion = CONCLUSIONS[ORDER.indexOf(id)] ?? "NOT_APPLICABLE";
  const finding = FINDINGS.find(({ control }) => control === id);
  return {
    conclusion,
    pattern: counts.deviation === 0 ? null : id === "IAM-03" ? "SYSTEMATIC" : "UNDETERMINED",
    N: due(counts),
    n: due(counts) - counts.indeterminate,
    deviations: counts.deviation,
    tolerable: risk === "high" ? "0.05" : "0.1",
    risk: "0.05",
    upper_limit: due(counts) === 0 ? null : (counts.deviation / due(counts)).toFixed(4),
    finding: finding?.id ?? null,
    severity: finding?.severity ?? null,
    provisional: false,
    extend_by: null,
    because: finding?.because ?? ["R2.1"],
  };
}

function criteria(): OpinionProjection["criteria"] {
  const known: Readonly<Record<string, { conclusion: Conclusion; controls: string[]; because: string[] }>> = {
    "CC6.1": { conclusion: "MET_WITH_EXCEPTIONS", controls: ["ENC-01", "IAM-03"], because: ["R8.5"] },
    "CC6.2": { conclusion: "NOT_MET", controls: ["IAM-03", "IAM-05"], because: ["R8.2"] },
    "CC6.3": { conclusion: "NOT_MET", controls: ["IAM-03", "IAM-05"], because: ["R8.2"] },
    "CC7.2": { conclusion: "CANNOT_CONCLUDE", controls: ["MON-01"], because: ["R8.3"] },
    "CC7.3": { conclusion: "CANNOT_CONCLUDE", controls: ["MON-01"], because: ["R8.3"] },
    "CC7.4": { conclusion: "MET_DESIGN_ONLY", controls: ["IR-01"], because: ["R8.6"] },
    "CC8.1": { conclusion: "MET_WITH_EXCEPTIONS", controls: ["CHG-01"], because: ["R8.5"] },
    "A1.2": { conclusion: "MET", controls: ["BCP-01"], because: ["R8.7"] },
  };
  const ids = CRITERION_IDS.filter((id) => /^(CC|A)/.test(id));
  return Object.fromEntries(
    ids.map((id) => {
      const { conclusion, controls, because } = known[id] ?? {
        conclusion: "NOT_ASSESSED",
        controls: [],
        because: ["R8"],
      };
      return [id, { conclusion, controls, because, scsr_impact: conclusion === "NOT_MET" ? "significant" : "none" }];
    }),
  );
}
type Conclusion = OpinionProjection["criteria"][string]["conclusion"];

const RULES = ["R2.1", "R2.1", "R2.1", "R2.1", "R2.4", "R1.2", "R1.4"];
const OUTPUTS = ["clean", "within", "within", "exceeds", "exceeds", "NO_OCCURRENCE", "CANNOT_CONCLUDE"];

function trace(controls: readonly ReportControl[]): OpinionProjection["trace"] {
  const perControl = controls.map((control): OpinionProjection["trace"][number] => ({
    rule: RULES[ORDER.indexOf(control.id)] ?? "R2.1",
    inputs: { control: control.id, N: due(control.counts), d: control.counts.deviation, tolerable: "0.05" },
    output: OUTPUTS[ORDER.indexOf(control.id)] ?? "",
    explanation:
      due(control.counts) === 0
        ? "No item was due, in a complete list."
        : `${control.counts.deviation} of ${due(control.counts)} items due deviated.`,
    judgement: false,
  }));
  return [
    ...perControl,
    {
      rule: "R4",
      inputs: { control: "IAM-03", d: 9, months: 5, units: ["okta"] },
      output: "SYSTEMATIC",
      explanation:
        "Nine deviations are spread over five calendar months, and the rate is at least twice the tolerable one.",
      judgement: false,
    },
    {
      rule: "R8.2",
      inputs: { criterion: "CC6.2", bad: ["IAM-03"], redundant: [] },
      output: "NOT_MET",
      explanation: "A key control is not effective and no other control was declared to stand in for it.",
      judgement: false,
    },
    {
      rule: "R11",
      inputs: { best: "QUALIFIED", worst: "ADVERSE", opening: true, note: null },
      output: "QUALIFIED, at best QUALIFIED, at worst ADVERSE",
      explanation: "One broken pillar is a matter of judgement.",
      judgement: true,
    },
  ];
}
