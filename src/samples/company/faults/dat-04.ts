import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { changeStep, removeStep } from "./duties.js";
import { type DutyKind, dutyFaults } from "./duty-faults.js";

const MEDIUM = { control: "DAT-04", attribute: "A", kind: "media-retirement", words: "retirement of" } as const;
const DISPOSED: DutyKind = { ...MEDIUM, where: ({ outcome }) => outcome === "disposed" };
const LOST: DutyKind = { ...MEDIUM, where: ({ outcome }) => outcome === "lost" };

/** Ways in which a medium leaves with what was on it, or nothing shows that it did not. */
export const dat04Faults: readonly Fault[] = faultsOf("DAT-04", [
  ...dutyFaults(DISPOSED, [
    {
      id: "never-wiped",
      title: "A device was given away unwiped",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "wiped"),
    },
    {
      id: "wiped-afterwards",
      title: "A device was wiped by its new owner",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "wiped", { done_at: (duty.closed_at ?? 0) + 2 * DAY_MS }),
    },
    {
      id: "no-certificate",
      title: "A device was wiped, and no certificate shows it",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "wiped", { value: null }),
    },
    {
      id: "undated",
      title: "The wipe of a device has no date",
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, "wiped", { done_at: null }),
    },
    {
      id: "key-destroyed",
      title: "Only the key of a disk was destroyed, and policy does not allow that",
      deviation: "wrong-result",
      hit: (rows, duty) => changeStep(rows, duty, "wiped", { value: "key_destroyed" }),
    },
  ]),
  ...dutyFaults(LOST, [
    {
      id: "lost-wiped-late",
      title: "A lost device was wiped after two days",
      deviation: "late",
      hit: (rows, duty) => changeStep(rows, duty, "wiped", { done_at: (duty.closed_at ?? 0) + 48 * HOUR_MS }),
    },
    {
      id: "lost-never-wiped",
      title: "A lost device was never wiped",
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, "wiped"),
    },
  ]),
]);
