import type { InputControl, OpinionInput } from "../../../src/assess/opinion/input.js";
import {
  company,
  DAY,
  deviating,
  frequency,
  late,
  ONE_TIME,
  PERSON,
  SYSTEM,
  stateItems,
  statistical,
  tested,
  unproven,
} from "./company.js";

/** One worked example of domain 4.5, every column stated. Criteria lists are complete, not only the deciding ones. */
export interface WorkedExample {
  readonly id: string;
  readonly input: OpinionInput;
  /** Conclusion and pattern of every control that is not simply EFFECTIVE. */
  readonly controls: Readonly<Record<string, string>>;
  /** Severity and what each finding is about, in order of ids. */
  readonly findings: readonly string[];
  readonly notMet?: readonly string[];
  readonly open?: readonly string[];
  readonly exceptions?: readonly string[];
  readonly designOnly?: readonly string[];
  /** `projected [best, worst]`, overall. */
  readonly opinion: string;
  readonly security?: string;
  readonly isWithdrawalLikely?: boolean;
}

const SAME = {
  clean: "UNQUALIFIED [UNQUALIFIED, UNQUALIFIED]",
  exceptions: "UNQUALIFIED with exceptions [UNQUALIFIED, UNQUALIFIED]",
  qualified: "QUALIFIED [QUALIFIED, QUALIFIED]",
  qualifiedWithExceptions: "QUALIFIED with exceptions [QUALIFIED, QUALIFIED]",
  withdrawal: "DISCLAIMER [DISCLAIMER, DISCLAIMER]",
};

const LEAVERS_LATE = late(5, { late: 5 * DAY, allowed: 3 * DAY });
const QUARTER = 91 * DAY;

function compensated(items: number): Partial<InputControl> {
  return {
    attributes: [tested({ N: 48, deviations: LEAVERS_LATE })],
    compensation: LEAVERS_LATE.slice(0, items).map(({ item }) => ({
      item,
      control: "IAM-03",
      status: "accepted",
      operated_in_window: true,
    })),
  };
}

const ONE_REVIEW_MISSED = { attributes: [tested({ N: 4, deviations: deviating(1) })] };

/** CHG-01's pushes of a year: spread over months and people. */
function spread(count: number) {
  return deviating(count).map((each, index) => ({
    ...each,
    month: `2026-0${(index % 6) + 1}`,
    actor: `actor-${index % 5}`,
  }));
}

const FAILED = { attributes: [tested({ N: 4, deviations: deviating(1) })] };

/** E25: nine controls or gaps, each failing one criterion. */
const NINE_FAILED: Readonly<Record<string, Partial<InputControl>>> = {
  "GOV-02": FAILED,
  "AST-01": FAILED,
  "GOV-03": {
    criteria: { key: ["CC3.1", "CC3.2", "CC3.4"], supporting: ["CC5.1", "CC9.1"] },
    attributes: [tested({ N: 4 }), tested({ N: 4, deviations: deviating(1) }, { id: "B", criteria: ["CC3.2"] })],
  },
  "GOV-05": FAILED,
  "GOV-04": FAILED,
  "IAM-14": FAILED,
  "VEN-02": FAILED,
};

export const EXAMPLES: readonly WorkedExample[] = [
  {
    id: "E01",
    input: company({ "CHG-01": { attributes: [tested({ N: 1_840 })] } }),
    controls: {},
    findings: [],
    opinion: SAME.clean,
  },
  {
    id: "E02",
    input: company({
      "HR-02": {
        attributes: [tested({ N: 25, deviations: late(2, { late: 15 * DAY, allowed: 30 * DAY }) })],
        cause: PERSON,
      },
    }),
    controls: { "HR-02": "EFFECTIVE_WITH_EXCEPTION ISOLATED" },
    findings: [],
    exceptions: ["CC1.4", "CC2.2"],
    opinion: SAME.exceptions,
  },
  {
    id: "E03",
    input: company({
      "CHG-01": { attributes: [tested({ N: 1_840, deviations: deviating(1, { kind: "bypassed" }) })], cause: ONE_TIME },
    }),
    controls: { "CHG-01": "EFFECTIVE_WITH_EXCEPTION ISOLATED" },
    findings: [],
    exceptions: ["CC5.2", "CC8.1"],
    opinion: SAME.exceptions,
  },
  {
    id: "E04",
    input: company({ "CHG-01": { attributes: [tested({ N: 1_840, deviations: spread(46) })] } }),
    controls: { "CHG-01": "EFFECTIVE_WITH_EXCEPTION SYSTEMATIC" },
    findings: ["low CHG-01"],
    exceptions: ["CC5.2", "CC8.1"],
    opinion: SAME.exceptions,
  },
  {
    id: "E05",
    input: company({ "CHG-01": { attributes: [statistical({ N: 1_840, stages: [50], deviations: deviating(10) })] } }),
    controls: { "CHG-01": "INEFFECTIVE SYSTEMATIC" },
    findings: ["major CHG-01"],
    notMet: ["CC8.1"],
    exceptions: ["CC5.2"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E06",
    input: company({ "IAM-04": compensated(5) }),
    controls: { "IAM-04": "MITIGATED SYSTEMATIC" },
    findings: ["moderate IAM-04"],
    exceptions: ["CC6.1", "CC6.2", "CC6.3"],
    opinion: "UNQUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]",
  },
  {
    id: "E07",
    input: company({ "IAM-04": compensated(3) }),
    controls: { "IAM-04": "MITIGATED SYSTEMATIC" },
    findings: ["moderate IAM-04"],
    exceptions: ["CC6.1", "CC6.2", "CC6.3"],
    opinion: "UNQUALIFIED with exceptions [UNQUALIFIED, QUALIFIED]",
  },
  {
    id: "E08",
    input: company({
      "IAM-03": {
        attributes: [tested({ N: 48, deviations: late(9, { late: 3 * DAY, allowed: DAY }) })],
        cause: SYSTEM,
      },
    }),
    controls: { "IAM-03": "INEFFECTIVE SYSTEMATIC" },
    findings: ["major IAM-03"],
    notMet: ["CC6.2", "CC6.3"],
    exceptions: ["CC6.1"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E09",
    input: company({ "IAM-05": ONE_REVIEW_MISSED }),
    controls: { "IAM-05": "INEFFECTIVE UNDETERMINED" },
    findings: ["major IAM-05"],
    notMet: ["CC6.3"],
    exceptions: ["CC4.1", "CC6.2"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E10",
    input: company({ "IAM-05": { ...ONE_REVIEW_MISSED, redundant_with: ["IAM-14"] } }),
    controls: { "IAM-05": "INEFFECTIVE UNDETERMINED" },
    findings: ["major IAM-05"],
    exceptions: ["CC4.1", "CC6.2", "CC6.3"],
    opinion: SAME.exceptions,
  },
  {
    id: "E11",
    input: company({
      "IAM-05": {
        attributes: [tested({ N: 4, deviations: late(1, { late: 10 * DAY, allowed: QUARTER }) })],
        cause: PERSON,
      },
    }),
    controls: { "IAM-05": "EFFECTIVE_WITH_EXCEPTION ISOLATED" },
    findings: [],
    exceptions: ["CC4.1", "CC6.2", "CC6.3"],
    opinion: SAME.exceptions,
  },
  {
    id: "E12",
    input: company(
      { "BCP-03": { attributes: [tested({ N: 1, deviations: deviating(1) })] } },
      { categories: ["security", "availability"] },
    ),
    controls: { "BCP-03": "INEFFECTIVE UNDETERMINED" },
    findings: ["major BCP-03"],
    notMet: ["A1.3"],
    exceptions: ["CC7.5", "CC9.1"],
    opinion: SAME.qualifiedWithExceptions,
    security: SAME.exceptions,
  },
  {
    id: "E13",
    input: company({ "IR-01": { attributes: [tested({ N: 0 })] }, "IR-02": { attributes: [tested({ N: 0 })] } }),
    controls: { "IR-01": "NO_OCCURRENCE -", "IR-02": "NO_OCCURRENCE -" },
    findings: [],
    designOnly: ["CC7.4", "CC7.5"],
    opinion: SAME.clean,
  },
  {
    id: "E14",
    input: company({ "MON-01": { attributes: [tested({ N: 900, missing: 300 })] } }),
    controls: { "MON-01": "CANNOT_CONCLUDE -" },
    findings: ["moderate MON-01"],
    open: ["CC7.2", "CC7.3"],
    exceptions: ["CC7.4"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E15",
    input: company(
      Object.fromEntries(
        ["IAM-03", "IAM-06", "CHG-01"].map((id) => [
          id,
          { attributes: [unproven("read access was denied")], is_limited_by_management: true },
        ]),
      ),
    ),
    controls: { "CHG-01": "CANNOT_CONCLUDE -", "IAM-03": "CANNOT_CONCLUDE -", "IAM-06": "CANNOT_CONCLUDE -" },
    findings: ["moderate CHG-01", "moderate IAM-03", "moderate IAM-06"],
    open: ["CC6.1", "CC6.2", "CC6.3", "CC8.1"],
    exceptions: ["CC5.2"],
    opinion: "DISCLAIMER with exceptions [DISCLAIMER, DISCLAIMER]",
  },
  {
    id: "E16",
    input: company({
      "IAM-01": { design: { is_deficient: true, reason: "access is granted without approval" } },
      "IAM-06": { design: { is_deficient: true, reason: "administrators share accounts" } },
      "CHG-01": { attributes: [tested({ N: 1_840, deviations: spread(1_288) })] },
    }),
    controls: { "CHG-01": "INEFFECTIVE SYSTEMATIC", "IAM-01": "DESIGN_DEFICIENT -", "IAM-06": "DESIGN_DEFICIENT -" },
    findings: ["critical CHG-01", "critical IAM-01", "critical IAM-06"],
    notMet: ["CC6.1", "CC6.2", "CC6.3", "CC8.1"],
    exceptions: ["CC5.2"],
    opinion: "ADVERSE with exceptions [ADVERSE, ADVERSE]",
  },
  {
    id: "E17",
    input: company({ "CHG-01": { attributes: [tested({ N: 1_840, deviations: spread(1_840) })] } }),
    controls: { "CHG-01": "INEFFECTIVE SYSTEMATIC" },
    findings: ["critical CHG-01"],
    notMet: ["CC8.1"],
    exceptions: ["CC5.2"],
    opinion: "QUALIFIED with exceptions [QUALIFIED, ADVERSE]",
  },
  {
    id: "E18",
    input: company(
      {
        "IAM-05": {
          attributes: [tested({ N: 4, deviations: deviating(2, { kind: "bypassed" }) })],
          bypass: { is_intentional: true, is_concealed: true, by_authority: true, by_management: true },
        },
      },
      {
        preconditions: { assertion_refused: false, representation_letter_refused: false, evidence_falsified: true },
      },
    ),
    controls: { "IAM-05": "INEFFECTIVE SYSTEMATIC" },
    findings: ["critical IAM-05"],
    notMet: ["CC6.3"],
    exceptions: ["CC4.1", "CC6.2"],
    opinion: "DISCLAIMER with exceptions [DISCLAIMER, DISCLAIMER]",
    isWithdrawalLikely: true,
  },
  {
    id: "E19",
    input: company({ "IAM-07": { presence: { share: "0.5", predecessor: null } } }),
    controls: { "IAM-07": "INEFFECTIVE -" },
    findings: ["major IAM-07"],
    notMet: ["CC6.1"],
    exceptions: ["CC6.6"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E20",
    input: company({ "VEN-02": { attributes: [tested({ N: 12, deviations: deviating(3) })] } }),
    controls: { "VEN-02": "INEFFECTIVE UNDETERMINED" },
    findings: ["major VEN-02"],
    notMet: ["CC9.2"],
    exceptions: ["CC3.4", "CC4.1"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E21",
    input: company({
      "ENC-01": {
        attributes: [
          stateItems({
            items: 212,
            days: 365,
            deviations: deviating(1, { kind: "wrong-result", longest_run_ms: 9 * DAY, deviating_ms: 9 * DAY }),
          }),
        ],
        cause: ONE_TIME,
      },
    }),
    controls: { "ENC-01": "EFFECTIVE_WITH_EXCEPTION ISOLATED" },
    findings: [],
    exceptions: ["CC6.1", "CC6.7"],
    opinion: SAME.exceptions,
  },
  {
    id: "E22",
    input: company({
      "CHG-02": {
        attributes: [frequency({ N: 1_840, stages: [25, 25], deviations: deviating(1) }, { planned_extension: 25 })],
      },
    }),
    controls: { "CHG-02": "EFFECTIVE_WITH_EXCEPTION UNDETERMINED" },
    findings: ["low CHG-02"],
    exceptions: ["CC7.1", "CC8.1"],
    opinion: SAME.exceptions,
  },
  {
    id: "E23",
    input: company({ "CHG-02": { attributes: [frequency({ N: 1_840, stages: [25], deviations: deviating(1) })] } }),
    controls: { "CHG-02": "INEFFECTIVE UNDETERMINED" },
    findings: ["major CHG-02"],
    notMet: ["CC8.1"],
    exceptions: ["CC7.1"],
    opinion: SAME.qualifiedWithExceptions,
  },
  {
    id: "E24",
    input: company({
      "GOV-03": { criteria: { key: ["CC3.1", "CC3.2", "CC3.4"], supporting: ["CC5.1", "CC9.1"] } },
    }),
    controls: {},
    findings: ["major CC3.3"],
    notMet: ["CC3.3"],
    opinion: SAME.qualified,
  },
  {
    id: "E25",
    input: company({ ...NINE_FAILED, "LOG-01": FAILED }),
    controls: Object.fromEntries([...Object.keys(NINE_FAILED), "LOG-01"].map((id) => [id, "INEFFECTIVE UNDETERMINED"])),
    findings: [
      ...["AST-01", "GOV-02", "GOV-03", "GOV-04", "GOV-05", "IAM-14", "LOG-01", "VEN-02"].map((id) => `major ${id}`),
      "major CC3.3",
    ],
    notMet: ["CC1.2", "CC2.1", "CC3.2", "CC3.3", "CC4.1", "CC5.1", "CC6.2", "CC7.2", "CC9.2"],
    exceptions: ["CC3.4", "CC4.2", "CC5.2", "CC6.1", "CC6.3", "CC7.3", "CC9.1"],
    opinion: "ADVERSE with exceptions [ADVERSE, ADVERSE]",
  },
  {
    id: "E26",
    input: company({
      ...NINE_FAILED,
      "IR-02": FAILED,
      "MON-01": { attributes: [tested({ N: 900, missing: 300 })] },
      "IAM-06": { attributes: [unproven("read access was denied")] },
    }),
    controls: {
      ...Object.fromEntries([...Object.keys(NINE_FAILED), "IR-02"].map((id) => [id, "INEFFECTIVE UNDETERMINED"])),
      "IAM-06": "CANNOT_CONCLUDE -",
      "MON-01": "CANNOT_CONCLUDE -",
    },
    findings: [
      ...["AST-01", "GOV-02", "GOV-03", "GOV-04", "GOV-05", "IAM-14", "IR-02", "VEN-02"].map((id) => `major ${id}`),
      "major CC3.3",
      "moderate IAM-06",
      "moderate MON-01",
    ],
    notMet: ["CC1.2", "CC2.1", "CC3.2", "CC3.3", "CC4.1", "CC5.1", "CC6.2", "CC7.5", "CC9.2"],
    open: ["CC6.1", "CC6.3", "CC7.2", "CC7.3"],
    exceptions: ["CC3.4", "CC4.2", "CC5.2", "CC7.4", "CC9.1"],
    opinion: "ADVERSE with exceptions [ADVERSE, ADVERSE]",
  },
  {
    id: "E27",
    input: company(
      {},
      { preconditions: { assertion_refused: true, representation_letter_refused: false, evidence_falsified: false } },
    ),
    controls: {},
    findings: [],
    opinion: SAME.withdrawal,
    isWithdrawalLikely: true,
  },
  {
    id: "E28",
    input: company({
      "CHG-01": { attributes: [statistical({ N: 1_840, stages: [25] }, { is_closed: true })] },
    }),
    controls: { "CHG-01": "CANNOT_CONCLUDE -" },
    findings: ["moderate CHG-01"],
    open: ["CC8.1"],
    exceptions: ["CC5.2"],
    opinion: SAME.qualifiedWithExceptions,
  },
];
