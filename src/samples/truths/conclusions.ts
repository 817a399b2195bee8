import { ACCESS_CONCLUSIONS } from "./access-conclusions.js";
import { OPERATION_CONCLUSIONS } from "./operation-conclusions.js";
import { REGISTER_CONCLUSIONS } from "./register-conclusions.js";
import type { ExpectedConclusion } from "./truth.js";

/** Conclusions of all 76 controls. */
export const CONTROL_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  ...ACCESS_CONCLUSIONS,
  ...OPERATION_CONCLUSIONS,
  ...REGISTER_CONCLUSIONS,
};

/** Conclusions of the criteria of the categories in scope, all of them. */
export const CRITERION_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "CC1.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key HR-03 is effective, supporting GOV-01 has an exception (R8.5)",
  },
  "CC1.2": { conclusion: "MET", because: "key GOV-02 is effective (R8.7)" },
  "CC1.3": { conclusion: "MET", because: "key HR-06 is effective (R8.7)" },
  "CC1.4": { conclusion: "MET_WITH_EXCEPTIONS", because: "key HR-01 has an exception (R8.5)" },
  "CC1.5": { conclusion: "MET", because: "key HR-05 is effective (R8.7)" },
  "CC2.1": { conclusion: "MET", because: "key AST-01 and supporting GOV-05 are effective (R8.7)" },
  "CC2.2": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key HR-03 is effective, supporting GOV-01 has an exception (R8.5)",
  },
  "CC2.3": { conclusion: "MET", because: "key GOV-06 is effective (R8.7); IR-04 did not occur" },
  "CC3.1": { conclusion: "MET", because: "key GOV-03 is effective (R8.7)" },
  "CC3.2": { conclusion: "MET", because: "key GOV-03 is effective, and so are all that support it (R8.7)" },
  "CC3.3": { conclusion: "MET", because: "key GOV-03 is effective (R8.7)" },
  "CC3.4": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key GOV-03 is effective, supporting VEN-02 has an exception (R8.5)",
  },
  "CC4.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key GOV-05 is effective; of those that support it only IAM-05 is bad, less than two thirds (R8.4, R8.5)",
  },
  "CC4.2": { conclusion: "MET", because: "key GOV-07 is effective (R8.7)" },
  "CC5.1": { conclusion: "MET", because: "key GOV-04 is effective (R8.7)" },
  "CC5.2": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "key CFG-01 is effective; of those that support it CHG-03 is bad, less than two thirds, and CHG-01 has exceptions (R8.4, R8.5)",
  },
  "CC5.3": { conclusion: "MET_WITH_EXCEPTIONS", because: "key GOV-01 has an exception (R8.5)" },
  "CC6.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "keys IAM-06, IAM-07 and ENC-01 are effective; of all that support them only IAM-03 is bad, less than two thirds (R8.4, R8.5)",
  },
  "CC6.2": {
    conclusion: "NOT_MET",
    because: "key IAM-03 is ineffective, nothing was declared to stand in for it (R8.2)",
  },
  "CC6.3": { conclusion: "NOT_MET", because: "keys IAM-02, IAM-03 and IAM-05 are ineffective (R8.2)" },
  "CC6.4": { conclusion: "MET", because: "key PHY-01 is effective (R8.7)" },
  "CC6.5": { conclusion: "MET", because: "key DAT-04 is effective (R8.7)" },
  "CC6.6": { conclusion: "MET_WITH_EXCEPTIONS", because: "key NET-01 has an exception (R8.5)" },
  "CC6.7": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key ENC-02 is effective, supporting END-01 has an exception (R8.5)",
  },
  "CC6.8": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key END-02 is effective; of those that support it only CHG-05 is bad, less than two thirds (R8.4, R8.5)",
  },
  "CC7.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "key VUL-02 has exceptions, CFG-01 and VUL-01 are effective; CHG-02 and CHG-09 have exceptions, CHG-06 cannot be concluded (R8.5)",
  },
  "CC7.2": { conclusion: "MET_WITH_EXCEPTIONS", because: "keys LOG-01 and MON-01 have exceptions (R8.5)" },
  "CC7.3": { conclusion: "MET_WITH_EXCEPTIONS", because: "key MON-01 has exceptions (R8.5)" },
  "CC7.4": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "key IR-01 did not occur; supporting MON-01 has exceptions and CHG-04 cannot be concluded, IR-03 is effective (R8.5 before R8.6)",
  },
  "CC7.5": { conclusion: "MET_DESIGN_ONLY", because: "key IR-02 did not occur; what supports it is effective (R8.6)" },
  "CC8.1": { conclusion: "NOT_MET", because: "key CHG-05 is ineffective (R8.2)" },
  "CC9.1": { conclusion: "MET", because: "key BCP-05 is effective (R8.7)" },
  "CC9.2": { conclusion: "MET_WITH_EXCEPTIONS", because: "key VEN-02 has an exception, VEN-01 is effective (R8.5)" },
  "A1.1": { conclusion: "MET", because: "key BCP-04 is effective (R8.7)" },
  "A1.2": { conclusion: "MET", because: "key BCP-01 is effective, and so is all that supports it (R8.7)" },
  "A1.3": { conclusion: "MET", because: "keys BCP-02 and BCP-03 are effective (R8.7)" },
};

/**
 * U = {CC6.2, CC6.3, CC8.1}: 3 of 33 criteria (36 with availability) = 9 % < 25 % (P1), two series (P2). The pillar of
 * access is not broken, since CC6.1 is met; the pillar of change is in U, but CHG-05 fails on 5 % and not half of the
 * items (P3). So nothing is pervasive, and U is not empty: qualified (R10.4), whatever is judged of patterns (R11).
 */
export const EXPECTED_OPINION = {
  projected: "QUALIFIED",
  best: "QUALIFIED",
  worst: "QUALIFIED",
  with_exceptions: true,
} as const;
