import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../base/instant.js";
import { type Fault, faultsOf } from "../fault.js";
import { addStep, changeDuty, changeStep, hasStep, removeStep } from "./duties.js";
import { type DutyKind, dutyFaults, stepFaults } from "./duty-faults.js";
import { registerThing, thingFaults } from "./things-over-time.js";

const WATCHED = { control: "MON-03", exceptionKind: "monitoring", kind: "not-performed", bad: () => "false" } as const;
const PAGE: DutyKind = { control: "MON-03", attribute: "C", kind: "page", words: "page" };

/** Ways in which a service is blind, nobody is on call, or a page is not taken. */
export const mon03Faults: readonly Fault[] = faultsOf("MON-03", [
  ...thingFaults({
    ...WATCHED,
    attribute: "A",
    what: "a service had no monitors",
    thing: registerThing("service", { aspect: "monitored" }),
  }),
  ...thingFaults({
    ...WATCHED,
    attribute: "B",
    what: "nobody was on call",
    thing: registerThing("on-call-schedule", { aspect: "staffed", words: "on-call schedule" }),
  }),
  ...stepFaults(PAGE, "acknowledged", ({ opened_at }) => opened_at + 15 * MINUTE_MS),
  ...dutyFaults(PAGE, [
    {
      id: "escalated-in-vain",
      title: "A page was escalated in time, and taken too late all the same",
      deviation: "late",
      hit: (rows, duty) => {
        changeStep(rows, duty, "acknowledged", { done_at: duty.opened_at + 28 * MINUTE_MS });
        if (!hasStep(rows, duty, "escalated"))
          addStep(rows, duty, "escalated", { done_at: duty.opened_at + 10 * MINUTE_MS });
      },
    },
    {
      id: "resolved-untaken",
      title: "A page that nobody took went away by itself after an hour",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeStep(rows, duty, "acknowledged");
        changeDuty(rows, duty, { closed_at: duty.opened_at + HOUR_MS, outcome: "auto_resolved" });
      },
    },
    {
      id: "open-untaken",
      title: "Nobody took a page, and it stayed open for days",
      deviation: "not-performed",
      hit: (rows, duty) => {
        removeStep(rows, duty, "acknowledged");
        changeDuty(rows, duty, { closed_at: duty.opened_at + 4 * DAY_MS });
      },
    },
  ]),
]);
