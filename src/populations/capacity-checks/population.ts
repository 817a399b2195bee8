import type { ItemOf } from "../../assess/population.js";
import { type DueActivity, dueActivities } from "../kit/due-activities.js";
import { type Duty, duties } from "../kit/duties.js";
import { jointList } from "../kit/joint-list.js";

const reviews = dueActivities({
  name: "capacity-reviews",
  title: "Capacity reviews due",
  doc: "",
  label: "capacity review",
  kind: "capacity-review",
  every: "month",
  parts: ["forecast"],
  stream: "capacity",
});
const thresholds = duties({
  name: "capacity-thresholds",
  title: "Thresholds crossed",
  doc: "",
  kinds: { "capacity-threshold": "capacity threshold" },
  steps: [],
  stream: "capacity",
});

/** Monthly capacity reviews, and thresholds that were crossed. */
export const capacityChecks = jointList({
  name: "capacity-checks",
  title: "Capacity reviews due, and thresholds crossed",
  doc: `One item per month that ends in the period: the review due in it. One item per threshold crossed in the period, and per
older one that nobody had acted on by its first day; records of one key are one item. Records: activity kind
\`capacity-review\` once a month with the part \`forecast\` (it looks ahead); duty kind \`capacity-threshold\` (subject = what
ran short, opened_at = crossed, closed_at = acted on), alarms made for a test tagged as such.`,
  lists: [
    { word: "review", of: reviews },
    { word: "threshold", of: thresholds },
  ],
});

export type CapacityItem = ItemOf<(typeof capacityChecks)["columns"]>;

/** Whether the item is a month's review. */
export function isCapacityReview(item: CapacityItem): item is CapacityItem & DueActivity<"forecast"> {
  return item.list === "review";
}

/** Whether the item is a threshold that was crossed. */
export function isThreshold(item: CapacityItem): item is CapacityItem & Duty {
  return item.list === "threshold";
}
