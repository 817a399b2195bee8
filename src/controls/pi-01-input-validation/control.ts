import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { inputInterfaces } from "../../populations/input-interfaces/population.js";
import { inputsValidated, rejectResolved } from "./procedure.js";

/** PI-01: inputs are checked against what they should be, and what is rejected is resolved. */
export const pi01 = defineControl({
  id: "PI-01",
  revision: 1,
  title: "Processing specified and inputs validated",
  statement:
    "Processing objectives and data definitions are documented and inputs are validated; rejects are resolved within {days} days.",
  parameters: {
    days: { schema: z.int().min(0), default: 5, doc: "calendar days from a reject to its resolution" },
    grace_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes in which a new interface may get its validation (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["PI1.1", "PI1.2"], supporting: [] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "per_event",
  population: inputInterfaces.population,
  attributes: [
    { id: "A", title: "The interface validated its inputs", isKey: true, judge: inputsValidated },
    { id: "B", title: "The reject was resolved in time", isKey: true, judge: rejectResolved },
  ],
  evidence: ["Specifications of interfaces with their history", "Settings of validation over time", "Queue of rejects"],
  edgeCases: [
    "G-STATE",
    "G-DEDUP: a reject that is tried again is one item, open while one of its records is",
    "G-TEST: rejects of tests, tagged when they were made, are not applicable",
    "G-TIME-2",
    "G-TIME-3: a reject still open when the period began counts here",
    "A reject closed as lost was not resolved",
  ],
  causes: ["Inputs that are dropped silently", "Queues that nobody reads"],
  compensating: ["PI-02 compares outputs with inputs"],
  remediation: "Keep rejects in a queue of their own with an alarm for the oldest.",
  limits: [
    "That the validation checks what matters is not seen.",
    "Inputs that were dropped without a reject are not seen: PI-02 compares the totals.",
  ],
});
