import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { continuityReviews } from "../../populations/continuity-reviews/population.js";
import { areContactsCurrent, reviewedAndApproved } from "./procedure.js";

/** BCP-05: the continuity plan is looked at every year. */
export const bcp05 = defineControl({
  id: "BCP-05",
  revision: 2,
  title: "Continuity plan maintained",
  statement:
    "The continuity plan and the risks of disruption, insurance included, are reviewed and approved every {interval_months} months.",
  parameters: {
    interval_months: { schema: z.number().int().min(1), default: 12, doc: "calendar months after the last review" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC9.1"], supporting: ["A1.2"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "annual",
  population: continuityReviews,
  attributes: [
    {
      id: "A",
      title: "The plan was reviewed within the interval, and approved",
      isKey: true,
      judge: reviewedAndApproved,
    },
    { id: "B", title: "Contacts are current", isKey: true, judge: areContactsCurrent },
  ],
  evidence: ["History of the plan with reviews and approvals", "List of contacts with when it was checked"],
  edgeCases: [
    "G-TIME-1: due when the day ends in the organisation's zone",
    "Who reviewed may approve, where they hold that authority: the promise asks for no second person",
  ],
  causes: ["A plan without an owner"],
  compensating: [],
  remediation: "Give the plan a review-by date that a check of the pipeline enforces.",
  limits: [
    "A reviewed plan is not a tried one: BCP-03 looks at tests.",
    "Whether the insurance is enough is for people to judge.",
  ],
});
