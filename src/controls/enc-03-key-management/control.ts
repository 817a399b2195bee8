import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { encryptionKeys } from "../../populations/encryption-keys/population.js";
import { accessLimited, deletionApproved, rotated } from "./procedure.js";

/** ENC-03: keys are rotated, not everybody may use them, and none is deleted by one person alone. */
export const enc03 = defineControl({
  id: "ENC-03",
  revision: 2,
  title: "Key management",
  statement: "Keys are rotated every {rotation_days} days, access is limited, and deletion needs dual approval.",
  parameters: {
    rotation_days: {
      schema: z.int().min(1),
      default: 365,
      doc: "days of 24 hours between two rotations; rotation that is merely on counts as every 365 days",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which a key may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC6.1", "C1.1"] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: encryptionKeys,
  attributes: [
    { id: "A", title: "Rotation is on", isKey: true, judge: rotated },
    { id: "B", title: "The key policy lets not everybody in", isKey: true, judge: accessLimited },
    { id: "C", title: "Deletions are approved", isKey: true, judge: deletionApproved },
  ],
  evidence: ["Settings and policies of keys over time", "Records of rotation by hand", "Approvals of deletions"],
  edgeCases: [
    "G-STATE",
    "Keys of the provider's own are not applicable",
    "Asymmetric, imported and other keys that the provider cannot rotate are rotated by hand: in time after they were made, and again after each rotation",
    "A key that only a hand can rotate, older than that and never rotated on record, lacks its evidence; when such a key was made must be known",
  ],
  causes: ["Defaults"],
  compensating: [],
  remediation: "Turn rotation on in the module that makes keys, and deny deletion but to two roles together.",
  limits: [
    "That two persons approved a deletion is what the register states.",
    "Only a policy without any condition counts as open: whether a condition is tight is not tested.",
    "Grants of a key are not seen.",
    "A rotation by hand is what the register says: a new key that took the old one's place is another item.",
  ],
});
