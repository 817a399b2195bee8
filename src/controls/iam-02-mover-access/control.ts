import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { movers } from "../../populations/movers/population.js";
import { isNewAccessApproved, isOldAccessRemoved, isReviewed } from "./procedure.js";

/** IAM-02: who changes role keeps only what the new role needs. */
export const iam02 = defineControl({
  id: "IAM-02",
  revision: 2,
  title: "Mover access is adjusted",
  statement:
    "When somebody changes role or team, access is reviewed and what is no longer needed is removed within {mover_sla_days} days.",
  parameters: {
    mover_sla_days: { schema: z.number().int().min(0), default: 5, doc: "calendar days after the day of the move" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which calendar days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC6.3"], supporting: ["CC6.2"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: movers,
  attributes: [
    { id: "A", title: "A review of entitlements was recorded in time", isKey: true, judge: isReviewed },
    { id: "B", title: "What the new role does not need was removed in time", isKey: true, judge: isOldAccessRemoved },
    { id: "C", title: "New entitlements were approved before", isKey: true, judge: isNewAccessApproved },
  ],
  evidence: [
    "Changes of role, department and manager from HR",
    "Groups and roles held before and after",
    "The ticket of the move",
  ],
  edgeCases: [
    "G-CONTRACTOR: becoming an employee is a move",
    "G-FUTURE: a planned move counts from the day it takes effect",
    "A change with equal role codes before and after, of manager or by promotion, is not applicable",
    "G-TIME-3: a move of before the period is carried in while what was held from before it was unsettled on the first day",
    "A person of whom HR has a position and no employment stays open",
    "Temporary cover: an approved request for keeping an entitlement settles it",
    "Whoever leaves before the deadline is a leaver",
    "G-NOACCT: nothing held, or nothing new, is proven by the listings of the person's systems, or of all systems in scope where there is no account",
    "What everybody else in the new role holds belongs to the role; without anybody else in it, it stays open",
  ],
  causes: ["HR does not tell the identity provider the role", "Groups that pile up", "Role profiles nobody wrote down"],
  compensating: ["IAM-05 reviewed the person's access soon after"],
  remediation:
    "Fill groups by role from HR attributes, open a ticket for every move, and compare what is held with the role as code.",
  limits: [
    "The needs of a role are read from what everybody else in it holds, not from a written profile.",
    "That an agreed entitlement was given back when its cover ended is not tested.",
    "A review counts by its record: a ticket labelled mover or access-review, or a decision in an access review.",
    "New entitlements are looked at for 30 days after the move, or to the end of the period if that comes first; until then C is pending.",
    "Listings of at most 24 systems are asked for one person; with more it stays open.",
  ],
});
