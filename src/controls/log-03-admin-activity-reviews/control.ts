import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { adminActivityReviews } from "../../populations/admin-activity-reviews/population.js";
import { allSourcesCovered, anomaliesTicketed, reviewedInTime, reviewerIndependent } from "./procedure.js";

/** LOG-03: administrative activity is reviewed every week by somebody who had no part in it. */
export const log03 = defineControl({
  id: "LOG-03",
  revision: 1,
  title: "Privileged activity reviewed",
  statement:
    "Administrative activity is reviewed {interval}, within {review_bdays} business days of the week's end, and anomalies are ticketed.",
  parameters: {
    interval: { schema: z.enum(["weekly"]), default: "weekly", doc: "how often; a review covers a calendar week" },
    review_bdays: { schema: z.int().min(0), default: 3, doc: "business days after the last day of the week" },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which business days begin and end" },
    holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
  },
  criteria: { key: [], supporting: ["CC7.2", "CC6.1", "CC4.1"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "detective",
  frequency: "weekly",
  population: adminActivityReviews,
  attributes: [
    { id: "A", title: "Performed soon after the week's end", isKey: true, judge: reviewedInTime },
    { id: "B", title: "Covers all sources of administrative activity", isKey: true, judge: allSourcesCovered },
    { id: "C", title: "The reviewer had no part in the activity", isKey: true, judge: reviewerIndependent },
    { id: "D", title: "Anomalies are ticketed", isKey: true, judge: anomaliesTicketed },
  ],
  evidence: ["Review records with the query, the number of events and the reviewer", "Tickets of anomalies"],
  edgeCases: [
    "G-TIME-1: weeks and business days are those of the organisation's zone",
    "G-TIME-2",
    "A review held before its week was over counts as held; whether it saw all of it is B's question",
    "A list of more than 500 events that was open for less than a minute is an observation, shown as columns",
  ],
  causes: ["More logs than anybody can read", "No tool that gathers the sources"],
  compensating: ["MON-01"],
  remediation: "Replace reading by detections that open tickets, and change the promise to that.",
  limits: [
    "That somebody looked is on record, not how well: `events_value` and `reading_seconds_value` help to see rubber stamps, which are an observation and no deviation.",
    "Independence and coverage are what the record says of itself.",
    "Anomalies that nobody noticed have no ticket, and are not seen here.",
  ],
});
