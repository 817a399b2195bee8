import type { ExpectedConclusion } from "./truth.js";

/** Conclusions of the controls of access and of changes. */
export const ACCESS_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "CFG-01": { conclusion: "EFFECTIVE", because: "24 findings and 181 daily runs, none late (R2.1)" },
  "CHG-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because:
      "A: 11 of 2,412 = 0.5 %. D: 9 bypassed and 58 that nobody can tell; 58 of 2,412 = 2.4 % <= 10 %, so they count (R1.4): 67 = 2.8 % <= 5 % (R2.1)",
  },
  "CHG-02": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "2 of 2,412 = 0.1 % <= 10 % (R2.1)" },
  "CHG-03": {
    conclusion: "INEFFECTIVE",
    because:
      "A: 21 seconds of 904.8 item-days, within. B: 2 of 7 changes of settings = 29 % > 5 %, off and on again with no ticket (R2.1)",
  },
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
  "CHG-07": {
    conclusion: "EFFECTIVE",
    because: "12 changes of production data, reviewed and approved before they ran (R2.4)",
  },
  "CHG-08": {
    conclusion: "EFFECTIVE",
    because:
      "four environments stand apart, 6 copies went elsewhere than production, approved and masked (R2.1, item-days)",
  },
  "CHG-09": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "A: the 2 direct pushes of 2,412 = 0.1 % <= 10 % (R2.1)",
  },
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
  "IAM-06": {
    conclusion: "EFFECTIVE",
    because:
      "50 administrative rights, each approved before and gone within a day of a move or an exit (R2.1, item-days)",
  },
  "IAM-07": {
    conclusion: "EFFECTIVE",
    because: "enforced for everybody all the time, no single-factor sign-in (R2.1)",
  },
  "IAM-08": { conclusion: "EFFECTIVE", because: "216 application-months (R2.1)" },
  "IAM-09": { conclusion: "EFFECTIVE", because: "six machines in two quarters, N = 12 (R2.4)" },
  "IAM-10": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because:
      "A: two tokens of leavers, 304.8 of 40,060.9 item-days = 0.8 % <= 10 %; C: 110.1 of as many = 0.3 % (R2.1)",
  },
  "IAM-11": {
    conclusion: "EFFECTIVE",
    because: "3 uses, each with a ticket, reviewed by somebody else, the secret changed (R2.4)",
  },
  "IAM-12": {
    conclusion: "CANNOT_CONCLUDE",
    because: "52 hours of the audit log are missing, and with them perhaps a use of root (R1.1)",
  },
  "IAM-13": {
    conclusion: "EFFECTIVE",
    because: "settings of five systems were stricter than promised all the time (R2.1, item-days)",
  },
  "IAM-14": { conclusion: "EFFECTIVE", because: "a run every day, five orphans settled within three days (R2.1)" },
  "IAM-15": { conclusion: "EFFECTIVE", because: "217 sessions on production data, approved and ended in time (R2.1)" },
};
