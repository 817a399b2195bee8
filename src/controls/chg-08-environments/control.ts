import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { environments } from "../../populations/environments/population.js";
import { copyApprovedAndMasked, separated } from "./procedure.js";

/** CHG-08: production stands apart, and its data leaves it only approved and masked. */
export const chg08 = defineControl({
  id: "CHG-08",
  revision: 2,
  title: "Environments separated",
  statement:
    "Development, test and production are separated, and customer data is not used outside production without approval before the copy and masking within {mask_hours} hours of it.",
  parameters: {
    mask_hours: {
      schema: z.int().min(0),
      default: 24,
      doc: "hours after a copy within which it is masked; nobody works with it before",
    },
    grace_minutes: {
      schema: z.int().min(0).max(1_440),
      default: 60,
      doc: "minutes after creation in which an environment may still be set right (G-STATE)",
    },
    max_gap_hours: {
      schema: z.int().min(1),
      default: 26,
      doc: "hours between two looks beyond which the time between is missing (G-STATE)",
    },
  },
  criteria: { key: [], supporting: ["CC8.1", "C1.1"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "preventive",
  frequency: "state",
  population: environments.population,
  attributes: [
    { id: "A", title: "An account or project of its own", isKey: true, judge: separated },
    { id: "B", title: "Copies of production data are approved and masked", isKey: true, judge: copyApprovedAndMasked },
  ],
  evidence: ["Inventory of accounts and projects", "Snapshot, restore and export events", "Approvals of copies"],
  edgeCases: [
    "G-STATE",
    "G-BREAKGLASS: an incident is no approval; a copy to find a fault needs the same two things",
    "A copy that stays in production is not applicable",
    "An environment that nobody registered is taken as outside production",
  ],
  causes: ["Copies to find a fault"],
  compensating: ["A restricted environment with the controls of production"],
  remediation: "Deny sharing of snapshots by an organisation policy, and offer a pipeline with masked data.",
  limits: [
    "Copies made by other ways than snapshots, restores and exports are not seen.",
    "That masking removed what it should is not seen: scan the copy.",
  ],
});
