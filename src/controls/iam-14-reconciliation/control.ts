import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { reconciliations } from "../../populations/reconciliations/population.js";
import { isResolved, isRun } from "./procedure.js";

/** IAM-14: every account is reconciled with the people HR knows. */
export const iam14 = defineControl({
  id: "IAM-14",
  revision: 1,
  title: "Accounts reconciled to people",
  statement:
    "All accounts in systems in scope are reconciled with the HR roster {interval}; accounts that match nobody are resolved within {resolve_days} days.",
  parameters: {
    interval: { schema: z.enum(["daily"]), default: "daily", doc: "how often a run is due" },
    resolve_days: {
      schema: z.number().int().min(0),
      default: 3,
      doc: "calendar days to remove an account or find whose it is",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which calendar days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC6.2"], supporting: ["CC6.3"] },
  risk: "high",
  nature: "automated",
  type: "detective",
  frequency: "daily",
  population: reconciliations,
  attributes: [
    { id: "A", title: "The day's run completed over complete listings", isKey: true, judge: isRun },
    { id: "B", title: "The account was removed or matched in time", isKey: true, judge: isResolved },
  ],
  evidence: ["Log of the runs", "The listings they read", "Tickets of what they found"],
  edgeCases: [
    "G-ID: an account that matches nobody is a finding, whether or not a run reported it",
    "G-SVC: a machine's account needs an owner whom HR knows",
    "G-CONTRACTOR: a contract without an end date is a flaw of the roster",
    "G-TEST: accounts tagged as test accounts at creation are not applicable",
    "G-TIME-3: what was unresolved on the first day is carried in",
    "An account that was still active after it was said to be resolved is there again from then",
    "A failed run that is repeated within 24 hours passes",
  ],
  causes: ["A connector that failed unnoticed", "Accounts nobody owns"],
  compensating: ["IAM-05 reviewed the account"],
  remediation: "Let Lookback reconcile every day, and alert on a run that fails.",
  limits: [
    "A matched account is not proof that the person needs it: IAM-02 and IAM-05 ask that.",
    "An account that no run reported is taken to be nobody's from its creation, by today's matching.",
    "Systems outside the workspace's list are not looked at.",
  ],
});
