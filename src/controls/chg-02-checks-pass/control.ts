import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { changeChecks } from "../../populations/change-checks/population.js";
import { checksPassed } from "./procedure.js";

/** CHG-02: required automated checks pass on the merged revision before the merge. */
export const chg02 = defineControl({
  id: "CHG-02",
  revision: 2,
  title: "Automated checks pass before merge",
  statement: "The required checks ({required_checks}) pass on the merged revision before the merge.",
  parameters: {
    required_checks: {
      schema: z.array(z.string().min(1)).min(1),
      default: ["build", "test"],
      doc: "names of the checks as the forge prints them",
    },
    allow_neutral: {
      schema: z.array(z.string().min(1)),
      default: [],
      doc: "checks whose neutral or skipped conclusion counts as success, by policy",
    },
  },
  criteria: { key: ["CC8.1"], supporting: ["CC7.1"] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "per_event",
  population: changeChecks,
  attributes: [
    {
      id: "A",
      title: "Every required check succeeded on the final head or merge-queue commit before the merge",
      isKey: true,
      judge: checksPassed,
    },
  ],
  evidence: ["Check runs and statuses with commit, conclusion and time", "History of the ruleset"],
  edgeCases: ["G-MERGE", "G-BOT", "re-run after a failure: the last run before the merge counts", "merge queue"],
  causes: ["Administrators may merge past a failing check", "Flaky tests", "Path filters that skip a required check"],
  compensating: ["The same checks passed on the protected branch before the deployment"],
  remediation: "Keep the required checks in a ruleset as code, without a bypass list.",
  limits: [
    "A check that passes shows that it ran, not what it tests.",
    "Checks are known by name: a renamed or emptied job under the same name is not noticed.",
    "A run still going at the merge does not count, and does not undo an earlier success.",
  ],
});
