import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { physicalAccess } from "../../populations/physical-access/population.js";
import { badgeRemoved, badgesReviewed, providerReviewed } from "./procedure.js";

/** PHY-01: who left cannot enter, and whoever runs the data centres shows that strangers cannot. */
export const phy01 = defineControl({
  id: "PHY-01",
  revision: 2,
  title: "Physical access",
  statement:
    "Access to offices with equipment in scope is restricted, ends within {badge_hours} hours of the end of work and is reviewed ({interval}); access to data centres is the provider's, whose report is reviewed.",
  parameters: {
    interval: { schema: z.enum(["annual"]), default: "annual", doc: "how often badges and reports are reviewed" },
    badge_hours: {
      schema: z.number().positive(),
      default: 72,
      doc: "elapsed hours from the end of work to the end of the badge",
    },
    has_facilities: {
      schema: z.boolean(),
      default: true,
      doc: "false: no office holds equipment in scope; then only the providers' reports are asked for",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC6.4"], supporting: [] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: physicalAccess,
  attributes: [
    { id: "A", title: "The leaver's badge ended in time", isKey: true, judge: badgeRemoved },
    { id: "B", title: "Badges were reviewed within the interval", isKey: true, judge: badgesReviewed },
    { id: "C", title: "The provider's report was reviewed within the interval", isKey: true, judge: providerReviewed },
  ],
  evidence: ["List of badges with holder, issue and end", "Badge reviews", "Reviews of the providers' reports"],
  edgeCases: [
    "A company without an office in scope: the provider's report is the evidence",
    "G-TIME-1, G-WEEKEND: elapsed hours from the end of work",
    "G-TIME-3: a badge of last period's leaver that is still active on the first day is carried in",
    "G-REHIRE: back at work before the badge had to end: nothing to take back",
    "G-CONTRACTOR: contract ends count; becoming an employee is no departure",
    "A badge that names nobody is a spare one; one whose number HR does not know is left open",
  ],
  causes: ["The landlord's system"],
  compensating: ["The reception's log"],
  remediation: "Let HR events end badges.",
  limits: [
    "Keys and door codes are not seen.",
    "A badge lent to somebody else is not seen.",
    "What the review of a provider's report contained is asked by VEN-02.",
  ],
});
