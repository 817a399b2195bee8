import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { incidentExercises } from "../../populations/incident-exercises/population.js";
import { areActionsTracked, exerciseHeld, isAttended } from "./procedure.js";

/** IR-03: the incident plan is tried out every year. */
export const ir03 = defineControl({
  id: "IR-03",
  revision: 2,
  title: "Incident exercise",
  statement: "The incident plan is exercised every {interval_months} months, and lessons are tracked.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last exercise" },
    incident_may_replace: {
      schema: z.boolean(),
      default: false,
      doc: "the policy lets the review of a real major incident stand in for an exercise",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months are counted; the organisation's unless given",
    },
  },
  criteria: { key: [], supporting: ["CC7.4", "CC7.5"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: incidentExercises,
  attributes: [
    { id: "A", title: "The exercise was held within the interval", isKey: true, judge: exerciseHeld },
    { id: "B", title: "The holders of the incident roles took part", isKey: true, judge: isAttended },
    { id: "C", title: "What was learnt is tracked", isKey: true, judge: areActionsTracked },
  ],
  evidence: ["Scenario", "Attendance", "Report with actions", "Reviews of real incidents, where they may stand in"],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone",
    "A real incident of severity 1 or 2 with its review stands in only if the promise says so",
    "G-TEST: a drill recorded as an incident is no real one",
  ],
  causes: ["Nobody's calendar"],
  compensating: ["A real incident, handled by the plan and reviewed"],
  remediation: "Schedule the next exercise when one ends.",
  limits: [
    "An exercise shows that people met, not that they would have coped.",
    "What a real incident that stood in taught is judged by IR-02.",
    "Of several real incidents in one cycle only the first and the last of the period are looked at.",
  ],
});
