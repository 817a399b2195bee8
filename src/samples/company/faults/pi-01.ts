import { type Fault, faultsOf } from "../fault.js";
import { changeDuty } from "./duties.js";
import { afterDays, closedFaults, type DutyKind, dutyFaults } from "./duty-faults.js";
import { registerThing, thingFaults } from "./things-over-time.js";

const REJECT: DutyKind = { control: "PI-01", attribute: "B", kind: "input-reject", words: "rejected input" };

/** Ways in which inputs come in unchecked, or rejects are left or lost. */
export const pi01Faults: readonly Fault[] = faultsOf("PI-01", [
  ...thingFaults({
    control: "PI-01",
    attribute: "A",
    what: "an interface took inputs unchecked",
    bad: () => "false",
    kind: "not-performed",
    exceptionKind: "processing",
    thing: registerThing("interface", { aspect: "validated" }),
  }),
  ...closedFaults(REJECT, "A reject", ({ opened_at }, world) => afterDays(opened_at, 5, world)),
  ...dutyFaults(REJECT, [
    {
      id: "lost",
      title: "A reject was closed as lost",
      deviation: "wrong-result",
      hit: (rows, duty) => changeDuty(rows, duty, { outcome: "lost" }),
    },
  ]),
]);
