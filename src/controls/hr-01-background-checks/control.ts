import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { backgroundCheckDues } from "../../populations/joiners/population.js";
import { adjudicated, checkedBefore } from "./procedure.js";

/** HR-01: nobody gets access before their background check is completed and decided on. */
export const hr01 = defineControl({
  id: "HR-01",
  revision: 2,
  title: "Background checks",
  statement:
    "Background checks of people who get access to systems in scope are completed, and their results decided on, before {deadline}, where the law permits. A check of the last {bgc_reuse_months} months still counts for somebody who returns.",
  parameters: {
    deadline: {
      schema: z.enum(["first_access", "start"]),
      default: "first_access",
      doc: "first_access: before an account can first be used; start: before the first day of work",
    },
    bgc_reuse_months: {
      schema: z.int().min(0),
      default: 12,
      doc: "months for which a check counts again when somebody returns (G-REHIRE)",
    },
  },
  criteria: { key: ["CC1.4"], supporting: [] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: backgroundCheckDues,
  attributes: [
    { id: "A", title: "A check was completed before the deadline", isKey: true, judge: checkedBefore },
    { id: "B", title: "Its result was clear, or was decided on", isKey: true, judge: adjudicated },
  ],
  evidence: [
    "Report of the checking company: status, date and outcome, never the content",
    "First days of work from HR",
    "Accounts with what they could do over time",
    "Legal notes where checks are not permitted, as approved exceptions",
  ],
  edgeCases: [
    "G-REHIRE: each spell is an item; an earlier check counts while it is not too old",
    "G-CONTRACTOR: contractors count as soon as they have an account; a conversion is no joining",
    "G-NOACCT: no access is proven by the account listings of all systems in scope on the first day of work; without one it is open",
    "A check that was ordered is not completed",
    "Where checks are unlawful, an approved exception for the place of work, or for the person, is the legal note",
    "An agency's attestation is a record with result `clear` and the contract as its reference",
    "Who joined before the period is out, unless access began only in it",
  ],
  causes: ["The first day of work was moved forward", "A slow vendor"],
  compensating: ["IAM-01 shows that access was given only after the check"],
  remediation: "Let HR's status of the check open the gate of provisioning.",
  limits: [
    "What a check covers, and that the decision on it was right, is not seen.",
    "First access is known from accounts that resolve to the person: an account nobody is matched with is IAM-14's.",
    "HR tells the zone of a place of work, not its country: a legal note names the zone.",
  ],
});
