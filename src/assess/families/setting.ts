import type { EpochMs } from "../../base/instant.js";
import type { JudgeContext } from "../control.js";
import type { Outcome } from "../outcome.js";
import { type ExceptionFacts, isExcepted, unlessRegisterUnseen } from "./approved-exception.js";
import { readState, type Standing, type Stretch } from "./state.js";
import { type StateWords, stateOutcome } from "./state-outcome.js";

/** A thing over time: an item of a population of states. */
export interface ThingOverTime<S extends Stretch & ExceptionFacts> {
  readonly beganAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly segments: readonly S[];
}

export interface SettingQuestion<S> {
  /** What one stretch shows of the promise; exceptions and scope are looked at before. */
  readonly standing: (segment: S) => Standing;
  readonly words: StateWords;
  /** Streams that must have been watched. */
  readonly streams: readonly { readonly stream: string; readonly scope: string }[];
  readonly graceMs: number;
  readonly maxGapMs: number;
}

/** The family "state over time" of a setting: exempt under a valid exception or out of scope, else as `standing` says. */
export function settingHeld<S extends Stretch & ExceptionFacts & { readonly isInScope?: boolean }>(
  item: ThingOverTime<S>,
  question: SettingQuestion<S>,
  context: Pick<JudgeContext<unknown>, "period" | "asOf" | "gapIn">,
): Outcome {
  const { standing, words, streams, graceMs, maxGapMs } = question;
  const reading = readState(
    {
      segments: item.segments,
      standing: (segment: S) => (segment.isInScope === false || isExcepted(segment) ? "exempt" : standing(segment)),
      life: { from: item.beganAt, to: item.endedAt },
      graceMs,
      maxGapMs,
      streams,
    },
    context,
  );
  return unlessRegisterUnseen(stateOutcome(reading, words), reading, context);
}

/** A flag that must be `true`. */
export function mustBeTrue(value: string | null): Standing {
  return mustBe(value, { good: ["true"], bad: ["false"] });
}

/** A flag that must be `false`. */
export function mustBeFalse(value: string | null): Standing {
  return mustBe(value, { good: ["false"], bad: ["true"] });
}

/** A word that must be one of `good`; words on neither list are unreadable, never a verdict. */
export function mustBe(
  value: string | null,
  { good, bad }: { readonly good: readonly string[]; readonly bad: readonly string[] },
): Standing {
  if (value === null) return "unseen";
  if (good.includes(value)) return "kept";
  return bad.includes(value) ? "broken" : "unreadable";
}

/** A number that must lie within `[least, most]`; what is no plain decimal number is unreadable. */
export function mustBeWithin(
  value: string | null,
  {
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
  }: { readonly least?: number; readonly most?: number },
): Standing {
  if (value === null) return "unseen";
  if (!/^-?\d+(\.\d+)?$/.test(value)) return "unreadable";
  const number = Number(value);
  return number >= least && number <= most ? "kept" : "broken";
}

/** The worst of several standings at one time: broken, then what nobody could read or saw, then kept. */
export function worstStanding(standings: readonly Standing[]): Standing {
  for (const each of ["broken", "unreadable", "unseen", "kept"] as const) if (standings.includes(each)) return each;
  return "exempt";
}
