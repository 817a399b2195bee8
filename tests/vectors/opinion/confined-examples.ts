import type { InputControl } from "../../../src/assess/opinion/input.js";
import { company, DAY, deviating, late, ONE_TIME, PERSON, SYSTEM, statistical, tested, unproven } from "./company.js";
import { SAME, spread, type WorkedExample } from "./example.js";

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

/** E01 to E15: exceptions, single failures, scope. */
export const CONFINED_EXAMPLES: readonly WorkedExample[] = [
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
];
