import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { findingsAndMockAudits } from "../../populations/findings-and-mock-audits/population.js";
import { closedWithRetest, hasOwnerAndDate, isReported, mockAuditHeld } from "./procedure.js";

/** GOV-07: deficiencies are followed until a retest closes them, and mock audits look for more. */
export const gov07 = defineControl({
  id: "GOV-07",
  revision: 2,
  title: "Deficiencies tracked to closure and mock audits held",
  statement:
    "Deficiencies are recorded, assigned, reported to management within {report_days} days and remediated by their due date; a mock audit is held every {interval_months} months.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 6, doc: "calendar months after the last mock audit" },
    report_days: {
      schema: z.number().int().min(0),
      default: 92,
      doc: "calendar days from a deficiency to its report to management: the next quarterly meeting at the latest",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC4.2"], supporting: ["CC4.1"] },
  risk: "moderate",
  nature: "manual",
  type: "corrective",
  frequency: "per_event",
  population: findingsAndMockAudits,
  attributes: [
    { id: "A", title: "The deficiency has an owner and a due date", isKey: true, judge: hasOwnerAndDate },
    {
      id: "B",
      title: "It was closed with a retest by its date, or re-approved before it",
      isKey: true,
      judge: closedWithRetest,
    },
    { id: "C", title: "It was reported to management", isKey: true, judge: isReported },
    { id: "D", title: "The mock audit was held within the interval", isKey: true, judge: mockAuditHeld },
  ],
  evidence: ["Deficiencies with owner, dates and retest", "Minutes of the reports to management", "Mock audit reports"],
  edgeCases: [
    "G-TIME-2: pending until due; due after the period is the next period's question",
    "G-TIME-3: open on the first day counts here, however old",
    "A closure without a retest, or with one by the owner alone or by nobody named, is no closure",
    "Reopened: the same deficiency, closed when its last record is",
    "A re-approval after the due date, by the owner or by nobody named heals nothing",
  ],
  causes: ["Remediation as a one-time project", "Owners who left"],
  compensating: [],
  remediation: "Give every deficiency a due date, an escalation and a retest in the product.",
  limits: [
    "A retest shows that the case was looked at again, not that its cause is gone.",
    "Whether management acted on what was reported is not seen.",
  ],
});
