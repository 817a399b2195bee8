import { z } from "zod";
import { defineControl } from "../../assess/control.js";
import { isZone } from "../../base/zone.js";
import { assetInventory } from "../../populations/asset-inventory/population.js";
import { hasActiveOwner, inventoried, reconciled } from "./procedure.js";

const DAYS = z.number().int().min(0);

/** AST-01: what is in use stands on the inventory, with an owner who works here, and the two are compared every month. */
export const ast01 = defineControl({
  id: "AST-01",
  revision: 2,
  title: "Asset and data inventory",
  statement:
    "Systems, repositories, data stores and vendors in scope are inventoried with owner and class within {inventory_days} days of discovery, and reconciled {interval}.",
  parameters: {
    interval: { schema: z.enum(["monthly"]), default: "monthly", doc: "how often the inventory is reconciled" },
    reconcile_days: {
      schema: DAYS,
      default: 0,
      doc: "calendar days after a month in which it may still be reconciled",
    },
    inventory_days: { schema: DAYS, default: 30, doc: "calendar days from discovery to the entry in the inventory" },
    owner_reassign_days: {
      schema: DAYS,
      default: 14,
      doc: "calendar days in which an asset gets a new owner after its owner left",
    },
    zone: {
      schema: z.string().refine(isZone, "not an IANA time zone"),
      default: "UTC",
      doc: "time zone in which months and days are counted; the organisation's unless given",
    },
  },
  criteria: { key: ["CC2.1"], supporting: ["CC6.1", "CC3.2"] },
  risk: "low",
  nature: "it-dependent",
  type: "detective",
  frequency: "monthly",
  population: assetInventory,
  attributes: [
    { id: "A", title: "The month's reconciliation was done", isKey: true, judge: reconciled },
    {
      id: "B",
      title: "A discovered asset is on the inventory in time, with its class",
      isKey: true,
      judge: inventoried,
    },
    { id: "C", title: "Its owner works here", isKey: true, judge: hasActiveOwner },
  ],
  evidence: ["Inventory with owner, class and dates of entry", "What discovery found", "Records of reconciliations"],
  edgeCases: [
    "G-STATE: an asset counts while it was in use, and no longer",
    "G-SVC: an owner who left is replaced within some days",
    "G-TIME-2",
    "G-TIME-3: an asset found before the period and not on the inventory on its first day counts here",
    "Gone before its entry was due: nothing was owed",
    "Not on the inventory: its owner is not asked about",
  ],
  causes: ["A sheet kept by hand", "Discovery that opens no tickets"],
  compensating: ["A recorder of the cloud's configuration that lists everything by itself"],
  remediation: "Fill the inventory from connectors, and let a leaver's assets open a ticket.",
  limits: [
    "What discovery does not see is not on this list.",
    "That the class is right is not tested.",
    "A reconciliation that was done may have overlooked differences.",
  ],
});
