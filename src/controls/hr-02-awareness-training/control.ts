import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { trainingDues } from "../../populations/training-dues/population.js";
import { completedInTime } from "./procedure.js";

/** HR-02: everybody completes security-awareness training soon after joining, and again every year. */
export const hr02 = defineControl({
  id: "HR-02",
  revision: 2,
  title: "Security awareness training",
  statement:
    "Everybody completes security-awareness training within {onboard_days} days of starting, and again every {interval_months} months.",
  parameters: {
    onboard_days: { schema: z.number().int().min(0), default: 30, doc: "calendar days after the first day of work" },
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last completion" },
    loa_grace_days: {
      schema: z.number().int().min(0),
      default: 14,
      doc: "calendar days after the return from a leave in which, or just after which, training fell due",
    },
  },
  criteria: { key: [], supporting: ["CC1.4", "CC2.2"] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: trainingDues,
  attributes: [{ id: "A", title: "The training was completed by its due date", isKey: true, judge: completedInTime }],
  evidence: ["Completions with their time, from the training system", "Roster of employees and contractors", "Leaves"],
  edgeCases: [
    "G-TIME-1: due when the day ends at the place of work; a weekend gives no extension",
    "G-TIME-3: overdue since before the period and unmet on its first day counts here",
    "G-REHIRE: every spell starts a clock of its own; what was completed in the 30 days before it counts",
    "G-CONTRACTOR: contractors are in; becoming an employee starts no new clock",
    "G-LOA: what falls due during a leave is due some days after the return",
    "G-SVC: machines learn nothing",
    "A completion without a time proves no timeliness",
    "Whoever left before the due date is not applicable",
  ],
  causes: ["Reminders nobody reads", "Contractors who are not in the training system"],
  compensating: ["A phishing simulation passed, and the training completed later"],
  remediation: "Enrol people by the HR event, and suspend access a week after the due date.",
  limits: [
    "A completion shows that the course was finished, not what was learnt.",
    "Any course of the training system's export counts: which courses it holds is chosen there.",
    "Due dates are counted from the last completion the export shows: it should reach back one interval.",
  ],
});
