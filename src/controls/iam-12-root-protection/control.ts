import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { rootIdentities } from "../../populations/root-identities/population.js";
import { hardwareMfa, noAccessKeys, usesTicketed } from "./procedure.js";

/** IAM-12: identities that can do everything are locked away, and taken out only for a reason. */
export const iam12 = defineControl({
  id: "IAM-12",
  revision: 2,
  title: "Root and super-admin protection",
  statement:
    "Root identities of cloud accounts and super-admin identities of the identity provider have a hardware second factor and no access keys, and are not used for daily work: every use has a ticket, opened before or within {bg_ticket_minutes} minutes.",
  parameters: {
    bg_ticket_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "minutes after a use in which its record and ticket must exist (G-BREAKGLASS)",
    },
    session_gap_minutes: {
      schema: z.int().min(0),
      default: 60,
      doc: "sign-ins and writes of one identity this close to the one before belong to one use, while its record covers them",
    },
    bg_max_hours: {
      schema: z.number().positive(),
      default: 8,
      doc: "hours from the start of its record after which a sign-in or write is a use of its own",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after its creation in which a new identity may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC6.1", "CC6.3"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: rootIdentities.population,
  attributes: [
    { id: "A", title: "A hardware second factor was enrolled", isKey: true, judge: hardwareMfa },
    { id: "B", title: "There were no access keys", isKey: true, judge: noAccessKeys },
    { id: "C", title: "Every use had a ticket", isKey: true, judge: usesTicketed },
  ],
  evidence: [
    "Credential report of the cloud accounts",
    "Events of root in the cloud audit log",
    "List of administrators of the identity provider, and their sign-ins",
    "Records of uses with their tickets",
  ],
  edgeCases: [
    "G-BREAKGLASS: the ticket may come soon after",
    "What only root can do (closing an account, some support requests) is ticketed, and so no deviation",
    "A use of a root that is not on the register is an item all the same",
    "Sign-ins and writes close to one another are one use",
    "G-STATE: time counts for the factor and the keys, uses count one by one",
  ],
  causes: ["Member accounts that were forgotten", "Set up by a contractor"],
  compensating: ["An organisation policy that denies what root does"],
  remediation: "Deny root by an organisation policy, manage root centrally, and alert on every event of root.",
  limits: [
    "Of uses, the cloud audit log tells writes; reads by root leave no item. Sign-in logs must be whole for every system in scope.",
    "An identity that is missing from the register is seen only when it is used.",
    "Where a hardware factor lies, and who can reach it, is not tested.",
  ],
});
