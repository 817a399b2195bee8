import { type Fault, faultsOf } from "../fault.js";
import { type ActKind, partFaults, undoneFaults } from "./acts.js";

const EXERCISE: ActKind = { control: "IR-03", kind: "incident-exercise", label: "incident exercise" };

/** Ways in which the incident plan is not tried out, or in vain. */
export const ir03Faults: readonly Fault[] = faultsOf("IR-03", [
  ...undoneFaults("A", EXERCISE),
  ...partFaults("B", "attended", EXERCISE),
  ...partFaults("C", "actions_tracked", EXERCISE),
]);
