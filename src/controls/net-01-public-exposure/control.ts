import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { publicExposure } from "../../populations/public-exposure/population.js";
import { notPublic } from "./procedure.js";

/** NET-01: nothing is public that is not on the approved list. */
export const net01 = defineControl({
  id: "NET-01",
  revision: 1,
  title: "No unintended public exposure",
  statement: "Storage, databases, snapshots and images are not public; approved public resources are listed.",
  parameters: {
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which a resource may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: ["CC6.6"], supporting: ["CC6.1", "C1.1"] },
  risk: "high",
  nature: "automated",
  type: "preventive",
  frequency: "state",
  population: publicExposure,
  attributes: [{ id: "A", title: "Not public, or on the approved list at that time", isKey: true, judge: notPublic }],
  evidence: ["Configuration history of cloud resources", "Findings of an access analyser", "List of public resources"],
  edgeCases: [
    "G-STATE",
    "The account's block of public access makes a bucket's own setting irrelevant where the block is proven",
    "A static website's bucket is on the list",
    "An entry on the list counts only if approved before, owned, and ending within twelve months",
  ],
  causes: ["Change in the console", "A new module"],
  compensating: ["The account's block of public access, in force the whole time"],
  remediation: "Block public access for the account or organisation, deny lifting it, undo exposure automatically.",
  limits: [
    "Whether data was read while a resource was public is not tested here: look at its access log (rule R3.2).",
    "Exposure through an application, a proxy or a shared link is not seen.",
    "A resource that became public by a policy with conditions is as public as its recorder says.",
  ],
});
