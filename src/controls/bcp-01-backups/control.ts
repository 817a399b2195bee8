import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { backupDays } from "../../populations/backup-days/population.js";
import { backedUp, encrypted, failuresTicketed, retained } from "./procedure.js";

/** BCP-01: production data is backed up every day, encrypted and kept; failures are followed up. */
export const bcp01 = defineControl({
  id: "BCP-01",
  revision: 2,
  title: "Backups run",
  statement:
    "Production data is backed up {interval}, encrypted, kept {retention_days} days, in a separate account or region.",
  parameters: {
    interval: { schema: z.enum(["daily"]), default: "daily", doc: "how often" },
    retention_days: { schema: z.int().min(1), default: 35, doc: "days of 24 hours that a backup of each day is kept" },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours from one recovery point to the next; the limit itself passes",
    },
  },
  criteria: { key: ["A1.2", "PI1.5"], supporting: ["CC7.5", "C1.1"] },
  risk: "high",
  nature: "automated",
  type: "corrective",
  frequency: "daily",
  population: backupDays,
  attributes: [
    { id: "A", title: "A backup succeeded within the largest gap", isKey: true, judge: backedUp },
    { id: "B", title: "Encrypted", isKey: true, judge: encrypted },
    { id: "C", title: "Kept as long as promised", isKey: true, judge: retained },
    { id: "D", title: "Failures have a ticket", isKey: true, judge: failuresTicketed },
  ],
  evidence: ["Log of the backup jobs", "List of recovery points"],
  edgeCases: [
    "G-STATE",
    "A retry that succeeds within the gap passes, and its failure needs no ticket",
    "With continuous recovery the windows must follow one another within the gap",
    "One missed backup is one deviating day: the day on which it comes at last is not charged again",
  ],
  causes: ["New stores without the tag"],
  compensating: ["Replica with delayed apply, and a snapshot the next day"],
  remediation: "Enforce a backup policy by tag, lock the vault.",
  limits: [
    "That a backup can be restored is tested by BCP-02.",
    "That it lies in another account or region is stated, not seen here.",
    "Stores that are not on the list are not seen: compare it with the cloud inventory.",
    "A recovery point deleted after its records were read still counts as kept.",
  ],
});
