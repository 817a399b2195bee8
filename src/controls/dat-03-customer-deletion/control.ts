import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { customerDeletions } from "../../populations/customer-deletions/population.js";
import { backupsExpired, confirmed, deleted } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** DAT-03: when a contract ends, or a customer asks, the customer's data is deleted, in backups too, and confirmed. */
export const dat03 = defineControl({
  id: "DAT-03",
  revision: 1,
  title: "Customer data deleted at contract end",
  statement:
    "Customer data is deleted within {days} days of contract end or request, in backups within {backup_days} days, and the deletion is confirmed within {confirm_days} days of it.",
  parameters: {
    days: { schema: DAYS, default: 30, doc: "calendar days from contract end or request to the deletion" },
    backup_days: { schema: DAYS, default: 90, doc: "calendar days until no backup holds the data any more" },
    confirm_days: { schema: DAYS, default: 14, doc: "calendar days from the deletion to its confirmation" },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which days are counted; the organisation's unless given",
    },
  },
  criteria: { key: [], supporting: ["C1.2", "P4.3"] },
  risk: "moderate",
  nature: "it-dependent",
  type: "corrective",
  frequency: "per_event",
  population: customerDeletions,
  attributes: [
    { id: "A", title: "Deleted in time, and wholly", isKey: true, judge: deleted },
    { id: "B", title: "Backups expired in time", isKey: true, judge: backupsExpired },
    { id: "C", title: "The deletion was confirmed to the customer", isKey: false, judge: confirmed },
  ],
  evidence: ["Contract ends and requests from the customer register", "Log of deletion jobs", "Confirmations sent"],
  edgeCases: [
    "G-FUTURE: a contract that ends later is no item yet",
    "G-TIME-2; what comes due after the period is the next period's question",
    "G-TIME-3: what was not deleted when the period began counts here",
    "Reactivated before the deletion was due: nothing is owed",
    "Kept under a legal hold that names its case: nothing is owed",
    "A partial deletion counts only with the one that completes it",
  ],
  causes: ["The customer register and the product do not know of each other"],
  compensating: ["The customer's access was off and the key of its data destroyed"],
  remediation: "Start the deletion job from the event in the customer register.",
  limits: [
    "That the job reached every copy is not seen.",
    "Contracts that ended and are not in the customer register are not asked about.",
  ],
});
