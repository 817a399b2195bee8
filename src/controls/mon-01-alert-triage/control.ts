import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { alerts } from "../../populations/alerts/population.js";
import { acknowledged, closedInTime, dispositioned, escalated, evidenced } from "./procedure.js";

/** MON-01: grave alerts are answered, judged, evidenced, escalated and closed in time. */
export const mon01 = defineControl({
  id: "MON-01",
  revision: 3,
  title: "Security alerts triaged",
  statement:
    "Security alerts of severity {min_severity} or higher are acknowledged within {ack_minutes} minutes and closed with disposition and evidence within {close_hours} hours.",
  parameters: {
    min_severity: {
      schema: z.enum(["medium", "high", "critical"]),
      default: "high",
      doc: "lowest severity at creation that the promise covers",
    },
    ack_minutes: { schema: z.int().min(1), default: 60, doc: "minutes from the alert to the first response" },
    close_hours: { schema: z.int().min(1), default: 72, doc: "hours from the alert to its last closing" },
  },
  criteria: { key: ["CC7.2", "CC7.3"], supporting: ["CC7.4"] },
  risk: "high",
  nature: "it-dependent",
  type: "detective",
  frequency: "per_event",
  population: alerts,
  attributes: [
    { id: "A", title: "Acknowledged by a person or an approved playbook in time", isKey: true, judge: acknowledged },
    { id: "B", title: "A disposition is recorded, alert by alert", isKey: true, judge: dispositioned },
    { id: "C", title: "Evidence shows what was looked at", isKey: true, judge: evidenced },
    { id: "D", title: "A true positive was escalated to an incident", isKey: true, judge: escalated },
    { id: "E", title: "Closed in time", isKey: true, judge: closedInTime },
  ],
  evidence: ["Alert export, suppressed and closed ones included", "Tickets", "Chat links", "Playbook logs"],
  edgeCases: [
    "G-DEDUP",
    "G-TEST",
    "G-WEEKEND",
    "G-TIME-2",
    "G-TIME-3",
    "A suppression counts only if approved before, owned and expiring; what another one hid is untriaged",
    "Closing by automation counts only if its rule was approved before",
    "A reopened alert is not closed until it is closed again",
    "A disposition or note written after both the deadline and the closing is late",
    "Of grouped alerts one that was judged real makes all of them real, however the others were closed",
  ],
  causes: ["Alert fatigue", "Nobody owns the rule", "No ticket integration"],
  compensating: ["A case of the managed-detection provider that covers the alert"],
  remediation: "Open a ticket per alert group automatically, tune noisy rules, keep an on-call budget.",
  limits: [
    "A source that was down raises no alert: LOG-01 tests that.",
    "Whether the disposition is right is not seen; true positives are followed up by IR-01.",
    "A disposition or note whose moment a source does not state counts as written in time.",
    "A source that tells only an alert's present state hides earlier acknowledgements.",
  ],
});
