import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { devices } from "../../populations/devices/population.js";
import { diskEncrypted, enrolled, screenLocked, systemCurrent } from "./procedure.js";

/** END-01: devices that reach company data are managed, encrypted, current and locked. */
export const end01 = defineControl({
  id: "END-01",
  revision: 1,
  title: "Endpoints managed",
  statement:
    "Workforce devices are enrolled in device management with disk encryption, screen lock and a system at most {os_lag_days} days behind before they reach company data.",
  parameters: {
    os_lag_days: {
      schema: z.int().min(0),
      default: 30,
      doc: "days by which a system may be behind its newest release",
    },
    offline_days: {
      schema: z.int().min(0),
      default: 30,
      doc: "days without a report after which a device is no longer asked about its system; its disk is, as last seen",
    },
    allow_container: {
      schema: z.boolean(),
      default: false,
      doc: "whether a managed container on a personal phone counts as enrolled, by policy",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after first use in which a device may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC6.7", "CC6.8", "CC6.1"] },
  risk: "moderate",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: devices,
  attributes: [
    { id: "A", title: "Enrolled in device management", isKey: true, judge: enrolled },
    { id: "B", title: "Disk encrypted", isKey: true, judge: diskEncrypted },
    { id: "C", title: "Operating system current", isKey: true, judge: systemCurrent },
    { id: "D", title: "Screen locks by itself", isKey: true, judge: screenLocked },
  ],
  evidence: ["History of the device inventory", "Log of devices of the identity provider", "Approved exceptions"],
  edgeCases: [
    "G-STATE",
    "G-CONTRACTOR: whoever has an account is in, with every device",
    "G-LOA: a device in a drawer reports nothing, and counts as it was last seen",
    "Without a report for longer than the limit a device is not asked about its system, but still about its disk",
    "A personal phone with a managed container passes if policy allows it",
  ],
  causes: ["People's own devices", "Contractors"],
  compensating: ["Conditional access that blocks what is not managed"],
  remediation: "Let the identity provider admit managed devices only.",
  limits: [
    "Devices that the identity provider does not tell apart are not seen.",
    "A device that reports nothing counts as it was last seen: a disk decrypted without a network stays unseen until it is back.",
  ],
});
