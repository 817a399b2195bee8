import type { InputControl } from "../../../src/assess/opinion/input.js";
import { company, DAY, deviating, frequency, ONE_TIME, stateItems, statistical, tested, unproven } from "./company.js";
import { CONFINED_EXAMPLES } from "./confined-examples.js";
import { SAME, spread, type WorkedExample } from "./example.js";

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

/** The worked examples of domain 4.5, in order. */
export const EXAMPLES: readonly WorkedExample[] = [
  ...CONFINED_EXAMPLES,
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
