import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { breaches } from "../../populations/breaches/population.js";
import { assessedInTime, notifiedInTime } from "./procedure.js";

/** IR-04: a confirmed breach is assessed, and whoever must be told of it is told in time. */
export const ir04 = defineControl({
  id: "IR-04",
  revision: 1,
  title: "Breach notification",
  statement:
    "Affected customers and authorities are notified within {hours} hours of confirmation as contracts and law require.",
  parameters: {
    hours: {
      schema: z.int().min(1),
      default: 72,
      doc: "hours from confirmation to notice; a stricter moment on the record of the breach wins",
    },
  },
  criteria: { key: ["P6.6"], supporting: ["CC7.4", "CC2.3"] },
  risk: "high",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: breaches,
  attributes: [
    { id: "A", title: "It was assessed whether notice is owed", isKey: true, judge: assessedInTime },
    { id: "B", title: "Whoever was owed notice was notified in time", isKey: true, judge: notifiedInTime },
  ],
  evidence: ["Assessment with its date and result", "Notices sent, with dates", "Register of what contracts ask for"],
  edgeCases: [
    "G-TIME-1: elapsed hours; nights and weekends count",
    "G-TIME-2",
    "G-TIME-3: a breach still open when the period began counts here",
    "A contract that is stricter than the law wins; one that is laxer moves nothing",
    "Several parties: the last one notified counts",
    "An assessment that says that no notice is owed leaves B without an object",
    "G-TEST: a drill tagged as such is not applicable",
  ],
  causes: ["Contracts that nobody has read for this"],
  compensating: [],
  remediation: "Keep a register of contracts with their clocks, and start them from the incident.",
  limits: [
    "Whether the assessment was right is for lawyers to judge.",
    "That every affected party was found is not seen.",
    "A breach that nobody confirmed is not seen: IR-01 looks at incidents.",
  ],
});
