import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { changes } from "../../populations/changes/population.js";
import { approvedBeforeMerge, approverAuthorised, purposeStated, rulesKept } from "./procedure.js";

const StandardClass = z.strictObject({
  name: z.string().min(1),
  author_login: z.string().min(1),
  title_starts_with: z.string().min(1),
});

/** CHG-01: every change is approved by somebody other than its authors before it is merged. */
export const chg01 = defineControl({
  id: "CHG-01",
  revision: 2,
  title: "Independent review before merge",
  statement: "Every change to production code is approved by a person other than its authors before it is merged.",
  parameters: {
    sod_mode: {
      schema: z.enum(["author_ne_approver", "author_ne_deployer"]),
      default: "author_ne_approver",
      doc: "which duties are kept apart: writing and approving, or writing and taking to production",
    },
    min_approvals: { schema: z.int().min(1), default: 1, doc: "independent approvals that a change needs" },
    clock_skew_seconds: {
      schema: z.int().min(0).max(3600),
      default: 300,
      doc: "an approval this soon after the merge counts as simultaneous (G-TIME-4)",
    },
    deploy_watch_days: {
      schema: z.int().min(1),
      default: 30,
      doc: "with author_ne_deployer: how long after the merge a manual deployment by an author is looked for",
    },
    standard_change_classes: {
      schema: z.array(StandardClass),
      default: [],
      doc: "changes approved as a class, in policy and beforehand: what one bot alone writes under one title",
    },
  },
  criteria: { key: ["CC8.1"], supporting: ["CC5.2"] },
  risk: "high",
  nature: "it-dependent",
  type: "preventive",
  frequency: "per_event",
  population: changes,
  attributes: [
    {
      id: "A",
      title: "A person outside the author set approved the final head before the merge",
      isKey: true,
      judge: approvedBeforeMerge,
    },
    {
      id: "B",
      title: "The approver was employed and could write to the repository",
      isKey: true,
      judge: approverAuthorised,
    },
    { id: "C", title: "A ticket or a description states the purpose", isKey: false, judge: purposeStated },
    { id: "D", title: "No rule of the branch was passed over", isKey: true, judge: rulesKept },
  ],
  evidence: [
    "First-parent history of the protected branch",
    "Merged changes with authors, committers and co-authors of every commit",
    "Reviews with reviewer, state, time and commit",
    "The forge's log of bypasses and policy overrides",
  ],
  edgeCases: ["G-MERGE", "G-BOT", "G-ID", "G-BREAKGLASS", "G-TEST", "G-TIME-4", "G-DEDUP"],
  causes: [
    "Administrators may bypass the rules",
    "A push after an approval does not dismiss it",
    "Co-authors may approve",
    "Pressure of a hotfix",
  ],
  compensating: [
    "Post-merge review of the whole difference within one business day by an independent person (CHG-04)",
    "The change was reverted before any release, with proof",
  ],
  remediation:
    "Keep the ruleset as code: required approvals, stale approvals dismissed, approval of the last push by somebody else, an empty bypass list; alert on every bypass.",
  limits: [
    "An approval shows that somebody pressed the button, not how carefully they read.",
    "A dismissal has no time: an approval dismissed after the merge counts as withdrawn.",
    "An approval followed only by a merge of the base branch counts as stale: the trees are not compared.",
    "Commits of a fast-forwarded change that neither the forge nor its head links look like direct pushes.",
    "A bypass without a commit that no merge explains counts beside the commit it may have brought.",
    "With sod_mode author_ne_deployer only deployments of the very merge commit are looked at.",
    "With it, a deployment by hand of which nobody known is named stays an open question: it may be by an author.",
  ],
});
