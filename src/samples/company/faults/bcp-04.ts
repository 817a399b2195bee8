import { type Fault, faultsOf } from "../fault.js";
import { type CalendarKind, intervalPartFaults, undoneIntervalFaults } from "./calendar-acts.js";
import { afterDays, closedFaults } from "./duty-faults.js";

const REVIEW: CalendarKind = { control: "BCP-04", kind: "capacity-review", label: "capacity review", every: "month" };

/** Ways in which capacity is not looked at, or a threshold is ignored. */
export const bcp04Faults: readonly Fault[] = faultsOf("BCP-04", [
  ...undoneIntervalFaults("A", { ...REVIEW, lateAt: ({ end }) => end }),
  ...intervalPartFaults("A", "forecast", REVIEW),
  ...closedFaults(
    { control: "BCP-04", attribute: "B", kind: "capacity-threshold", words: "capacity threshold" },
    "A threshold",
    ({ opened_at }, world) => afterDays(opened_at, 7, world),
  ),
]);
