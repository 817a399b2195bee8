import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isDay } from "../../base/instant.js";
import { isZone } from "../../base/zone.js";
import { databaseChanges } from "../../populations/database-changes/population.js";
import { approvedBefore, ranAsApproved, reviewedBefore } from "./procedure.js";

/** CHG-07: what changes production data or its schema is reviewed and approved before it runs. */
export const chg07 = defineControl({
  id: "CHG-07",
  revision: 2,
  title: "Database and data-fix changes approved",
  statement: "Schema migrations and manual data fixes in production are reviewed and approved before execution.",
  parameters: {
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "how soon after an emergency change its ticket or incident must be open (G-BREAKGLASS)",
    },
    bg_review_bdays: {
      schema: z.int().min(0),
      default: 2,
      doc: "business days after an emergency change within which somebody else reviews it (G-BREAKGLASS)",
    },
    ticket_age_days: {
      schema: z.int().min(0),
      default: 90,
      doc: "how far back tickets must have been seen before a missing one counts as a deviation",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which business days begin and end" },
    holidays: { schema: z.array(z.string().refine(isDay)), default: [], doc: "days without business, YYYY-MM-DD" },
  },
  criteria: { key: [], supporting: ["CC8.1", "PI1.3"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: databaseChanges,
  attributes: [
    { id: "A", title: "The script was reviewed by somebody else before it ran", isKey: true, judge: reviewedBefore },
    { id: "B", title: "It was approved by somebody else before it ran", isKey: true, judge: approvedBefore },
    { id: "C", title: "What was run is what was approved", isKey: true, judge: ranAsApproved },
  ],
  evidence: ["Log of migrations", "Audit log of the database", "Reviews and approvals of the scripts"],
  edgeCases: [
    "G-BREAKGLASS: an emergency change needs a ticket soon after it began and a review by somebody else within the business days promised",
    "G-MERGE: a review or approval by who ran it is none",
    "A text put forward after the last review or approval before the run is not the one reviewed or approved",
  ],
  causes: ["Fixes for support"],
  compensating: ["A recorded session, and its review afterwards"],
  remediation: "Let people write only through a gateway that asks for an approval.",
  limits: [
    "Writes that the database does not log are not seen.",
    "Where nobody known ran it, reviewed it or approved it, whether these were two persons stays an open question.",
    "Equal digests show that the same text was run, not what it changed.",
  ],
});
