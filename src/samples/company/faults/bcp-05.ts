import { type Fault, faultsOf } from "../fault.js";
import { type ActKind, approvalFaults, partFaults, undoneFaults } from "./acts.js";

const REVIEW: ActKind = { control: "BCP-05", kind: "continuity-review", label: "continuity review" };

/** Ways in which the continuity plan grows old. */
export const bcp05Faults: readonly Fault[] = faultsOf("BCP-05", [
  ...undoneFaults("A", REVIEW),
  ...approvalFaults("A", REVIEW),
  ...partFaults("B", "contacts", REVIEW),
]);
