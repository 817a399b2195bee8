import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { customerChanges } from "../../populations/customer-changes/population.js";
import { isPublished, noticeGiven } from "./procedure.js";

/** GOV-06: customers learn of commitments and of changes that matter to them, in time. */
export const gov06 = defineControl({
  id: "GOV-06",
  revision: 1,
  title: "Commitments and changes communicated outside",
  statement:
    "Service commitments, system descriptions, support and security contacts and significant changes are published; customers are told of significant changes {notice_days} days before they take effect.",
  parameters: {
    notice_days: {
      schema: z.number().int().min(0),
      default: 30,
      doc: "calendar days before a significant change takes effect",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC2.3"], supporting: [] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: customerChanges,
  attributes: [
    { id: "A", title: "It was published by the day it took effect", isKey: true, judge: isPublished },
    { id: "B", title: "Customers were told in time before the change", isKey: true, judge: noticeGiven },
  ],
  evidence: ["History of the trust page", "Release notes and notices with their dates", "Templates of contracts"],
  edgeCases: [
    "G-TIME-1: days are counted in the organisation's zone; on the last day is in time",
    "G-FUTURE: a change dropped before it took effect owes nothing",
    "A change whose record has no effective date counts from the day it was recorded",
    "A change that takes effect sooner than the notice allows is late, however urgent",
    "Contract templates owe publication, not notice",
    "G-TEST: a record tagged as a test is not applicable",
  ],
  causes: ["Nobody owns the notices", "Effective dates brought forward"],
  compensating: ["Mails of account managers to each customer, in time"],
  remediation: "Make the notice an item of the release checklist that cannot be skipped.",
  limits: [
    "That a notice reached each customer is not seen, nor whether contracts ask for more.",
    "A significant change that nobody recorded as one is not asked about.",
  ],
});
