import type { JudgeContext } from "../../assess/control.js";
import { mustBe, mustBeWithin, settingHeld } from "../../assess/families/setting.js";
import type { Standing } from "../../assess/families/state.js";
import { notApplicable, type Outcome } from "../../assess/outcome.js";
import { HOUR_MS, MINUTE_MS } from "../../base/instant.js";
import { continuing, useTicketed } from "../../populations/identity-uses/ticketed-use.js";
import { type RootItem, rootIdentities } from "../../populations/root-identities/population.js";

/** The parameters as promised on the day of the item. */
export interface RootPromise {
  readonly bg_ticket_minutes: number;
  readonly session_gap_minutes: number;
  readonly bg_max_hours: number;
  readonly grace_minutes: number;
  readonly max_gap_hours: number;
}

type Context = JudgeContext<RootPromise>;
type Segment = RootItem["segments"][number];

/** A: a hardware factor was enrolled all the time. */
export function hardwareMfa(item: RootItem, context: Context): Outcome {
  return settingOf(item, context, {
    standing: ({ mfa }) => mustBe(mfa, { good: ["hardware"], bad: ["virtual", "none"] }),
    broken: "without a hardware factor",
    question: "Which second factor was enrolled",
  });
}

/** B: it had no access keys at any time. */
export function noAccessKeys(item: RootItem, context: Context): Outcome {
  return settingOf(item, context, {
    standing: ({ accessKeys }) => mustBeWithin(accessKeys, { most: 0 }),
    broken: "with an access key",
    question: "Were there access keys",
  });
}

/** C: every use has a ticket, from before or soon after. */
export function usesTicketed(item: RootItem, { parameters, period, asOf, gapIn }: Context): Outcome {
  const use = rootIdentities.eventOf(item);
  if (use === undefined) return notApplicable("the identity over time: its uses are items of their own");
  if (use.occurredAt < period.start || use.occurredAt >= period.end) return notApplicable("used at another time");
  return continuing(use, parameters) ?? useTicketed(use, parameters, { stream: "root.identities", asOf, gapIn });
}

function settingOf(
  item: RootItem,
  context: Context,
  {
    standing,
    broken,
    question,
  }: {
    readonly standing: (segment: Segment) => Standing;
    readonly broken: string;
    readonly question: string;
  },
): Outcome {
  if (rootIdentities.eventOf(item) !== undefined) return notApplicable("a use: judged by C");
  return settingHeld(
    item,
    {
      standing,
      words: { kind: "not-performed", broken, question, exempt: "under an approved exception all the time" },
      streams: [{ stream: "root.identities", scope: "*" }],
      graceMs: context.parameters.grace_minutes * MINUTE_MS,
      maxGapMs: context.parameters.max_gap_hours * HOUR_MS,
    },
    context,
  );
}
