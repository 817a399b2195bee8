import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { retiredMedia } from "../../populations/retired-media/population.js";
import { wipedBeforeDisposal } from "./procedure.js";

/** DAT-04: storage media and devices are wiped or destroyed before they leave, and a certificate shows it. */
export const dat04 = defineControl({
  id: "DAT-04",
  revision: 2,
  title: "Media and devices disposed",
  statement:
    "Storage media and devices are wiped or destroyed before disposal, with a certificate; a lost device is wiped from afar within {lost_wipe_hours} hours.",
  parameters: {
    lost_wipe_hours: {
      schema: z.int().min(0),
      default: 24,
      doc: "hours from the loss of a device to the command that wipes it",
    },
    allow_key_destruction: {
      schema: z.boolean(),
      default: false,
      doc: "whether the destruction of its key wipes an encrypted disk, by policy",
    },
  },
  criteria: { key: ["CC6.5"], supporting: ["C1.2"] },
  risk: "low",
  nature: "manual",
  type: "preventive",
  frequency: "per_event",
  population: retiredMedia,
  attributes: [
    {
      id: "A",
      title: "Wiped or destroyed before disposal, with a certificate",
      isKey: true,
      judge: wipedBeforeDisposal,
    },
  ],
  evidence: ["Wipes logged by device management", "Certificates of destruction", "List of retired assets"],
  edgeCases: [
    "G-TIME-3: what was retired before the period and not yet disposed of counts here",
    "Retired and still in the house: not owed yet",
    "A lost device is an incident too (IR-01); one lost nobody knows when owes its wipe from when it was retired",
    "An encrypted disk whose key was destroyed counts if policy says so",
    "Media of a cloud provider are the provider's: its report covers them",
  ],
  causes: ["People who work far from an office", "Devices sold or given away"],
  compensating: ["Disk encryption proven when the device was last seen"],
  remediation: "Make the return of a device a workflow that ends with its certificate.",
  limits: [
    "That the wipe was thorough is the certificate's word.",
    "Media that neither device management nor the ledger knows are not seen.",
  ],
});
