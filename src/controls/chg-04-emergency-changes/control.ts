import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { emergencyChanges } from "../../populations/emergency-changes/population.js";
import { approvedByName, declared, reviewedInTime, testedAfterwards } from "./procedure.js";

/** CHG-04: what passed by the normal path of a change is declared, approved and reviewed afterwards. */
export const chg04 = defineControl({
  id: "CHG-04",
  revision: 2,
  title: "Emergency changes reviewed afterwards",
  statement:
    "Emergency changes are declared, approved by the {approver} and reviewed independently within {review_bdays} business days.",
  parameters: {
    approver: { schema: z.string().min(1), default: "on-call lead", doc: "the role that approves, for the statement" },
    review_bdays: { schema: z.int().min(0), default: 1, doc: "business days after the day of the change" },
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "how soon after the change its ticket or incident must be open (G-BREAKGLASS)",
    },
    ticket_age_days: {
      schema: z.int().min(0),
      default: 90,
      doc: "how far back tickets must have been seen before a missing one counts as a deviation",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which business days begin and end" },
    holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
  },
  criteria: { key: [], supporting: ["CC8.1", "CC7.4"] },
  risk: "high",
  nature: "manual",
  type: "detective",
  frequency: "per_event",
  population: emergencyChanges,
  attributes: [
    { id: "A", title: "Declared with an incident or ticket, before or soon after", isKey: true, judge: declared },
    { id: "B", title: "Approved by a named person who did not act", isKey: true, judge: approvedByName },
    { id: "C", title: "Reviewed by an independent person in time", isKey: true, judge: reviewedInTime },
    { id: "D", title: "Automated checks ran afterwards and succeeded", isKey: true, judge: testedAfterwards },
  ],
  evidence: ["Log of bypasses", "Tickets and incidents with approvals", "Reviews after the merge", "Check runs"],
  edgeCases: [
    "G-BREAKGLASS",
    "G-WEEKEND",
    "G-MERGE: an approval that its reviewer took back is none",
    "G-TIME-2",
    "G-TIME-3",
    "An approval of which the source tells neither commit nor time, or that a word nobody knows followed, stays an open question",
    "A deployment by hand of which nobody is named needs two approvals: one may be of who deployed",
  ],
  causes: ["There is no light path for urgent changes"],
  compensating: [],
  remediation: "Let the emergency label open a review task by itself; what is not reviewed blocks the next deployment.",
  limits: [
    "A ticket is found where the change names it, or where the item is the only thing the ticket links to.",
    "An approval on the ticket after the event counts as the review: what was read is not on record.",
    "That the approver held the role named in the statement is not tested.",
    "An emergency that nobody labelled, and that kept every rule, is not told from an ordinary change.",
  ],
});
