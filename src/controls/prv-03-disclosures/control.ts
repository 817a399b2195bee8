import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { disclosures } from "../../populations/disclosures/population.js";
import { consentGiven, purposeAllowed, recordedInRegister } from "./procedure.js";

/** PRV-03: personal data goes only to whom a stated purpose allows, and every disclosure can be reported. */
export const prv03 = defineControl({
  id: "PRV-03",
  revision: 1,
  title: "Use and disclosure controlled",
  statement:
    "Personal data is used and disclosed only for stated purposes; disclosures, authorised or not, are recorded within {record_days} days and can be reported.",
  parameters: {
    record_days: {
      schema: z.int().min(0),
      default: 7,
      doc: "calendar days from a disclosure, or its discovery, to its record",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["P4.1", "P6.1", "P6.2", "P6.3", "P6.7"], supporting: [] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: disclosures,
  attributes: [
    { id: "A", title: "A stated purpose allowed it, checked before", isKey: true, judge: purposeAllowed },
    { id: "B", title: "It is in the register of disclosures", isKey: true, judge: recordedInRegister },
    { id: "C", title: "There was consent where it is needed", isKey: true, judge: consentGiven },
  ],
  evidence: ["Register of disclosures", "Contracts with subprocessors", "Requests of authorities", "Incident records"],
  edgeCases: [
    "G-DEDUP: records of one key are one disclosure",
    "G-TIME-2",
    "An unauthorised disclosure has no purpose and no consent to check, but is recorded like any other",
    "A request of an authority needs a check of its purpose, and consent only where the record says so",
    "G-TIME-3: a disclosure from before the period that is not recorded yet counts here; the rest was judged then",
    "G-TEST: a drill tagged as such is not applicable",
  ],
  causes: ["Exports made by hand"],
  compensating: [],
  remediation: "Let exports of personal data wait for an approval that writes the register.",
  limits: [
    "A disclosure that nobody noticed is not seen.",
    "That the data was used for the stated purpose afterwards is not seen.",
    "Whether consent is needed is what the record says.",
  ],
});
