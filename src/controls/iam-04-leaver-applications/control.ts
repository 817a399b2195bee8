import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { leaverAccounts } from "../../populations/leaver-accounts/population.js";
import { accountRemoved, serviceReassigned, tokensRevoked } from "./procedure.js";

/** IAM-04: a leaver loses accounts and credentials in every other system, in time. */
export const iam04 = defineControl({
  id: "IAM-04",
  revision: 1,
  title: "Leaver is removed from applications outside SSO",
  statement:
    "Accounts and personal credentials of people who leave are removed or disabled in applications, source control, cloud and databases within {revocation_sla_hours} hours. Clock: {sla_clock}.",
  parameters: {
    revocation_sla_hours: { schema: z.number().positive(), default: 72, doc: "hours from the clock's start" },
    sla_clock: {
      schema: z.enum(["effective", "recorded"]),
      default: "effective",
      doc: "the clock starts at the effective end, or when HR recorded it if that was later",
    },
    idp_sla_hours: {
      schema: z.number().positive(),
      default: 24,
      doc: "what IAM-03 promises: decides for systems that only the identity provider lets people into",
    },
    idp_involuntary_sla_hours: {
      schema: z.number().positive(),
      default: 4,
      doc: "the same where the company ended the work",
    },
    owner_reassign_days: {
      schema: z.number().int().min(0),
      default: 14,
      doc: "calendar days to give a workload's credential another owner",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which calendar days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC6.2", "CC6.3"], supporting: ["CC6.1"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: leaverAccounts,
  attributes: [
    { id: "A", title: "The account was removed or disabled in time", isKey: true, judge: accountRemoved },
    { id: "B", title: "Personal tokens, keys and grants were revoked in time", isKey: true, judge: tokensRevoked },
    { id: "C", title: "Workloads' credentials they owned got another owner", isKey: true, judge: serviceReassigned },
  ],
  evidence: [
    "Listings of users of each application, with the day they were made",
    "Audit logs of removals",
    "Listings of tokens and keys",
    "Offboarding tickets",
  ],
  edgeCases: [
    "Each pair of person and system is one item",
    "G-NOACCT: a pair without an account is not applicable, proven by the listing of about that day",
    "G-ID: where an account belongs to nobody known, who has none there stays open",
    "G-REHIRE: a return approved before the deadline leaves nothing to revoke",
    "G-CONTRACTOR: outside collaborators of a code host are contractors",
    "G-SVC: credentials of workloads are reassigned, not revoked",
    "A system that only the identity provider lets people into passes when that account ended as IAM-03 promises",
  ],
  causes: ["Applications nobody listed", "A checklist that was not followed", "Personal tokens that no console shows"],
  compensating: [
    "IAM-03 in time, for systems that only the identity provider lets people into",
    "IAM-14 found and removed the account",
    "The token was not used after the end of work",
  ],
  remediation:
    "Put every application behind SSO and SCIM, forbid local accounts, limit the life of tokens, and let offboarding call each system's interface.",
  limits: [
    "Only systems listed in the workspace are looked at.",
    "That a system lets people in through the identity provider only is the workspace's own declaration.",
    "A token that its system does not list cannot be seen.",
    "Tokens of an account that was removed in time still count as alive while the system lists them so.",
  ],
});
