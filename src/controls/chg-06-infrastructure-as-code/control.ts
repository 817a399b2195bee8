import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { cloudWrites } from "../../populations/cloud-writes/population.js";
import { driftReconciled, pipelineOrTicket } from "./procedure.js";

/** CHG-06: production infrastructure changes through reviewed code; what people change by hand is put right in days. */
export const chg06 = defineControl({
  id: "CHG-06",
  revision: 3,
  title: "Infrastructure changes as code",
  statement:
    "Production infrastructure is changed through reviewed code; manual changes have an approved ticket and are reconciled within {resolve_days} days.",
  parameters: {
    resolve_days: { schema: z.int().min(1), default: 5, doc: "days of 24 hours from the write to its reconciliation" },
    clock_skew_seconds: {
      schema: z.int().min(0).max(3600),
      default: 300,
      doc: "an approval this soon after the write counts as simultaneous (G-TIME-4)",
    },
    ticket_age_days: {
      schema: z.int().min(0),
      default: 90,
      doc: "how far back tickets must have been seen before a missing one counts as a deviation",
    },
    emergency_labels: {
      schema: z.array(z.string().min(1)),
      default: ["emergency", "break-glass"],
      doc: "labels that make a ticket one of an emergency; an incident always is",
    },
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "how soon after an emergency write its ticket or incident must be open (G-BREAKGLASS)",
    },
    bg_review_bdays: {
      schema: z.int().min(0),
      default: 2,
      doc: "business days in which somebody else reviews an emergency write (G-BREAKGLASS)",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which business days begin and end" },
    holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
  },
  criteria: { key: [], supporting: ["CC8.1", "CC7.1"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "detective",
  frequency: "per_event",
  population: cloudWrites,
  attributes: [
    {
      id: "A",
      title: "Made by the pipeline's role, or with a ticket approved beforehand",
      isKey: true,
      judge: pipelineOrTicket,
    },
    { id: "B", title: "The drift it left was reconciled in time", isKey: true, judge: driftReconciled },
  ],
  evidence: ["Cloud audit log", "History of plans and applies", "Drift report", "Tickets with approvals"],
  edgeCases: ["G-BREAKGLASS", "G-SVC", "G-DEDUP", "G-TIME-3", "G-TIME-4", "G-WEEKEND"],
  causes: ["Debugging in production", "No permissions boundary for people"],
  compensating: ["Drift detection (CFG-01) found and resolved it"],
  remediation: "Give people read-only roles, deny writes by policy, let the drift job open tickets.",
  limits: [
    "Who used a role is told by the name of its session: that nobody took another's name is not tested.",
    "A write or an approval of nobody known stays an open question: the two may be one person.",
    "A write of an unknown actor stays an open question.",
    "Where no finding names the resource, a later successful drift run counts as proof that nothing differs: resources outside the code are not in it.",
    "An audit log tells single writes: how long emergency access lasted is tested by IAM-11.",
    "A pull request named instead of a ticket is not looked up.",
  ],
});
