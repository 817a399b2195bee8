import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { accessReviews } from "../../populations/access-reviews/population.js";
import { areRemovalsExecuted, isEveryLineDecided, isIndependent, isListingComplete, isSignedOff } from "./procedure.js";

/** IAM-05: every quarter, owners review who has access to each system. */
export const iam05 = defineControl({
  id: "IAM-05",
  revision: 2,
  title: "Periodic user access review",
  statement:
    "Owners review all access to every system in scope each {review_interval}, within {due_days_after_quarter} days of its end, and what they remove is gone within {change_days} days.",
  parameters: {
    review_interval: { schema: z.enum(["quarter"]), default: "quarter", doc: "how often a review is due" },
    due_days_after_quarter: {
      schema: z.number().int().min(0).max(90),
      default: 30,
      doc: "calendar days after the last day of the quarter",
    },
    change_days: {
      schema: z.number().positive(),
      default: 10,
      doc: "days of 24 hours from a decision to its execution",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which calendar days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC6.3"], supporting: ["CC6.2", "CC4.1"] },
  risk: "high",
  nature: "it-dependent",
  type: "detective",
  frequency: "quarterly",
  population: accessReviews,
  attributes: [
    { id: "A", title: "The review was held and signed off by the due date", isKey: true, judge: isSignedOff },
    { id: "B", title: "The listing was complete and made for this review", isKey: true, judge: isListingComplete },
    { id: "C", title: "Every line was kept, changed or removed", isKey: true, judge: isEveryLineDecided },
    { id: "D", title: "Removals were carried out in time", isKey: true, judge: areRemovalsExecuted },
    { id: "E", title: "Nobody reviewed their own access", isKey: true, judge: isIndependent },
  ],
  evidence: [
    "The listing that was reviewed, with its query and time",
    "Sign-off with name and time",
    "Decisions by line",
    "Tickets of removals, and a listing made after",
  ],
  edgeCases: [
    "G-TIME-1: due at the end of the last day, in the organisation's zone",
    "G-SVC: accounts of machines are reviewed too, but nobody's own access",
    "A system that came into scope during a quarter is first due after that quarter; one that left before its end is not",
    "A reviewer who left is replaced: the record that is signed off and complete counts",
    "A listing without a date is missing evidence, whatever it shows",
  ],
  causes: ["A system without an owner", "Listings that take days to make", "Reminders only", "Listings without roles"],
  compensating: ["IAM-14 reconciles accounts every day, declared redundant beforehand"],
  remediation:
    "Start campaigns from live listings, revoke where nobody answers, and let the system freeze the evidence.",
  limits: [
    "That whoever signed off owns the system is taken from the record.",
    "A decision says what was chosen, not that it was considered.",
    "Execution is what the review's record says of it.",
    "The listing is compared with the system's own count at that time, not line by line.",
  ],
});
