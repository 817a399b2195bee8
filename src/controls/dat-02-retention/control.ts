import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { retentionStores } from "../../populations/retention-stores/population.js";
import { disposalLogged, lifecycleConfigured, oldestWithinLimit } from "./procedure.js";

/** DAT-02: data is kept no longer than its class allows, and its disposal is on record. */
export const dat02 = defineControl({
  id: "DAT-02",
  revision: 1,
  title: "Retention and disposal",
  statement:
    "Data is kept no longer than its class allows (in days: {schedule}), is disposed of securely, and each disposal is recorded within {log_days} days.",
  parameters: {
    schedule: {
      schema: z.array(z.string().regex(/^[^=]+=\d+$/, "not of the form class=days")),
      default: ["customer=730", "personal=730", "internal=1095", "log=400", "backup=90"],
      doc: "the limit of each class in days, each as class=days",
    },
    log_days: { schema: z.int().min(0), default: 1, doc: "calendar days from the end of a disposal job to its log" },
    grace_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes in which a new store may get its rule (G-STATE)",
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
  criteria: { key: ["C1.2", "P4.2", "P4.3"], supporting: [] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: retentionStores.population,
  attributes: [
    { id: "A", title: "Old records are removed by a rule", isKey: true, judge: lifecycleConfigured },
    { id: "B", title: "The oldest record is within the limit of its class", isKey: true, judge: oldestWithinLimit },
    { id: "C", title: "The disposal is on record", isKey: true, judge: disposalLogged },
  ],
  evidence: ["Lifecycle settings over time", "Results of the query for the oldest record", "Logs of disposal jobs"],
  edgeCases: [
    "G-STATE",
    "A legal hold with its case exempts the store from its approval on, with or without an end",
    "Backups have a limit of their own: class backup",
    "A class that the schedule does not name leaves the limit open",
    "A job that failed disposed of nothing: how old the data is shows the rest",
  ],
  causes: ["Stores without an owner", "Deletion that only marks"],
  compensating: ["Access to the old records was taken away"],
  remediation: "Keep lifecycle rules as code, and ask for the age of the oldest record every month.",
  limits: [
    "What the query for the oldest record does not read, such as copies, is not seen.",
    "That data was destroyed beyond recovery is not seen.",
    "Stores without a retention rule on the register are not seen: compare it with the inventory (DAT-01).",
  ],
});
