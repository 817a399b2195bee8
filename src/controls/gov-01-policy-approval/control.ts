import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { policyApprovals } from "../../populations/policy-approvals/population.js";
import { approvedInTime, approverHadAuthority, isPublished } from "./procedure.js";

/** GOV-01: no policy is older than its promised interval, and whoever approved it could. */
export const gov01 = defineControl({
  id: "GOV-01",
  revision: 1,
  title: "Policies reviewed and approved",
  statement: "Policies are reviewed and approved by the {approver_role} at least every {interval_months} months.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last approval" },
    grace_days: {
      schema: z.number().int().min(0),
      default: 0,
      doc: "calendar days more, only where the policy itself states them",
    },
    approver_role: {
      schema: z.string().min(1),
      default: "CISO",
      doc: "key in the register of security roles that the approver must hold when approving",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC5.3"], supporting: ["CC2.2", "CC1.1"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: policyApprovals,
  attributes: [
    { id: "A", title: "The policy was approved within the interval", isKey: true, judge: approvedInTime },
    { id: "B", title: "The approver had the authority when approving", isKey: true, judge: approverHadAuthority },
    { id: "C", title: "The approved policy was published", isKey: true, judge: isPublished },
  ],
  evidence: [
    "Register of policies with the day since when each is in force",
    "Approvals with approver and time, from the policy repository or the document system",
    "Register of security roles with their holders over time",
  ],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone; grace only where it is promised",
    "G-TIME-5: the role is the one held at the moment of approval, not today's",
    "A new policy is first due an interval after it came into force",
    "A policy that was withdrawn before it came due is not applicable",
    "A merge by the approver counts where the policy says so: it is recorded as the approval",
  ],
  causes: ["Policies without an owner", "Approvals collected once a year, the week before the audit"],
  compensating: [],
  remediation: "Keep policies as code, with a review-by date that a check of the pipeline enforces.",
  limits: [
    "An approval does not show that the policy is read or followed: HR-03 and the other controls look there.",
    "A policy that is missing from the register is not asked about.",
    "Approvals of before the period are judged by the roles that the register still shows for that time.",
  ],
});
