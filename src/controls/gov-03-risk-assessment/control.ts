import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { riskAssessments } from "../../populations/risk-assessments/population.js";
import {
  assessedInTime,
  changesConsidered,
  commitmentsCovered,
  fraudConsidered,
  isApproved,
  ratedAndOwned,
} from "./procedure.js";

/** GOV-03: risks are assessed every year, fraud and significant changes included. */
export const gov03 = defineControl({
  id: "GOV-03",
  revision: 2,
  title: "Risk assessment including fraud and change",
  statement:
    "A risk assessment that covers objectives, internal and external threats, fraud, vendors and significant changes is done at least every {interval_months} months; a significant change is assessed within {change_days} days.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last assessment" },
    change_days: {
      schema: z.number().int().min(0),
      default: 30,
      doc: "calendar days after a significant change, where its record states no due date",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC3.1", "CC3.2", "CC3.3", "CC3.4"], supporting: ["CC5.1", "CC9.1"] },
  risk: "high",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: riskAssessments,
  attributes: [
    { id: "A", title: "The assessment was done within the interval", isKey: true, judge: assessedInTime },
    { id: "B", title: "It covers the commitments and the system in scope", isKey: true, judge: commitmentsCovered },
    { id: "C", title: "It considers fraud", isKey: true, criteria: ["CC3.3"], judge: fraudConsidered },
    {
      id: "D",
      title: "It considers changes, and each significant change was assessed in time",
      isKey: true,
      criteria: ["CC3.4"],
      judge: changesConsidered,
    },
    { id: "E", title: "Every risk is rated and has an owner", isKey: true, judge: ratedAndOwned },
    { id: "F", title: "It was approved by another person", isKey: true, judge: isApproved },
  ],
  evidence: [
    "Versions of the risk register with what they cover",
    "Minutes and approval",
    "Significant changes as the policy defines them, with when each was assessed",
  ],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone",
    "An assessment from before the period is fine while it is younger than the interval at the period's end",
    "A missing part about fraud or change fails its own criterion only",
    "G-TIME-2, G-TIME-3: a change is pending until due; one still open on the first day is carried in",
    "G-TEST: a change tagged as a drill is not applicable",
  ],
  causes: ["A register copied from last year", "Changes decided outside the process"],
  compensating: [],
  remediation: "Keep the register in a product with required fields, and let the change process open an assessment.",
  limits: [
    "That a topic is covered does not show that the risk was seen or rated well.",
    "Significant changes that nobody recorded are not asked about.",
    "Where the performer is not named, that somebody else approved cannot be told from the record.",
  ],
});
