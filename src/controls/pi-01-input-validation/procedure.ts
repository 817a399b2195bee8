import type { JudgeContext } from "../../assess/control.js";
import { calendarDeadline } from "../../assess/families/deadline.js";
import { mustBeTrue, settingHeld } from "../../assess/families/setting.js";
import { settledInTime } from "../../assess/families/settled.js";
import { deviation, notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import { type InputItem, inputInterfaces } from "../../populations/input-interfaces/population.js";

/** The parameters as promised on the day of the item. */
export interface InputPromise {
  readonly days: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
  readonly zone: string;
}

type Context = JudgeContext<InputPromise>;

/** A: the interface checked its inputs all the time. */
export function inputsValidated(item: InputItem, context: Context): Outcome {
  if (item.itemKind !== "state") return notApplicable("a reject: judged by B");
  const { grace_minutes, max_gap_hours } = context.parameters;
  return settingHeld(
    item,
    {
      standing: ({ validated }) => mustBeTrue(validated),
      words: {
        kind: "not-performed",
        broken: "inputs not validated",
        question: "Were its inputs validated",
        exempt: "under an approved exception all the time",
      },
      streams: [{ stream: "processing", scope: "*" }],
      graceMs: grace_minutes * MINUTE_MS,
      maxGapMs: max_gap_hours * HOUR_MS,
    },
    context,
  );
}

/** B: the reject came to an end in time, and was not lost. */
export function rejectResolved(item: InputItem, context: Context): Outcome {
  const reject = inputInterfaces.eventOf(item);
  if (reject === undefined) return notApplicable("an interface: judged by A");
  if (reject.isTaggedTest) return notApplicable("of a test, tagged when it was made");
  const { label, occurredAt: from, closedAt, outcome } = reject;
  if (outcome === "lost" && closedAt !== null) {
    return deviation("wrong-result", `${label} was given up as lost at ${instantOf(closedAt)}`);
  }
  const { days, zone } = context.parameters;
  const dueAt = calendarDeadline({ from, days, zone });
  const unmoved = { acceptedAt: null, acceptedUntil: null, needsExpiry: true };
  return settledInTime({ label, from, dueAt, closedAt, ...unmoved }, { stream: "processing" }, context);
}
