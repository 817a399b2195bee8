import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { criticalJobs } from "../../populations/critical-jobs/population.js";
import { differencesExplained, failureResolved, ran } from "./procedure.js";

const DAYS = z.int().min(0);

/** PI-02: critical jobs run every day, failures are resolved soon, and outputs are compared with inputs. */
export const pi02 = defineControl({
  id: "PI-02",
  revision: 2,
  title: "Jobs monitored and outputs reconciled",
  statement:
    "Critical jobs are monitored; failures are resolved within {hours} hours; outputs are reconciled to inputs {interval}.",
  parameters: {
    hours: { schema: z.int().min(1), default: 24, doc: "hours from a failure to its resolution; the limit passes" },
    interval: { schema: z.enum(["daily"]), default: "daily", doc: "how often jobs run and outputs are reconciled" },
    run_days: { schema: DAYS, default: 0, doc: "calendar days after its own in which a day's run may still be made" },
    reconcile_days: { schema: DAYS, default: 1, doc: "calendar days after its own in which a day may be reconciled" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["PI1.3", "PI1.4"], supporting: ["CC7.2"] },
  risk: "moderate",
  nature: "automated",
  type: "detective",
  frequency: "daily",
  population: criticalJobs,
  attributes: [
    { id: "A", title: "The job ran, or the reconciliation was made, that day", isKey: true, judge: ran },
    { id: "B", title: "The failure was resolved in time", isKey: true, judge: failureResolved },
    {
      id: "C",
      title: "Differences between outputs and inputs were explained",
      isKey: true,
      judge: differencesExplained,
    },
  ],
  evidence: ["Log of the scheduler", "Failures with their resolution", "Reports of reconciliations"],
  edgeCases: [
    "G-TIME-1: days are those of the organisation's zone",
    "G-TIME-2",
    "G-TIME-3: a failure still open when the period began counts here",
    "G-DEDUP: a failure told by several sources is one item, open while one of them is",
    "G-TEST: a failure tagged as a test when it was made is not applicable",
    "A run that failed and was repeated with success on its day ran; it may be repeated until it is due",
    "A job owes a run for each day at whose end it was in use",
  ],
  causes: ["Jobs without an owner"],
  compensating: ["Catch-up on the next day with whole totals"],
  remediation: "Keep a register of jobs with what each must achieve, and watch that, not the process.",
  limits: [
    "A job that succeeded may have done the wrong thing: the reconciliation shows it.",
    "That an explanation is right is not tested.",
    "Failures that raised no alarm are seen only as runs without success.",
  ],
});
