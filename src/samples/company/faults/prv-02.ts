import { type Fault, faultsOf } from "../fault.js";
import { type ActKind, undoneFaults } from "./acts.js";
import { registerThing, type ThingQuestion, thingFaults } from "./things-over-time.js";

const REVIEW: ActKind = { control: "PRV-02", kind: "notice-review", label: "notice review" };
const POINT = { control: "PRV-02", kind: "not-performed", exceptionKind: "privacy", bad: () => "false" } as const;
const point = (aspect: string) => registerThing("collection-point", { aspect, words: "collection point" });

const QUESTIONS: readonly ThingQuestion[] = [
  { ...POINT, attribute: "B", what: "a form did not show the notice", thing: point("notice_shown") },
  { ...POINT, attribute: "C", what: "a form recorded no consent", thing: point("consent_recorded") },
  { ...POINT, attribute: "D", what: "a form asked for more than the notice names", thing: point("fields_in_notice") },
];

/** Ways in which the notice grows old, is not shown, or does not say what is collected. */
export const prv02Faults: readonly Fault[] = faultsOf("PRV-02", [
  ...undoneFaults("A", REVIEW),
  ...QUESTIONS.flatMap(thingFaults),
]);
