import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { driftFindings } from "../../populations/drift-findings/population.js";
import { detectedInTime, fixedOrAccepted } from "./procedure.js";

/** CFG-01: what differs from the approved baseline is detected within hours and fixed or accepted within days. */
export const cfg01 = defineControl({
  id: "CFG-01",
  revision: 1,
  title: "Configuration baseline and drift",
  statement:
    "Systems are built from approved baselines; deviations are detected within {detect_hours} hours and fixed or accepted within {fix_days} days.",
  parameters: {
    detect_hours: { schema: z.int().min(1), default: 24, doc: "elapsed hours from the drift to its detection" },
    fix_days: { schema: z.int().min(1), default: 7, doc: "days of 24 hours from the detection to fix or acceptance" },
    clock_skew_seconds: {
      schema: z.int().min(0).max(3600),
      default: 300,
      doc: "how much later than daily a daily run may be (G-TIME-4)",
    },
  },
  criteria: { key: ["CC7.1", "CC5.2"], supporting: ["CC6.8", "CC8.1"] },
  risk: "moderate",
  nature: "automated",
  type: "detective",
  frequency: "per_event",
  population: driftFindings,
  attributes: [
    { id: "A", title: "Drift was detected in time; the daily run took place", isKey: true, judge: detectedInTime },
    { id: "B", title: "The finding was fixed or accepted in time", isKey: true, judge: fixedOrAccepted },
  ],
  evidence: ["Findings of the drift tool", "Tickets", "Log of the drift runs"],
  edgeCases: ["G-STATE", "G-DEDUP", "G-TIME-2", "G-TIME-3", "G-WEEKEND"],
  causes: ["Changes in the console", "Resources that no code manages"],
  compensating: ["Log of automatic remediation"],
  remediation: "Bring everything under code, import what is unmanaged, revert drift automatically.",
  limits: [
    "A run compares only what the code declares: resources outside it do not drift.",
    "Settings ignored on purpose hide drift; list them.",
    "A change that was made and undone between two runs is not seen here (CHG-06 is).",
  ],
});
