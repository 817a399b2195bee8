import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { capacityChecks } from "../../populations/capacity-checks/population.js";
import { actedOn, reviewed } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** BCP-04: capacity is looked at every month and forecast, and a threshold that is crossed makes somebody act. */
export const bcp04 = defineControl({
  id: "BCP-04",
  revision: 1,
  title: "Capacity monitored",
  statement:
    "Capacity is monitored and forecast {interval}; a threshold that is crossed is acted on within {act_days} days.",
  parameters: {
    interval: { schema: z.enum(["monthly"]), default: "monthly", doc: "how often capacity is reviewed" },
    review_days: { schema: DAYS, default: 0, doc: "calendar days after a month in which it may still be reviewed" },
    act_days: { schema: DAYS, default: 7, doc: "calendar days from the crossing of a threshold to the act" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["A1.1"], supporting: ["CC7.2"] },
  risk: "low",
  nature: "automated",
  type: "detective",
  frequency: "monthly",
  population: capacityChecks,
  attributes: [
    { id: "A", title: "The month's capacity was reviewed, with a forecast", isKey: true, judge: reviewed },
    { id: "B", title: "A threshold that was crossed was acted on in time", isKey: true, judge: actedOn },
  ],
  evidence: ["History of dashboards or review records", "Alarms of thresholds with their tickets"],
  edgeCases: [
    "G-DEDUP: alarms of one key are one item, open while one of them is",
    "G-TEST: an alarm tagged as a test when it was made is not applicable",
    "G-TIME-2",
    "G-TIME-3: a threshold nobody had acted on when the period began counts here",
  ],
  causes: ["Trust in automatic scaling", "Alarms without an owner"],
  compensating: ["Limits of automatic scaling, with proof that they were never reached"],
  remediation: "Let each alarm open a ticket with a due date.",
  limits: [
    "That the act was enough is not seen; the threshold would be crossed again.",
    "Capacity that has no threshold is watched by the review alone.",
  ],
});
