import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { reviewedIncidents } from "../../populations/reviewed-incidents/population.js";
import { actionsAgreed, actionsDone, hasRootCause, reviewedInTime } from "./procedure.js";

/** IR-02: after a serious incident people look for its cause, agree on actions, and do them. */
export const ir02 = defineControl({
  id: "IR-02",
  revision: 2,
  title: "Post-incident review and recovery follow-up",
  statement:
    "Incidents of severity {min_sev} or worse get a blameless review within {days} days and actions are tracked.",
  parameters: {
    min_sev: { schema: z.int().min(1), default: 2, doc: "the mildest severity that is reviewed; 1 is the most severe" },
    days: { schema: z.int().min(0), default: 10, doc: "calendar days from the end of the incident to its review" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC7.5"], supporting: ["CC4.2", "CC7.4"] },
  risk: "moderate",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: reviewedIncidents,
  attributes: [
    { id: "A", title: "Reviewed in time", isKey: true, judge: reviewedInTime },
    { id: "B", title: "The review names the root cause", isKey: true, judge: hasRootCause },
    { id: "C", title: "Actions have an owner and a date", isKey: true, judge: actionsAgreed },
    { id: "D", title: "Actions were done by their date, or re-approved before it", isKey: true, judge: actionsDone },
  ],
  evidence: ["Reviews with date, root cause and actions", "Tickets of the actions"],
  edgeCases: [
    "G-TIME-2; actions that come due after the period are the next period's question",
    "G-TIME-3: what was not reviewed, or not done, when the period began counts here",
    "G-WEEKEND: days are calendar days",
    "A review held before the incident was closed counts",
    "The highest severity reached counts: one that was lowered below the limit may still be asked for",
    "Only somebody else than its owner may move the date of an action, and only before it",
    "G-TEST: drills are not applicable",
  ],
  causes: ["No time after the incident"],
  compensating: [],
  remediation: "Open the review with its due date from a template when an incident is closed.",
  limits: [
    "Whether the cause is the right one is for people to judge.",
    "An incident that was rated too mildly is not asked for: IR-01 looks at ratings that were lowered.",
    "An action that is done may not have helped.",
  ],
});
