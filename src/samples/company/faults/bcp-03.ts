import { type Fault, faultsOf, found, open } from "../fault.js";
import { type ActKind, actOf, changePart, partFaults, undoneFaults } from "./acts.js";

const TEST: ActKind = { control: "BCP-03", kind: "recovery-test", label: "recovery test" };

/** Ways in which recovery is not tested, tested in part, not measured or not improved. */
export const bcp03Faults: readonly Fault[] = faultsOf("BCP-03", [
  ...undoneFaults("A", TEST),
  ...partFaults("B", "critical_services", TEST),
  ...partFaults("C", "results", TEST),
  {
    attribute: "C",
    id: "no-hours",
    title: "Results were recorded without hours",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, TEST, at);
      changePart(rows, act, "results", { value: null });
      return found("BCP-03", "C", item, "evidence-missing");
    },
  },
  {
    attribute: "C",
    id: "hours-in-words",
    title: "Results were recorded in words: whether the targets were met cannot be told",
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, TEST, at);
      changePart(rows, act, "results", { value: "about half a day" });
      return open("BCP-03", "C", item, "unparsed");
    },
  },
  ...partFaults("D", "actions_tracked", TEST),
]);
