import { type Fault, faultsOf } from "../fault.js";
import { afterDays, stepFaults } from "./duty-faults.js";
import { registerThing, type ThingQuestion, thingFaults } from "./things-over-time.js";

const STORE = { control: "DAT-02", exceptionKind: "legal-hold" } as const;
const store = (aspect: string) => registerThing("retention-store", { aspect, words: "store" });

const QUESTIONS: readonly ThingQuestion[] = [
  {
    ...STORE,
    attribute: "A",
    what: "no rule removed old records",
    kind: "not-performed",
    bad: () => "false",
    thing: store("lifecycle"),
  },
  {
    ...STORE,
    attribute: "B",
    what: "records were older than their class allows",
    kind: "wrong-result",
    bad: () => "1200",
    thing: store("oldest_age_days"),
  },
];

/** Ways in which data is kept for too long, or goes without a trace. */
export const dat02Faults: readonly Fault[] = faultsOf("DAT-02", [
  // A legal hold belongs to its case: it covers though nobody owns it.
  ...QUESTIONS.flatMap(thingFaults).filter(({ id }) => id !== "exception-of-nobody"),
  ...stepFaults(
    { control: "DAT-02", attribute: "C", kind: "disposal-job", words: "disposal job" },
    "logged",
    ({ opened_at, closed_at }, world) => afterDays(closed_at ?? opened_at, 1, world),
  ),
]);
