import { defineControl } from "../../assess/control.js";
import { newVendors } from "../../populations/new-vendors/population.js";
import { assessmentFitsTier, hasContractTerms, ratedBeforeUse } from "./procedure.js";

/** VEN-01: nobody handles our data before we looked at them. */
export const ven01 = defineControl({
  id: "VEN-01",
  revision: 1,
  title: "Vendors assessed before use",
  statement:
    "Vendors that handle company or customer data are rated for risk, assessed and contracted with security and confidentiality terms before they are used.",
  parameters: {},
  criteria: { key: ["CC9.2", "P6.4", "P6.5"], supporting: ["CC3.2", "C1.1"] },
  risk: "moderate",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: newVendors,
  attributes: [
    { id: "A", title: "The vendor was rated before its first use", isKey: true, judge: ratedBeforeUse },
    {
      id: "B",
      title: "An assessment that fits its tier came before its first use",
      isKey: true,
      judge: assessmentFitsTier,
    },
    { id: "C", title: "The contract has security and confidentiality terms", isKey: true, judge: hasContractTerms },
  ],
  evidence: ["Ratings and assessments with their dates", "Contracts", "First payment or first sign-in"],
  edgeCases: [
    "A vendor in use before the period is asked about by VEN-02 only",
    "A vendor without our data is of tier none, with a note in its rating: it owes neither assessment nor terms",
    "An assessment for a higher tier fits a lower one",
    "On the moment of the first use is in time; minutes later is not",
    "Rated again and again: what was in force at the first use counts",
  ],
  causes: ["Purchases by card"],
  compensating: ["An assessment made within 30 days after, and nothing found"],
  remediation: "Let purchasing and single sign-on refuse vendors without a rating.",
  limits: [
    "A vendor that neither purchasing nor sign-on saw is not in the list.",
    "What the terms say is read by people, not here.",
  ],
});
