import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { organisationAndRoles } from "../../populations/organisation-and-roles/population.js";
import { isHeldByActivePerson, reviewedAndApproved } from "./procedure.js";

/** HR-06: everybody can see who answers to whom, and no security role stands empty for long. */
export const hr06 = defineControl({
  id: "HR-06",
  revision: 2,
  title: "Organisation structure and security roles",
  statement:
    "An organisation chart and descriptions of security roles are kept current and approved every {interval_months} months; no security role is vacant for more than {vacancy_days} days.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last review" },
    vacancy_days: {
      schema: z.number().int().min(0),
      default: 60,
      doc: "calendar days that a role may have neither holder nor delegate",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC1.3"], supporting: ["CC2.2"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: organisationAndRoles,
  attributes: [
    {
      id: "A",
      title: "The chart and the roles were reviewed within the interval, and approved",
      isKey: true,
      judge: reviewedAndApproved,
    },
    { id: "B", title: "The role was held by an active person", isKey: true, judge: isHeldByActivePerson },
  ],
  evidence: ["Approved organisation chart", "Descriptions of the roles", "Holders over time, and the roster"],
  edgeCases: [
    "G-TIME-5: who held a role, and who worked here, is taken as it was then",
    "A delegate counts like the holder",
    "A vacancy counts from the moment the last holder left the role or the company",
    "A vacancy that began before the period counts in full",
    "Who reviewed may approve, where they hold that authority: the promise asks for no second person",
  ],
  causes: ["Reorganisations"],
  compensating: ["Reporting lines in the HR system"],
  remediation: "Make the chart from HR data.",
  limits: [
    "That a holder is able, and has the time, is for people to judge.",
    "A role that is missing from the register is not asked about.",
    "Of several vacancies of one role only the longest is judged.",
  ],
});
