import type { ItemOf } from "../../assess/population.js";
import { type DueActivity, dueActivities } from "../kit/due-activities.js";
import { jointList } from "../kit/joint-list.js";
import { type RegisterEntry, registerEntries } from "../kit/register-entries.js";

const reconciliations = dueActivities({
  name: "inventory-reconciliations",
  title: "Reconciliations of the inventory due",
  doc: "",
  label: "inventory reconciliation",
  kind: "inventory-reconciliation",
  every: "month",
  parts: [],
  stream: "assets",
});
const assets = registerEntries({
  name: "assets",
  title: "Assets in use",
  doc: "",
  label: "asset",
  register: "asset",
  stream: "assets",
  facts: [{ stream: "hr.workers", per: "*" }],
});

/** Monthly reconciliations of the inventory, and the assets in use. */
export const assetInventory = jointList({
  name: "asset-inventory",
  title: "Reconciliations of the inventory due, and assets",
  doc: `One item per month that ends in the period: the reconciliation due in it. One item per asset that was discovered in the
period, and per older one that was still in use on its first day: what discovery found makes the list, on the inventory or not.
Records: activity kind \`inventory-reconciliation\` once a month; register \`asset\` with systems, repositories, data stores and
vendors in scope (from_at = discovered, listed_at = entered in the inventory, owner, class, to_at = gone).`,
  lists: [
    { word: "reconciliation", of: reconciliations },
    { word: "asset", of: assets },
  ],
});

export type InventoryItem = ItemOf<(typeof assetInventory)["columns"]>;

/** Whether the item is a month's reconciliation. */
export function isReconciliation(item: InventoryItem): item is InventoryItem & DueActivity {
  return item.list === "reconciliation";
}

/** Whether the item is an asset. */
export function isAsset(item: InventoryItem): item is InventoryItem & RegisterEntry {
  return item.list === "asset";
}
