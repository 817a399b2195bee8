import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { controlTestRuns } from "../../populations/control-test-runs/population.js";
import { failureOpened, runDone } from "./procedure.js";

/** GOV-05: control tests run every day, and what fails becomes a tracked exception soon. */
export const gov05 = defineControl({
  id: "GOV-05",
  revision: 2,
  title: "Controls monitored continuously",
  statement:
    "Control tests run {interval}, never more than {max_gap_hours} hours apart, and failures create tracked exceptions within {open_hours} hours.",
  parameters: {
    interval: { schema: z.enum(["daily"]), default: "daily", doc: "how often the tests run" },
    open_hours: {
      schema: z.number().positive(),
      default: 24,
      doc: "elapsed hours from a failure to its exception record",
    },
    max_gap_hours: {
      schema: z.number().min(24),
      default: 26,
      doc: "elapsed hours that may lie between two runs that succeeded",
    },
    retry_hours: {
      schema: z.number().min(0),
      default: 24,
      doc: "elapsed hours within which a run that broke off may be repeated",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days begin and end; the organisation's unless given",
    },
  },
  criteria: { key: ["CC4.1"], supporting: ["CC2.1", "CC5.2"] },
  risk: "moderate",
  nature: "automated",
  type: "detective",
  frequency: "daily",
  population: controlTestRuns,
  attributes: [
    { id: "A", title: "The run of the day was done", isKey: true, judge: runDone },
    { id: "B", title: "The failure became a tracked exception in time", isKey: true, judge: failureOpened },
  ],
  evidence: ["Run log of the product that tests the controls", "Failures it found, with the exceptions opened"],
  edgeCases: [
    "G-STATE: runs may lie up to the maximum gap apart, whatever side of midnight they fall on",
    "A run that broke off and was repeated in time passes",
    "A gap is measured between the runs of two neighbouring days; a day without a run is an item of its own",
    "A later run recorded for an earlier day is late, not missed",
    "G-TEST: a failure planted as a test, tagged when made, is not applicable",
  ],
  causes: ["A connector that was down", "A scheduler that nobody watches"],
  compensating: ["A later back-fill that covers the gap"],
  remediation: "Alert on runs that did not come.",
  limits: [
    "A run shows that the tests were made, not that they are the right ones.",
    "A run that broke off and is repeated by the next day's run alone passes, where that came within the hours promised.",
    "Whether an exception was resolved is asked by GOV-07.",
  ],
});
