import { defineControl } from "../../assess/control.js";
import { agreementDues } from "../../populations/joiners/population.js";
import { signedBefore } from "./procedure.js";

/** HR-04: people sign that they keep confidential what they will see, before they can see it. */
export const hr04 = defineControl({
  id: "HR-04",
  revision: 2,
  title: "Confidentiality agreements",
  statement: "Employees and contractors sign a confidentiality agreement before they get access to systems in scope.",
  parameters: {},
  criteria: { key: [], supporting: ["CC1.1", "C1.1"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: agreementDues,
  attributes: [{ id: "A", title: "Signed before first access", isKey: true, judge: signedBefore }],
  evidence: [
    "Signed agreements with their dates",
    "First days of work from HR",
    "Accounts with what they could do over time",
  ],
  edgeCases: [
    "G-REHIRE: what somebody signed in an earlier spell still binds",
    "G-CONTRACTOR: contractors count as soon as they have an account; a conversion is no joining",
    "G-NOACCT: no access is proven by the account listings of all systems in scope on the first day of work; without one it is open",
    "An agreement that is part of the employment contract is a record with that contract as its reference",
    "Who joined before the period is out, unless access began only in it",
  ],
  causes: ["Work begins before the paperwork"],
  compensating: ["A clause in the employment contract"],
  remediation: "Let the signed agreement open the gate of provisioning.",
  limits: [
    "What the agreement says is not read.",
    "First access is known from accounts that resolve to the person: an account nobody is matched with is IAM-14's.",
  ],
});
