import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { criticalVendors } from "../../populations/critical-vendors/population.js";
import { areCsocsConfirmed, areCuecsMapped, isOpinionEvaluated, isPeriodCovered, reviewedInTime } from "./procedure.js";

/** VEN-02: whoever we cannot do without is reviewed every year, report in hand. */
export const ven02 = defineControl({
  id: "VEN-02",
  revision: 1,
  title: "Critical vendors reviewed yearly",
  statement:
    "Critical vendors and subservice organisations are reviewed every {interval_months} months, including their report, its exceptions, the period it covers and what it asks of us.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last review" },
    first_review_days: {
      schema: z.number().int().min(0),
      default: 60,
      doc: "a vendor that became critical fewer calendar days before the period's end owes its first review later",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC9.2"], supporting: ["CC3.4", "CC4.1"] },
  risk: "moderate",
  nature: "manual",
  type: "detective",
  frequency: "annual",
  population: criticalVendors,
  attributes: [
    { id: "A", title: "The vendor was reviewed within the interval", isKey: true, judge: reviewedInTime },
    { id: "B", title: "The report, or a bridge letter, covers the period", isKey: true, judge: isPeriodCovered },
    { id: "C", title: "Opinion and exceptions were evaluated", isKey: true, judge: isOpinionEvaluated },
    { id: "D", title: "What the report asks of us is mapped to our controls", isKey: true, judge: areCuecsMapped },
    {
      id: "E",
      title: "What we expect of the vendor is confirmed by the report",
      isKey: true,
      judge: areCsocsConfirmed,
    },
  ],
  evidence: ["Vendors' reports", "Review forms with their date", "Bridge letters"],
  edgeCases: [
    "A vendor that became critical shortly before the period's end is not due yet",
    "A vendor that was critical for part of the period counts",
    "A vendor of which the register does not say whether it is critical: what is missing stays open",
    "A vendor without a report: a questionnaire or certificate that the policy accepts, recorded in the same form",
    "A report that was downloaded and not evaluated is incomplete",
  ],
  causes: ["No calendar of vendors"],
  compensating: ["Continuous monitoring of the vendor, with evidence"],
  remediation: "Keep a calendar of vendors with the fields of the review required.",
  limits: [
    "That the review drew the right conclusion from the report is not seen.",
    "A vendor that nobody rated critical is not asked about: VEN-01 looks at ratings.",
    "The assessment before first use (VEN-01) is no review: record it as one where it is.",
  ],
});
