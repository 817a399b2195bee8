import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { grants } from "../../populations/grants/population.js";
import { isApproved, isApprovedBefore, isEmployed, isRequested, isWithinRequest } from "./procedure.js";

/** IAM-01: access begins only after somebody with authority approved a request for it. */
export const iam01 = defineControl({
  id: "IAM-01",
  revision: 1,
  title: "Joiner access is approved",
  statement:
    "Access to systems in scope begins only after a documented request that the manager or system owner approved, and stays within what was asked for.",
  parameters: {
    approval_before_grant: {
      schema: z.boolean(),
      default: true,
      doc: "the approval must come first; without this promise attribute C has nothing to test",
    },
    clock_skew_seconds: {
      schema: z.number().min(0),
      default: 300,
      doc: "an approval this soon after the grant counts as simultaneous",
    },
    preboarding_days: {
      schema: z.number().min(0),
      default: 0,
      doc: "days before the first day of work on which access may already begin",
    },
  },
  criteria: { key: ["CC6.2"], supporting: ["CC6.3"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: grants,
  attributes: [
    { id: "A", title: "A request exists", isKey: true, judge: isRequested },
    {
      id: "B",
      title: "The manager or an owner approved it, who neither asked for it nor gets it",
      isKey: true,
      judge: isApproved,
    },
    { id: "C", title: "The approval came before the grant", isKey: true, judge: isApprovedBefore },
    { id: "D", title: "What was granted is what was asked for", isKey: true, judge: isWithinRequest },
    { id: "E", title: "Whoever got it worked here then", isKey: true, judge: isEmployed },
  ],
  evidence: [
    "Logs of groups, roles and permissions given",
    "Access requests and their approvals",
    "Roster of employees and contractors on that day",
  ],
  edgeCases: [
    "Birthright entitlements are left out from the day on which the workspace lists them, never before",
    "G-ID: an account that belongs to nobody known stays open; IAM-14 reports it",
    "G-REHIRE, G-CONTRACTOR: every spell counts on its own",
    "G-SVC: a machine's grant is its owner's; the owner's approval counts unless the owner asked",
    "G-TEST: accounts tagged as test accounts at creation are not applicable",
    "A group rule is approved once, as a change: a ticket with the key of the rule",
    "A bulk request without a named person counts where the grant itself names it, unless its approver gets the right",
    "A rejection after the approval and before the grant overrules it",
  ],
  causes: [
    "People are set up by hand, outside the identity provider",
    "Approvals in a chat",
    "Rights copied from a colleague",
    "Administrators who take the short way",
  ],
  compensating: ["IAM-05 reviewed the person's access soon after", "IAM-14 reconciles accounts with people every day"],
  remediation:
    "Give access through groups that HR attributes fill, let the request workflow block whatever nobody approved, and test group rules as code.",
  limits: [
    "Accounts are judged by the rights they get; an account without any right is not an item.",
    "Rights that existed when a system was first seen have no known start and are not items.",
    "A ticket that a grant does not name counts only if it names person, system and entitlement.",
    "That somebody owns a system is known from the ticket alone; HR knows managers only.",
    "Whether a bulk request lists each user is not read from its attachments.",
  ],
});
