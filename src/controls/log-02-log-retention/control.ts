import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { logStores } from "../../populations/log-stores/population.js";
import { oldRecordsHeld, retentionSet } from "./procedure.js";

/** LOG-02: log stores are told to keep long enough, and what they hold proves it. */
export const log02 = defineControl({
  id: "LOG-02",
  revision: 1,
  title: "Log retention",
  statement: "Logs are retained {retention_days} days.",
  parameters: {
    retention_days: { schema: z.int().min(1), default: 365, doc: "days of 24 hours that logs are kept" },
    slack_days: {
      schema: z.int().min(0),
      default: 2,
      doc: "days by which the oldest record may be younger than that: no store writes at every moment",
    },
    first_record_hours: {
      schema: z.int().min(0),
      default: 24,
      doc: "hours after a store came into use within which its first record must lie, while it is younger than the retention",
    },
    oldest_check_days: {
      schema: z.int().min(1),
      default: 31,
      doc: "days between two questions for the oldest record beyond which the time between is missing: what is lost stays visible for long",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which a store may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC7.2", "CC7.3"] },
  risk: "moderate",
  nature: "automated",
  type: "detective",
  frequency: "state",
  population: logStores,
  attributes: [
    { id: "A", title: "Told to keep as long as promised", isKey: true, judge: retentionSet },
    { id: "B", title: "The oldest record proves it", isKey: true, judge: oldRecordsHeld },
  ],
  evidence: ["Retention settings over time", "The time of the oldest record, asked for regularly"],
  edgeCases: [
    "G-STATE",
    "A store in which nothing expires keeps longer than any promise",
    "A store younger than the retention proves it with records from its first day",
    "After records were lost a store fails until it has filled up again",
  ],
  causes: ["The provider's default of 30 or 90 days"],
  compensating: ["A copy in an archive"],
  remediation: "Export to an archive, and set retention as code.",
  limits: [
    "The oldest record says nothing about holes after it: LOG-01 looks at what arrives.",
    "Stores that are not on the register are not seen.",
  ],
});
