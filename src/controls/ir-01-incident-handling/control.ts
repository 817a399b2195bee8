import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { incidents } from "../../populations/incidents/population.js";
import {
  communicated,
  containedAndRecovered,
  recordedAndClassified,
  rolesAssigned,
  timelineKept,
} from "./procedure.js";

/** IR-01: incidents are recorded, classified, led, contained, communicated and closed as the plan says. */
export const ir01 = defineControl({
  id: "IR-01",
  revision: 2,
  title: "Incidents handled by the plan",
  statement: "Security incidents are recorded, classified, contained, communicated and closed under the incident plan.",
  parameters: {
    classify_hours: {
      schema: z.int().min(1),
      default: 4,
      doc: "hours from detection (where that is not stated, from the record) to record and classification, and from a true positive to its record",
    },
    record_days: {
      schema: z.int().min(1),
      default: 30,
      doc: "days after which the record of an incident must be whole even if the incident is still open",
    },
  },
  criteria: { key: ["CC7.4"], supporting: ["CC7.3", "CC2.2"] },
  risk: "high",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: incidents,
  attributes: [
    { id: "A", title: "Recorded and classified in time", isKey: true, judge: recordedAndClassified },
    { id: "B", title: "Roles were assigned", isKey: true, judge: rolesAssigned },
    { id: "C", title: "A timeline was kept", isKey: true, judge: timelineKept },
    { id: "D", title: "Containment and recovery are recorded", isKey: true, judge: containedAndRecovered },
    { id: "E", title: "Communicated as the plan asks", isKey: true, judge: communicated },
  ],
  evidence: ["Incident records", "Chat export", "Status page"],
  edgeCases: [
    "G-DEDUP",
    "G-TEST",
    "G-TIME-2",
    "G-TIME-3",
    "A record opened late is late, whatever moment of classification it states",
    "Lowering the severity needs a reason",
    "A period without incidents tests nothing: IR-03 shows the design",
  ],
  causes: ["Handled in chat only"],
  compensating: ["Timeline reconstructed in writing within five days"],
  remediation: "Let a chat command open the record.",
  limits: [
    "An incident that nobody recorded and no alert raised is not seen.",
    "Whether severity and communication were right is a judgement.",
    "Where detection is not stated the clock starts with the record: time before it is not measured.",
  ],
});
