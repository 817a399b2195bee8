import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { restoreTests } from "../../populations/restore-tests/population.js";
import { areIssuesTracked, isTimeRecorded, isVerified, restoreTested } from "./procedure.js";

/** BCP-02: from each class of store a backup is restored every half year, and looked at. */
export const bcp02 = defineControl({
  id: "BCP-02",
  revision: 1,
  title: "Restore tested",
  statement: "Restores of each class of data store are tested {interval}, and the integrity of the data is verified.",
  parameters: {
    interval: { schema: z.enum(["semiannual"]), default: "semiannual", doc: "how often a restore test is due" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which halves of the year begin and end; the organisation's unless given",
    },
  },
  criteria: { key: ["A1.3"], supporting: ["CC7.5", "A1.2"] },
  risk: "moderate",
  nature: "manual",
  type: "detective",
  frequency: "semiannual",
  population: restoreTests,
  attributes: [
    { id: "A", title: "The restore of the half year was tested", isKey: true, judge: restoreTested },
    { id: "B", title: "The restored data was verified", isKey: true, judge: isVerified },
    { id: "C", title: "The time it took was recorded against the target", isKey: true, judge: isTimeRecorded },
    { id: "D", title: "What went wrong is tracked", isKey: true, judge: areIssuesTracked },
  ],
  evidence: ["Restore events", "Test reports with checks, times and issues", "Register of classes of data stores"],
  edgeCases: [
    "G-TIME-1: due by the last moment of the half year in the organisation's zone",
    "A restore without verification is incomplete",
    "A real restore counts if it was verified",
    "G-TEST: the test is the control itself, whatever it is tagged",
    "A class that left the register before the half year ended owes nothing",
  ],
  causes: ["Restores are manual work"],
  compensating: ["A job that restores by itself, with checks"],
  remediation: "Schedule a restore pipeline that compares checksums.",
  limits: [
    "A test of one store says little of the others of its class.",
    "A class that is missing from the register is not asked about.",
  ],
});
