/**
 * What the rules of domain section 4.3 must make of the planted truths, worked out by hand. `because` gives the
 * arithmetic: d of N against the tolerable rate (5 % for high risk, 10 % for moderate).
 */
export interface ExpectedConclusion {
  readonly conclusion: string;
  readonly because: string;
}

/** Conclusions of the 21 controls. */
export const CONTROL_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "CFG-01": { conclusion: "EFFECTIVE", because: "24 findings and 181 daily runs, none late (R2.1)" },
  "CHG-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because:
      "A: 11 of 2,412 = 0.5 %. D: 9 bypassed and 58 that nobody can tell; 58 of 2,412 = 2.4 % <= 10 %, so they count (R1.4): 67 = 2.8 % <= 5 % (R2.1)",
  },
  "CHG-02": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "2 of 2,412 = 0.1 % <= 10 % (R2.1)" },
  "CHG-04": {
    conclusion: "CANNOT_CONCLUDE",
    because:
      "one repository's bypasses were not seen, so the list of emergencies may lack some (R1.1); 12 known deviations stay listed",
  },
  "CHG-05": { conclusion: "INEFFECTIVE", because: "A: 14 of 266 = 5.3 % > 5 % (R2.1)" },
  "CHG-06": {
    conclusion: "CANNOT_CONCLUDE",
    because: "52 hours of the audit log are missing (R1.1); the one known deviation stays listed",
  },
  "ENC-01": { conclusion: "EFFECTIVE", because: "no unencrypted item-day outside the approved exception (R2.1)" },
  "HR-02": { conclusion: "EFFECTIVE", because: "every course was completed in time (R2.1)" },
  "IAM-01": { conclusion: "EFFECTIVE", because: "every grant had an approved request before it (R2.1)" },
  "IAM-02": { conclusion: "INEFFECTIVE", because: "B: 6 of 22 = 27 % > 10 % (R2.1)" },
  "IAM-03": { conclusion: "INEFFECTIVE", because: "A and B: 3 of 41 = 7.3 % > 5 % (R2.1)" },
  "IAM-04": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "B: 2 of 50 pairs with personal credentials = 4.0 % <= 5 % (R2.1)",
  },
  "IAM-05": {
    conclusion: "INEFFECTIVE",
    because:
      "N <= 12 (R2.4). A: 5 late by 19 of 90 days = 21 % <= 25 %, within. D: 2 reviews with removals not performed, exceeds; the worst counts",
  },
  "IAM-07": {
    conclusion: "EFFECTIVE",
    because: "enforced for everybody all the time, no single-factor sign-in (R2.1)",
  },
  "IAM-14": { conclusion: "EFFECTIVE", because: "a run every day, five orphans settled within three days (R2.1)" },
  "IR-01": {
    conclusion: "NO_OCCURRENCE",
    because: "no incident, no true positive, no report by a customer, and somebody looked (R1.2)",
  },
  "LOG-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "B: 2.2 of 1,086 source-days = 0.2 % <= 5 % (R2.1, item-days)",
  },
  "MON-01": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "B, C and E: 9 of 188 = 4.8 % <= 5 % (R2.1)" },
  "MON-02": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "C: 1 of 14 suppressions = 7.1 % <= 10 % (R2.1)" },
  "NET-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "9 hours of 3,870 item-days (R2.1); not 30 days (R3.3)",
  },
  "BCP-01": {
    conclusion: "EFFECTIVE",
    because: "a backup every day of each of six stores; the one failure was repeated in time (R2.1)",
  },
};

/** Conclusions of the criteria that the workspace assesses. */
export const CRITERION_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "CC5.2": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key CFG-01 is effective, supporting CHG-01 has exceptions (R8.5)",
  },
  "CC6.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "keys IAM-07 and ENC-01 are effective; of the supporting IAM-03, IAM-04 and NET-01 only one is bad, less than two thirds (R8.4, R8.5)",
  },
  "CC6.2": {
    conclusion: "NOT_MET",
    because: "key IAM-03 is ineffective, nothing was declared to stand in for it (R8.2)",
  },
  "CC6.3": { conclusion: "NOT_MET", because: "keys IAM-02, IAM-03 and IAM-05 are ineffective (R8.2)" },
  "CC6.6": { conclusion: "MET_WITH_EXCEPTIONS", because: "key NET-01 has an exception (R8.5)" },
  "CC7.1": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because: "key CFG-01 is effective; CHG-02 has exceptions, CHG-06 cannot be concluded (R8.5)",
  },
  "CC7.2": { conclusion: "MET_WITH_EXCEPTIONS", because: "keys LOG-01 and MON-01 have exceptions (R8.5)" },
  "CC7.3": { conclusion: "MET_WITH_EXCEPTIONS", because: "key MON-01 has exceptions (R8.5)" },
  "CC7.4": {
    conclusion: "MET_WITH_EXCEPTIONS",
    because:
      "key IR-01 did not occur; supporting MON-01 and CHG-04 are two, too few for R8.4, and have exceptions (R8.5 before R8.6)",
  },
  "CC8.1": { conclusion: "NOT_MET", because: "key CHG-05 is ineffective (R8.2)" },
  "A1.2": { conclusion: "MET", because: "key BCP-01 is effective (R8.7)" },
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
