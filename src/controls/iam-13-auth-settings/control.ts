import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { authSystemStates } from "../../populations/auth-system-states/population.js";
import { settingsHeld } from "./procedure.js";

/** IAM-13: password, lockout and session settings meet the policy wherever people sign in. */
export const iam13 = defineControl({
  id: "IAM-13",
  revision: 1,
  title: "Authentication and session settings",
  statement:
    "In every system in scope that people sign in to, sessions end after {session_max_hours} hours at most, accounts are locked after {lockout_attempts} wrong passwords at most, and passwords have at least {password_min_length} characters.",
  parameters: {
    session_max_hours: {
      schema: z.number().positive(),
      default: 12,
      doc: "longest session in hours; the limit passes",
    },
    lockout_attempts: {
      schema: z.int().min(1),
      default: 10,
      doc: "most wrong passwords before the account is locked; the limit passes",
    },
    password_min_length: {
      schema: z.int().min(0),
      default: 12,
      doc: "shortest password a system accepts; 0: nothing is promised",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after its start in which a new system may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC6.1"] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: authSystemStates,
  attributes: [{ id: "A", title: "Settings were at least as strict as the policy", isKey: true, judge: settingsHeld }],
  evidence: ["Export of password, lockout and session settings of each system, with their history"],
  edgeCases: [
    "G-STATE: time counts, from the first look that shows a weak setting to the last",
    "A system without passwords of its own (`none`) has nothing to weaken; a limit that is not set (`never`) is weak",
    "An exception counts from its approval on, never before",
  ],
  causes: ["Defaults of the vendor", "Settings changed by hand"],
  compensating: ["IAM-07 enforces a second factor"],
  remediation: "Keep the settings as code and compare them every day.",
  limits: [
    "Settings say what a system enforces for everybody; exclusions of single accounts are not seen here.",
    "A system in scope that is missing from the register of authentication systems is seen only as missing coverage.",
    "How good passwords are is not tested.",
  ],
});
