import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { acknowledgementDues } from "../../populations/acknowledgement-dues/population.js";
import { acknowledgedInTime, versionInForce } from "./procedure.js";

/** HR-03: everybody acknowledges the code of conduct and the security policies, and again when they change. */
export const hr03 = defineControl({
  id: "HR-03",
  revision: 2,
  title: "Policy and code-of-conduct acknowledgement",
  statement:
    "Everybody acknowledges the code of conduct and the security policies within {onboard_days} days of joining, and each new material version within {reack_days} days of its publication.",
  parameters: {
    onboard_days: { schema: z.int().min(0), default: 14, doc: "calendar days after the first day of work" },
    reack_days: { schema: z.int().min(0), default: 30, doc: "calendar days after a material version is published" },
    loa_grace_days: {
      schema: z.int().min(0),
      default: 14,
      doc: "days after the return from a leave for what fell due in it (G-LOA)",
    },
  },
  criteria: { key: ["CC1.1", "CC2.2"], supporting: ["CC5.3"] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: acknowledgementDues,
  attributes: [
    { id: "A", title: "Acknowledged by the due date", isKey: true, judge: acknowledgedInTime },
    { id: "B", title: "The version acknowledged was the one in force", isKey: true, judge: versionInForce },
  ],
  evidence: [
    "Acknowledgements with person, policy version and time",
    "Policy versions with when each was published and replaced, and whether the change was material",
    "Roster of employees and contractors, and leaves",
  ],
  edgeCases: [
    "G-LOA: the clock pauses during a leave and goes on with the return; of several leaves each counts that falls on the due date",
    "G-CONTRACTOR: contractors acknowledge like employees; a conversion is no joining",
    "G-TIME-2: a due date after the moment of judging is pending; a weekend gives no extension",
    "G-TIME-3: what was unmet on the first day of the period is carried in",
    "An editorial change asks nobody again; a version without a class counts as material",
    "A newer version in force counts for an older duty; an older one does not",
    "Who leaves before the due date owes nothing; a version replaced before it was due is asked for by the newer one",
  ],
  causes: ["Policies without versions", "Policies sent by mail only"],
  compensating: ["HR-02 trains the same content"],
  remediation: "Keep versions of policies, and let single sign-on ask for the acknowledgement.",
  limits: [
    "That somebody read and understood what they acknowledged is not seen.",
    "Which changes are material is the company's word.",
    "Records name people by employee number; one that HR does not know is nobody's.",
  ],
});
