import { HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { addStep, changeDuty, changeStep, hasStep, removeStep } from "./duties.js";
import { type DutyKind, dutyFaults } from "./duty-faults.js";

const BREACH: Omit<DutyKind, "attribute"> = { control: "IR-04", kind: "breach", words: "breach" };
const owed = { ...BREACH, attribute: "B" };

/** Ways in which a breach is not assessed, or whoever must know is told too late. */
export const ir04Faults: readonly Fault[] = faultsOf("IR-04", [
  ...dutyFaults({ ...BREACH, attribute: "A" }, [
    {
      id: "never-assessed",
      title: "Nobody assessed a breach that was notified all the same",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "assessed"),
    },
    {
      id: "assessed-late",
      title: "A breach was assessed a week later",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "assessed", { done_at: duty.opened_at + 170 * HOUR_MS }),
    },
    {
      id: "assessed-undated",
      title: "The assessment of a breach has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "assessed", { done_at: null }),
    },
  ]),
  ...dutyFaults(owed, [
    {
      id: "never-notified",
      title: "Nobody was told of a breach",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "notified"),
    },
    {
      id: "notified-late",
      title: "Customers were told a day too late",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "notified", { done_at: duty.opened_at + 96 * HOUR_MS }),
    },
    {
      id: "stricter-contract",
      title: "A contract wanted notice within a day, and it came after thirty hours",
      deviation: "late",
      hit: (rows, duty) => changeDuty(rows, duty, { due_at: duty.opened_at + 24 * HOUR_MS }),
    },
    {
      id: "one-party-late",
      title: "The customers were told in time, the authority was not",
      deviation: "late",
      hit: (rows, duty) =>
        addStep(rows, duty, "notified", { done_at: duty.opened_at + 80 * HOUR_MS, actor: "counsel" }),
    },
    {
      id: "neither",
      title: "A breach was neither assessed nor notified",
      deviation: "not-performed",
      also: { A: "not-performed" },
      hit: (rows, duty) => {
        removeStep(rows, duty, "assessed");
        if (hasStep(rows, duty, "notified")) removeStep(rows, duty, "notified");
      },
    },
  ]),
]);
