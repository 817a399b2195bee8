import { CRITICAL_VENDORS } from "../areas/vendors.js";
import { type Fault, faultsOf } from "../fault.js";
import { type ActKind, partFaults, undoneFaults } from "./acts.js";

const REVIEW: ActKind = {
  control: "VEN-02",
  kind: "vendor-review",
  label: "vendor review",
  subjects: CRITICAL_VENDORS,
};

/** Ways in which a critical vendor is not reviewed, or only on paper. */
export const ven02Faults: readonly Fault[] = faultsOf("VEN-02", [
  ...undoneFaults("A", REVIEW),
  ...partFaults("B", "period_covered", REVIEW),
  ...partFaults("C", "opinion_evaluated", REVIEW),
  ...partFaults("D", "cuecs_mapped", REVIEW),
  ...partFaults("E", "csocs_confirmed", REVIEW),
]);
