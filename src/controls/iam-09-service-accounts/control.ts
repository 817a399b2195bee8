import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { serviceAccounts } from "../../populations/service-accounts/population.js";
import { ownerActive, purposeRecorded, reviewed, unusedIsOff } from "./procedure.js";

/** IAM-09: every account of a machine has somebody who answers for it, a purpose, and a look every quarter. */
export const iam09 = defineControl({
  id: "IAM-09",
  revision: 1,
  title: "Service accounts owned and reviewed",
  statement:
    "Each non-human account has an owner who works here (another within {owner_reassign_days} days after one leaves), a purpose, and is reviewed every {interval}; one that nobody used for {unused_days} days is disabled.",
  parameters: {
    interval: { schema: z.enum(["quarter"]), default: "quarter", doc: "how often a review is due" },
    owner_reassign_days: {
      schema: z.int().min(0),
      default: 14,
      doc: "calendar days after an owner left in which another takes over (G-SVC)",
    },
    review_days: {
      schema: z.int().min(0).max(90),
      default: 30,
      doc: "calendar days after the quarter's last in which its review may still be held",
    },
    unused_days: {
      schema: z.int().min(1),
      default: 90,
      doc: "days of 24 hours without a use after which an account must be off",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which calendar days are counted" },
  },
  criteria: { key: [], supporting: ["CC6.1", "CC6.3"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "detective",
  frequency: "quarterly",
  population: serviceAccounts,
  attributes: [
    { id: "A", title: "Somebody who works here owned it", isKey: true, judge: ownerActive },
    { id: "B", title: "Its purpose is on record", isKey: true, judge: purposeRecorded },
    { id: "C", title: "It was reviewed for the quarter, in time", isKey: true, judge: reviewed },
    { id: "D", title: "Disabled if unused for long", isKey: true, judge: unusedIsOff },
  ],
  evidence: [
    "Accounts of machines with what they could do over time",
    "Register of service accounts with owner and purpose",
    "Last use of credentials, and the sign-in log",
    "Records of the quarterly reviews",
    "Roster of employees and contractors",
  ],
  edgeCases: [
    "G-SVC: an owner who left must be followed by another in time",
    "G-TEST: accounts tagged as test accounts at creation are not applicable",
    "Roles that the provider makes and keeps (names that begin with AWSServiceRole, class provider-managed) are not applicable",
    "An account created in the quarter is first reviewed for the next one",
    "A disabled account owes nothing but to stay so",
    "An owner whose number HR does not know leaves the question open",
  ],
  causes: ["The owner left", "No tags"],
  compensating: ["IAM-10 rotates its keys", "The network lets it in from few places only"],
  remediation: "Ask for an owner tag at creation by policy as code, and use workload identities instead of keys.",
  limits: [
    "Least privilege is asked of the reviewer, not tested.",
    "Sources tell the last use only: what was used after a quarter counts as in use in it.",
    "Machines without an account of their own in a system in scope are not seen.",
  ],
});
