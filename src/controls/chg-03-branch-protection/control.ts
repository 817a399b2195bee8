import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { repositoryProtection } from "../../populations/repository-protection/population.js";
import { atBaseline, changeApproved } from "./procedure.js";

/** CHG-03: protected branches are protected all the time, and nobody changes that alone. */
export const chg03 = defineControl({
  id: "CHG-03",
  revision: 2,
  title: "Branch protection configured",
  statement:
    "Protected branches of repositories in scope demand {required_approvals} approvals and the required checks, and forbid force-push and deletion, for administrators too.",
  parameters: {
    required_approvals: { schema: z.int().min(1), default: 1, doc: "approvals that the baseline demands at least" },
    dismiss_stale: {
      schema: z.boolean(),
      default: true,
      doc: "whether the baseline demands that a push voids earlier approvals",
    },
    grace_hours: {
      schema: z.int().min(0),
      default: 24,
      doc: "hours after its creation by which a new repository is at the baseline; it may be set up in them",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
    ticket_age_days: {
      schema: z.int().min(0),
      default: 90,
      doc: "how far back tickets must have been seen before a missing one counts as a deviation",
    },
  },
  criteria: { key: [], supporting: ["CC8.1", "CC5.2"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: repositoryProtection.population,
  attributes: [
    { id: "A", title: "Settings are at least the baseline", isKey: true, judge: atBaseline },
    { id: "B", title: "Changes to settings are approved", isKey: true, judge: changeApproved },
  ],
  evidence: ["Snapshots of rulesets or branch protection", "Audit log of the forge", "Tickets with their approvals"],
  edgeCases: [
    "G-STATE",
    "A new repository is at the baseline within the grace hours, and its set-up in them is no change",
    "A setting switched off for a while is time below the baseline, also with an approved ticket; only an approved exception exempts it",
    "A change by the pipeline was reviewed as code (CHG-01)",
  ],
  causes: ["New repositories", "Administrators who switch it off"],
  compensating: ["CHG-01 clean for all changes of that time"],
  remediation: "Keep one ruleset for the organisation as code, and alert on drift.",
  limits: [
    "Who may bypass a ruleset by its own list is not among the settings: pushes past a rule are found by CHG-01.",
    "Who changed a setting is known by an account of the source control that resolves to one person; else it stays open.",
  ],
});
