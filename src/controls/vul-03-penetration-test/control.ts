import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { penetrationTests } from "../../populations/penetration-tests/population.js";
import { findingSettled, isIndependentAndDone, isScopeCovered } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** VUL-03: outsiders test the system every year, and what they find is fixed in time. */
export const vul03 = defineControl({
  id: "VUL-03",
  revision: 2,
  title: "Penetration test",
  statement:
    "An independent penetration test is done every {interval_months} months; its findings are remediated within {critical_days}/{high_days}/{medium_days}/{low_days} days by severity, or accepted until a date.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last test" },
    critical_days: { schema: DAYS, default: 15, doc: "calendar days to remediate a critical finding" },
    high_days: { schema: DAYS, default: 30, doc: "calendar days to remediate a high finding" },
    medium_days: { schema: DAYS, default: 90, doc: "calendar days to remediate a medium finding" },
    low_days: { schema: DAYS, default: 180, doc: "calendar days to remediate a low finding" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: [], supporting: ["CC4.1", "CC7.1"] },
  risk: "moderate",
  nature: "manual",
  type: "detective",
  frequency: "annual",
  population: penetrationTests,
  attributes: [
    { id: "A", title: "An independent test was done within the interval", isKey: true, judge: isIndependentAndDone },
    { id: "B", title: "Its scope covers the system", isKey: true, judge: isScopeCovered },
    { id: "C", title: "The finding was remediated in time, or accepted", isKey: true, judge: findingSettled },
  ],
  evidence: [
    "Reports with scope, testers and dates",
    "Findings with severity and closure",
    "Retest letter",
    "Acceptances",
  ],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone",
    "G-TIME-3: a finding still open on the first day is carried in",
    "An acceptance counts if somebody else than the owner gave it before the due date, and only until its expiry",
    "A finding without a severity has no deadline: what it owes cannot be told",
    "A due date on the record itself counts where it comes sooner than the promise",
  ],
  causes: ["No budget", "Findings that stay in the report"],
  compensating: ["A bug bounty with evidence that it looked at the same system"],
  remediation: "Put the test on the calendar, and import its findings as tickets.",
  limits: ["How deep the testers looked is for people to judge.", "That a finding was rated rightly is not seen."],
});
