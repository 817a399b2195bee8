import type { ItemOf } from "../../assess/population.js";
import { type DueActivity, dueActivities } from "../kit/due-activities.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";
import { type RegisterEntry, registerEntries } from "../kit/register-entries.js";

const stores = registerEntries({
  name: "data-stores",
  title: "Data stores in use",
  doc: "",
  label: "data store",
  register: "data-store",
  stream: "data.inventory",
});
const scans = dueActivities({
  name: "data-discoveries",
  title: "Discovery scans due",
  doc: "",
  label: "data discovery",
  kind: "data-discovery",
  every: "month",
  parts: [],
  failedResults: ["failure"],
  stream: "data.inventory",
});
const findings = duties({
  name: "data-findings",
  title: "Misplaced data and external shares",
  doc: "",
  kinds: { "misplaced-data": "misplaced data", "external-share": "external share" },
  steps: ["approved"],
  stream: "data.inventory",
});

/** Data stores with their class, monthly discovery, data found in the wrong place, and shares with outsiders. */
export const dataInventory = jointList({
  name: "data-inventory",
  title: "Data stores, discovery scans due, misplaced data and external shares",
  doc: `One item per data store that was in use in the period; one per month that ends in it: the discovery scan due; one per
piece of confidential data found in an unapproved place, and per share with somebody outside, that began in the period or was
still open on its first day. Records: register \`data-store\` (from_at = in use or discovered, class, to_at = gone); activity
kind \`data-discovery\` once a month (result success, failure); duty kind \`misplaced-data\` (subject = the place, opened_at =
found, closed_at = removed or the place approved, outcome \`false_positive\` where it was none); duty kind \`external-share\`
(subject = what is shared, owner = who shares, opened_at = shared, closed_at = ended) with the step \`approved\` (actor).`,
  lists: [
    { word: "store", of: stores },
    { word: "scan", of: scans },
    { word: "finding", of: findings },
  ],
});

export type DataItem = ItemOf<(typeof dataInventory)["columns"]>;

/** Whether the item is a data store. */
export function isDataStore(item: DataItem): item is DataItem & RegisterEntry {
  return item.list === "store";
}

/** Whether the item is a month's discovery scan. */
export function isScan(item: DataItem): item is DataItem & DueActivity {
  return item.list === "scan";
}

/** Whether the item is data in the wrong place, or a share. */
export function isDataFinding(item: DataItem): item is DataItem & Duty<"approved"> {
  return item.list === "finding";
}
