import { STORE_CLASSES } from "../areas/resilience.js";
import { type Fault, faultsOf, found } from "../fault.js";
import { type ActKind, actOf, changePart, partFaults, undoneFaults } from "./acts.js";

const RESTORE: ActKind = {
  control: "BCP-02",
  kind: "restore-test",
  label: "restore test",
  subjects: STORE_CLASSES,
  every: "half",
};

/** Ways in which a restore is not tested, not looked at, not timed or not learnt from. */
export const bcp02Faults: readonly Fault[] = faultsOf("BCP-02", [
  ...undoneFaults("A", RESTORE),
  ...partFaults("B", "verified", RESTORE),
  ...partFaults("C", "time_recorded", RESTORE),
  {
    attribute: "C",
    id: "no-hours",
    title: "The time was taken, and nobody wrote it down",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, RESTORE, at);
      changePart(rows, act, "time_recorded", { value: null });
      return found("BCP-02", "C", item, "evidence-missing");
    },
  },
  ...partFaults("D", "issues_tracked", RESTORE),
]);
