import type { ExpectedConclusion } from "./truth.js";

/** Conclusions of the controls of operations: protection, monitoring, incidents, continuity. */
export const OPERATION_CONCLUSIONS: Readonly<Record<string, ExpectedConclusion>> = {
  "BCP-01": {
    conclusion: "EFFECTIVE",
    because: "a backup every day of each of six stores; the one failure was repeated in time (R2.1)",
  },
  "BCP-02": {
    conclusion: "EFFECTIVE",
    because: "one restore in the half for each of three classes of stores, N <= 12 (R2.4)",
  },
  "BCP-03": { conclusion: "EFFECTIVE", because: "one recovery test, due and held (R2.4)" },
  "BCP-04": { conclusion: "EFFECTIVE", because: "6 reviews and 9 thresholds, N <= 12 for each (R2.4)" },
  "BCP-05": { conclusion: "EFFECTIVE", because: "the plan was reviewed and approved in time (R2.4)" },
  "ENC-01": { conclusion: "EFFECTIVE", because: "no unencrypted item-day outside the approved exception (R2.1)" },
  "ENC-02": {
    conclusion: "EFFECTIVE",
    because:
      "six databases, five listeners and a distribution serve TLS 1.2 or later; four valid certificates (R2.1, item-days)",
  },
  "ENC-03": {
    conclusion: "EFFECTIVE",
    because: "four keys rotate, the fifth cannot; none is open to all or to be deleted (R2.1, item-days)",
  },
  "END-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "B: one laptop for 23 of 32,246.9 item-days = 0.07 % <= 10 % (R2.1)",
  },
  "END-02": {
    conclusion: "EFFECTIVE",
    because: "agents and signatures were current all the time on 255 machines, 9 detections handled (R2.1)",
  },
  "IR-01": {
    conclusion: "NO_OCCURRENCE",
    because: "no incident, no true positive, no report by a customer, and somebody looked (R1.2)",
  },
  "IR-02": { conclusion: "NO_OCCURRENCE", because: "no incident was there to be reviewed (R1.2)" },
  "IR-03": { conclusion: "EFFECTIVE", because: "one exercise, due and held (R2.4)" },
  "IR-04": { conclusion: "NO_OCCURRENCE", because: "the register of breaches is empty, and somebody looked (R1.2)" },
  "LOG-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "B: 2.2 of 1,086 source-days = 0.2 % <= 5 % (R2.1, item-days)",
  },
  "LOG-02": { conclusion: "EFFECTIVE", because: "six log stores keep 400 days (R2.1, item-days)" },
  "LOG-03": { conclusion: "EFFECTIVE", because: "26 weekly reviews in time (R2.1)" },
  "MON-01": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "B, C and E: 9 of 188 = 4.8 % <= 5 % (R2.1)" },
  "MON-02": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "C: 1 of 14 suppressions = 7.1 % <= 10 % (R2.1)" },
  "MON-03": {
    conclusion: "EFFECTIVE",
    because: "five services and the schedule all the time, 40 pages taken in 6 minutes (R2.1)",
  },
  "NET-01": {
    conclusion: "EFFECTIVE_WITH_EXCEPTION",
    because: "9 hours of 3,870 item-days (R2.1); not 30 days (R3.3)",
  },
  "NET-02": {
    conclusion: "EFFECTIVE",
    because: "no administrative port open to all in 8 firewalls, the half's review held (R2.1, R2.4)",
  },
  "VUL-01": { conclusion: "EFFECTIVE", because: "26 weekly scans with 99 % of the assets (R2.1)" },
  "VUL-02": { conclusion: "EFFECTIVE_WITH_EXCEPTION", because: "2 of 92 = 2.2 % <= 5 % (R2.1)" },
  "VUL-03": { conclusion: "EFFECTIVE", because: "one test, 7 findings fixed in time (R2.4)" },
};
