import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { riskTreatments } from "../../populations/risk-treatments/population.js";
import { hasOwnerAndDate, treatedInTime } from "./procedure.js";

/** GOV-04: what was decided about a risk has an owner and a date, and happens. */
export const gov04 = defineControl({
  id: "GOV-04",
  revision: 2,
  title: "Risk treatment followed",
  statement:
    "Treatment plans for risks above appetite have an owner and a due date, and are completed by it or re-approved before it.",
  parameters: {
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which a re-approved day ends; the organisation's unless given",
    },
  },
  criteria: { key: ["CC5.1"], supporting: ["CC3.2", "CC9.1"] },
  risk: "moderate",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: riskTreatments,
  attributes: [
    { id: "A", title: "The treatment has an owner and a due date", isKey: true, judge: hasOwnerAndDate },
    { id: "B", title: "It was done by its date, or re-approved before it", isKey: true, judge: treatedInTime },
  ],
  evidence: ["History of the risk register", "Tickets of the treatments", "Re-approvals with their new dates"],
  edgeCases: [
    "G-TIME-2: pending until due; due after the period is the next period's question",
    "G-TIME-3: overdue since before the period and open on its first day counts here",
    "A re-approval counts from its moment: one that came after the date heals nothing",
    "Re-approved again and again: each must come before the date then in force",
    "A re-approval that names no new date moves nothing, and neither does one by the owner or by nobody named",
  ],
  causes: ["Competing work", "Registers that nobody opens between two assessments"],
  compensating: ["A risk acceptance signed before the due date"],
  remediation: "Keep treatments in the issue tracker and look at them when the sprint is planned.",
  limits: [
    "A closed treatment does not show that the risk is smaller.",
    "Risks above appetite without any treatment are seen in GOV-03, not here.",
  ],
});
