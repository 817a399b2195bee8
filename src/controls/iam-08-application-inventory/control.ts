import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { applicationMonths } from "../../populations/application-months/population.js";
import { behindSso, inventoried, reviewed } from "./procedure.js";

/** IAM-08: the company knows its applications, who owns them, and how people get in. */
export const iam08 = defineControl({
  id: "IAM-08",
  revision: 1,
  title: "Applications inventoried and behind SSO",
  statement:
    "Applications are on the inventory with owner and data class within {inventory_days} days after they are found, are reviewed every month, and those with {sso_required_for} data let people in through single sign-on, or under an approved exception.",
  parameters: {
    sso_required_for: {
      schema: z.array(z.string().min(1)),
      default: ["confidential", "customer"],
      doc: "data classes whose applications must have single sign-on enforced",
    },
    inventory_days: {
      schema: z.int().min(0),
      default: 30,
      doc: "calendar days after an application was found until it is on the inventory and behind single sign-on",
    },
    review_days: {
      schema: z.int().min(0),
      default: 0,
      doc: "calendar days after the month's last in which its review may still be held",
    },
    unsupported_needs_exception: {
      schema: z.boolean(),
      default: true,
      doc: "an application that cannot do single sign-on needs an approved exception; false: it is out of the promise",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    zone: { schema: z.string().refine(isZone), default: "UTC", doc: "zone in which days are counted" },
  },
  criteria: { key: [], supporting: ["CC6.1", "CC6.2"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "preventive",
  frequency: "monthly",
  population: applicationMonths,
  attributes: [
    { id: "A", title: "On the inventory, with an owner", isKey: true, judge: inventoried },
    { id: "B", title: "Behind single sign-on, or under an approved exception", isKey: true, judge: behindSso },
    { id: "C", title: "Reviewed in the month", isKey: true, judge: reviewed },
  ],
  evidence: [
    "Inventory of applications with owner, data class and when each was entered",
    "What discovery found: grants to applications, expenses, the sign-on provider's list",
    "Whether single sign-on is enforced, over time",
    "Records of the monthly reviews, and approved exceptions",
  ],
  edgeCases: [
    "G-TEST: a free trial without company data has class `none` and is not applicable",
    "An application found late in the month is not due yet: not on the inventory, not behind single sign-on, not reviewed",
    "One entered too late is late in the month in which it was entered, and missing in the months before",
    "An exception counts from its approval on",
    "An application without a class leaves open whether single sign-on was promised for it",
  ],
  causes: ["Applications that nobody told IT of", "Cards of teams"],
  compensating: ["VEN-01 assesses vendors before their use"],
  remediation:
    "Allow only listed applications to be granted access, ask in procurement, and look for others every day.",
  limits: [
    "Applications that discovery does not find are not seen: compare with expenses and with network logs.",
    "That the data class is right is not tested.",
    "Local accounts beside single sign-on are IAM-04's and IAM-14's question.",
  ],
});
