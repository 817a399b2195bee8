import type { ExpectedConclusion } from "./truth.js";

/** Conclusions of the controls of governance, people, vendors, data and privacy. */
export const REGISTER_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "AST-01": { conclusion: "EFFECTIVE", because: "6 monthly comparisons and 7 new assets, none late (R2.1)" },
  "DAT-01": {
    conclusion: "EFFECTIVE",
    because: "6 scans, 9 classed stores, 7 shares and 6 findings of misplaced data, none late (R2.4)",
  },
  "DAT-02": {
    conclusion: "EFFECTIVE",
    because: "four stores keep what they should; 9 disposals logged (R2.1, item-days)",
  },
  "DAT-03": { conclusion: "EFFECTIVE", because: "32 deletions in time (R2.1)" },
  "DAT-04": { conclusion: "EFFECTIVE", because: "9 devices wiped before they went (R2.4)" },
  "GOV-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "N <= 12 (R2.4). A: one of 8 late by 19 days of 12 months = 5 % <= 25 %, within",
  },
  "GOV-02": { conclusion: "EFFECTIVE", because: "both quarters met, with minutes (R2.4)" },
  "GOV-03": { conclusion: "EFFECTIVE", because: "one assessment with all its parts, 5 changes assessed (R2.4)" },
  "GOV-04": { conclusion: "EFFECTIVE", because: "7 treatments done or moved in time (R2.4)" },
  "GOV-05": {
    conclusion: "EFFECTIVE",
    because: "a run every day, 8 failures opened as exceptions within hours (R2.1)",
  },
  "GOV-06": { conclusion: "EFFECTIVE", because: "5 changes announced in time, 3 templates published (R2.4)" },
  "GOV-07": { conclusion: "EFFECTIVE", because: "7 deficiencies closed and retested, one mock audit (R2.4)" },
  "HR-01": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "A: 1 of 37 joiners = 2.7 % <= 10 % (R2.1)" },
  "HR-02": { conclusion: "EFFECTIVE", because: "every course was completed in time (R2.1)" },
  "HR-03": { conclusion: "EFFECTIVE", because: "257 acknowledgements, all in time (R2.1)" },
  "HR-04": { conclusion: "EFFECTIVE", because: "all 37 joiners signed before they had access (R2.1)" },
  "HR-05": { conclusion: "EFFECTIVE", because: "147 evaluations held, 5 violations followed up (R2.1)" },
  "HR-06": {
    conclusion: "EFFECTIVE",
    because: "the organisation was reviewed, three roles always had a holder (R2.4)",
  },
  "PHY-01": {
    conclusion: "EFFECTIVE",
    because: "badges of all 42 spells that ended were given back; both yearly reviews held (R2.1, R2.4)",
  },
  "PI-01": { conclusion: "EFFECTIVE", because: "four interfaces validate, 9 rejects corrected in time (R2.4)" },
  "PI-02": {
    conclusion: "EFFECTIVE",
    because: "543 runs of three jobs and 181 reconciliations, 9 failures repeated in time (R2.1)",
  },
  "PRV-01": { conclusion: "EFFECTIVE", because: "13 requests and 4 complaints answered in time (R2.1)" },
  "PRV-02": { conclusion: "EFFECTIVE", because: "four collection points show the notice, which was reviewed (R2.4)" },
  "PRV-03": { conclusion: "EFFECTIVE", because: "13 disclosures, checked before and recorded (R2.1)" },
  "VEN-01": { conclusion: "EFFECTIVE", because: "6 new vendors, rated and assessed before their first use (R2.4)" },
  "VEN-02": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "N <= 12 (R2.4). A: one of 5 late by 42 days of 12 months = 12 % <= 25 %, within",
  },
};
