import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { undoneWeekFaults, type WeeklyKind, weeklyPartFaults } from "./weekly-acts.js";

const REVIEW: WeeklyKind = { control: "LOG-03", kind: "admin-activity-review", label: "review of privileged activity" };
const PARTS = { ...REVIEW, others: "B C D" };

/** Ways in which nobody looks at what administrators do, or not at all of it, or not with other eyes. */
export const log03Faults: readonly Fault[] = faultsOf("LOG-03", [
  // Due when Wednesday ends; a holiday would give a day more.
  ...undoneWeekFaults("A", { ...REVIEW, lateAt: ({ end }) => end + 3 * DAY_MS + HOUR_MS }),
  ...weeklyPartFaults("B", { ...PARTS, part: "all_sources" }),
  ...weeklyPartFaults("C", { ...PARTS, part: "independent", missing: "unauthorised" }),
  ...weeklyPartFaults("D", { ...PARTS, part: "anomalies_ticketed" }),
]);
