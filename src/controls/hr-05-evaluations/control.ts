import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { evaluations } from "../../populations/evaluations/population.js";
import { evaluatedInTime, violationFollowedUp } from "./procedure.js";

/** HR-05: people are told how they do, security included, and violations have consequences. */
export const hr05 = defineControl({
  id: "HR-05",
  revision: 2,
  title: "Accountability and performance evaluation",
  statement:
    "Security responsibilities are part of roles, evaluations are held every {interval_months} months, and policy violations are followed up within {follow_up_days} days.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last evaluation" },
    grace_days: {
      schema: z.number().int().min(0),
      default: 30,
      doc: "calendar days more before one counts as missing",
    },
    loa_grace_days: {
      schema: z.number().int().min(0),
      default: 14,
      doc: "calendar days after the return from a leave in which, or just after which, an evaluation fell due",
    },
    follow_up_days: {
      schema: z.number().int().min(0),
      default: 30,
      doc: "calendar days to follow up a violation whose record states no due date",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which the days of a violation are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC1.5"], supporting: ["CC1.4"] },
  risk: "low",
  nature: "manual",
  type: "detective",
  frequency: "annual",
  population: evaluations,
  attributes: [
    { id: "A", title: "The evaluation was held within the interval", isKey: true, judge: evaluatedInTime },
    { id: "B", title: "The violation was followed up", isKey: true, judge: violationFollowedUp },
  ],
  evidence: [
    "Dates of evaluations from the HR system",
    "Recorded violations with their follow-up",
    "Roster and leaves",
  ],
  edgeCases: [
    "G-TIME-1: due when the day ends at the place of work",
    "G-LOA: what falls due during a leave is due some days after the return",
    "G-REHIRE, conversions: becoming an employee goes on with the older clock; a return starts a new one",
    "G-TIME-3: a violation still open on the first day is carried in",
    "In the first year, and so in probation, nothing is due; whoever left before the due date is not applicable",
    "G-TEST: a violation tagged as a test is not applicable",
  ],
  causes: ["A change of manager"],
  compensating: ["Records of ongoing feedback"],
  remediation: "Let the HR system ask for evaluations and escalate the missing ones.",
  limits: [
    "Only dates are read: what was said, and whether security was part of it, stays with HR.",
    "Violations that nobody recorded are not asked about.",
  ],
});
