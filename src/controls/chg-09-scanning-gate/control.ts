import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { scannedChanges } from "../../populations/scanned-changes/population.js";
import { findingsBlocked, scanRan, secretResolved } from "./procedure.js";

/** CHG-09: every change is scanned before it is merged, findings stop it, and secrets are dealt with. */
export const chg09 = defineControl({
  id: "CHG-09",
  revision: 2,
  title: "Dependency and secret scanning gate",
  statement:
    "Code is scanned ({scan_checks}) before the merge; findings rated {block_severity} or worse stop it unless they are waived before, and secrets found in code are resolved within {secret_hours} hours.",
  parameters: {
    block_severity: {
      schema: z.enum(["critical", "high", "medium", "low"]),
      default: "critical",
      doc: "the severity from which the scans fail, as they are set up; for the statement",
    },
    scan_checks: {
      schema: z.array(z.string().min(1)).min(1),
      default: ["dependency-scan", "secret-scan"],
      doc: "names of the checks that scan, as the forge prints them",
    },
    allow_neutral: {
      schema: z.array(z.string().min(1)),
      default: [],
      doc: "scans whose neutral conclusion counts as free of blocking findings, by policy",
    },
    secret_hours: { schema: z.int().min(1), default: 24, doc: "hours from an alert to its end; the limit passes" },
  },
  criteria: { key: [], supporting: ["CC7.1", "CC6.8", "CC8.1"] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "per_event",
  population: scannedChanges.population,
  attributes: [
    { id: "A", title: "Every scan ran on the merged revision before the merge", isKey: true, judge: scanRan },
    { id: "B", title: "No blocking finding, or it was waived before the merge", isKey: true, judge: findingsBlocked },
    { id: "C", title: "Secrets found in code are resolved in time", isKey: true, judge: secretResolved },
  ],
  evidence: ["Results of the scans", "Alerts of secrets", "Waivers", "Log of bypassed push protection"],
  edgeCases: [
    "G-BOT",
    "G-MERGE",
    "G-TIME-3: an alert still open when the period began counts here",
    "A scan that was cancelled, skipped or ran out of time has not run",
    "An alert closed as not to be fixed is not resolved",
  ],
  causes: ["New repositories that nobody enrolled"],
  compensating: ["VUL-02"],
  remediation: "Set scanning as a default of the organisation, as code.",
  limits: [
    "Scans are known by name: what they look at, and from which severity they fail, is how they are set up.",
    "A secret that no scanner recognises has no alert.",
    "That a resolved secret was revoked is what the alert says.",
  ],
});
