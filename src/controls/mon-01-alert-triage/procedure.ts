import type { JudgeContext } from "../../assess/control.js";
import { unseenOutcome } from "../../assess/families/approval.js";
import { durationText } from "../../assess/families/deadline.js";
import {
  deviation,
  indeterminate,
  type NotApplicable,
  notApplicable,
  type Outcome,
  pass,
  pending,
} from "../../assess/outcome.js";
import { type EpochMs, HOUR_MS, instantOf, MINUTE_MS } from "../../base/instant.js";
import type { AlertItem } from "../../populations/alerts/population.js";

/** The parameters as promised on the day of the item. */
export interface TriagePromise {
  readonly min_severity: "medium" | "high" | "critical";
  readonly ack_minutes: number;
  readonly close_hours: number;
}

type Context = JudgeContext<TriagePromise>;

/** A: a person or an approved playbook responded in time. */
export function acknowledged(item: AlertItem, context: Context): Outcome {
  const exempt = exemption(item, context);
  if (exempt !== undefined) return exempt;
  const { ackHi } = item;
  const dueAt = item.occurredAt + context.parameters.ack_minutes * MINUTE_MS;
  if (ackHi !== null && ackHi <= dueAt) return settledBefore(ackHi, context) ?? pass();
  return doneInTime(item, context, {
    dueAt,
    lo: item.ackLo,
    hi: ackHi,
    unknownHi: item.unknownAckHi,
    words: { done: "acknowledged", ask: "acknowledged it" },
  });
}

/** B: somebody said what it was, one alert at a time, before it was closed or due to be. */
export function dispositioned(item: AlertItem, context: Context): Outcome {
  const exempt = exemption(item, context);
  if (exempt !== undefined) return exempt;
  switch (item.disposition) {
    case "true_positive":
    case "benign":
    case "false_positive":
    case "duplicate":
    case "test":
      return item.isBulkClosed ? BULK : (afterwards(item, context, { at: item.disposedLo, words: JUDGED }) ?? pass());
    case "other":
      return OTHER;
    case "unreadable":
      return indeterminate("unparsed", "Which disposition does the recorded word stand for?");
    default:
      return undispositioned(item, context);
  }
}

/** C: a note, link, query or ticket shows what was looked at; it was not written for the audit. */
export function evidenced(item: AlertItem, context: Context): Outcome {
  const exempt = exemption(item, context);
  if (exempt !== undefined) return exempt;
  if (item.hasTicket) return pass();
  if (item.hasEvidence) return afterwards(item, context, { at: item.evidencedLo, words: NOTED }) ?? pass();
  const closeDueAt = closeDue(item, context);
  if (context.asOf <= closeDueAt) return pending(closeDueAt);
  return (
    unseenTriage(item, context, closeDueAt) ??
    deviation("evidence-missing", "neither note, link, query nor ticket shows what was looked at")
  );
}

/** D: a true positive became an incident. */
export function escalated(item: AlertItem, context: Context): Outcome {
  const exempt = exemption(item, context);
  if (exempt !== undefined) return exempt;
  const { disposition } = item;
  if (disposition === "true_positive") return item.isEscalated ? pass() : unescalated(item, context);
  if (disposition !== null) return NO_TRUE_POSITIVE;
  const closeDueAt = closeDue(item, context);
  return item.closeHi === null && context.asOf <= closeDueAt ? pending(closeDueAt) : NO_DISPOSITION;
}

/** E: a person or an approved playbook closed it in time, for good. */
export function closedInTime(item: AlertItem, context: Context): Outcome {
  const exempt = exemption(item, context);
  if (exempt !== undefined) return exempt;
  const { closeHi } = item;
  const dueAt = closeDue(item, context);
  if (closeHi !== null && closeHi <= dueAt) return pass();
  return doneInTime(item, context, {
    dueAt,
    lo: item.closeLo,
    hi: closeHi,
    unknownHi: item.unknownCloseHi,
    words: { done: "closed", ask: "closed it" },
  });
}

const SEVERITY = { medium: 3, high: 4, critical: 5 } as const;
/** Made once: most items of the largest population end here. */
const TEST = notApplicable("tagged as a drill, canary or test when it was created");
const LOWER = notApplicable("less severe than the promise covers");
const SUPPRESSED = notApplicable("hidden by an approved, owned and expiring suppression");
const SETTLED = notApplicable("settled before the period");
const NO_TRUE_POSITIVE = notApplicable("no true positive");
const NO_DISPOSITION = notApplicable("no disposition on record: judged by B");
const JUDGED = { done: "judged", ask: "judged it" } as const;
const NOTED = { done: "noted", ask: "noted what they looked at" } as const;
const BULK = deviation(
  "wrong-result",
  "closed with more than 20 others within one minute, without a rule change or common cause",
);
const OTHER = deviation("incomplete", "closed as other, which says nothing about what it was");

function exemption(item: AlertItem, { parameters }: Context): NotApplicable | undefined {
  if (item.severity < SEVERITY[parameters.min_severity]) return LOWER;
  if (item.isTaggedTest) return TEST;
  return item.suppression === "valid" ? SUPPRESSED : undefined;
}

/** An alert carried into the period only because it was still open owes nothing that was done before. */
function settledBefore(doneAt: EpochMs, { period }: Context): Outcome | undefined {
  return doneAt < period.start ? SETTLED : undefined;
}

function closeDue({ occurredAt }: AlertItem, { parameters }: Context): EpochMs {
  return occurredAt + parameters.close_hours * HOUR_MS;
}

interface Duty {
  readonly dueAt: EpochMs;
  readonly lo: EpochMs | null;
  readonly hi: EpochMs | null;
  /** Done by nobody knows whom: it may have been a person. */
  readonly unknownHi: EpochMs | null;
  readonly words: Words;
}

interface Words {
  readonly done: string;
  readonly ask: string;
}

/** What follows when it was not certainly done in time. */
function doneInTime(item: AlertItem, context: Context, { dueAt, lo, hi, unknownHi, words }: Duty): Outcome {
  if (hi !== null && hi < context.period.start) return SETTLED;
  if (unknownHi !== null && unknownHi <= dueAt) {
    return indeterminate(
      "plan-limited",
      `Who ${words.ask} by ${instantOf(unknownHi)}: a person, or a machine nobody approved?`,
    );
  }
  if (context.asOf <= dueAt) return pending(dueAt);
  if (hi === null) {
    return (
      unseenTriage(item, context, dueAt) ??
      deviation("not-performed", `nobody ${words.ask} by ${instantOf(dueAt)}${because(item)}`)
    );
  }
  const earliest = Math.max(lo ?? 0, item.occurredAt);
  if (earliest <= dueAt) {
    return indeterminate(
      "bounded-time",
      `When was it ${words.done}: between ${instantOf(earliest)} and ${instantOf(hi)}? It was due ${instantOf(dueAt)}.`,
    );
  }
  return lateUnlessUnseen(item, context, { dueAt, at: hi, seenUntil: dueAt, words });
}

/**
 * What follows when it was certainly written down after the deadline, and after the closing too: promised is closed
 * with disposition and evidence. `undefined`: in time, at a moment nobody stated, or before the period.
 */
function afterwards(
  item: AlertItem,
  context: Context,
  { at, words }: { readonly at: EpochMs | null; readonly words: Words },
): Outcome | undefined {
  const dueAt = closeDue(item, context);
  const seenUntil = Math.max(dueAt, item.closeHi ?? 0);
  if (at === null || at <= seenUntil || at < context.period.start) return undefined;
  if (context.asOf <= seenUntil) return pending(seenUntil);
  return lateUnlessUnseen(item, context, { dueAt, at, seenUntil, words });
}

interface Lateness {
  readonly dueAt: EpochMs;
  readonly at: EpochMs;
  /** Last moment at which an earlier record would have been in time. */
  readonly seenUntil: EpochMs;
  readonly words: Words;
}

function lateUnlessUnseen(item: AlertItem, context: Context, { dueAt, at, seenUntil, words }: Lateness): Outcome {
  const unseen = context.gapIn({
    stream: "alert-states",
    scope: item.unit ?? "*",
    from: item.occurredAt,
    to: seenUntil + 1,
  });
  if (unseen !== undefined) return unseenOutcome(`an earlier moment at which somebody ${words.ask}`, unseen);
  const allowedMs = dueAt - item.occurredAt;
  return deviation(
    "late",
    `${words.done} at ${instantOf(at)}, ${durationText(at - item.occurredAt)} after the alert; promised within ${durationText(allowedMs)}`,
    { lateness: { lateMs: at - dueAt, allowedMs } },
  );
}

function because({ suppression, automaticCloseHi, reopenHi }: AlertItem): string {
  if (suppression !== null) return `; it was hidden by a suppression that is ${suppression}`;
  if (automaticCloseHi !== null)
    return `; automation that nobody had approved closed it at ${instantOf(automaticCloseHi)}`;
  if (reopenHi !== null) return `; it was reopened at ${instantOf(reopenHi)}`;
  return "";
}

/** Why silence about this alert proves nothing; `undefined` when somebody looked and there was nothing. */
function unseenTriage(item: AlertItem, { gapIn }: Context, to: EpochMs): Outcome | undefined {
  const from = item.occurredAt;
  const gap = gapIn({ stream: "alert-states", scope: item.unit ?? "*", from, to: to + 1 });
  if (gap !== undefined) return unseenOutcome("a record of its triage", gap);
  if (item.suppression === "unknown") {
    const unlisted = gapIn({ stream: "suppressions", scope: "*", from, to: from + 1 });
    if (unlisted !== undefined) return unseenOutcome("an approval of the suppression that hid it", unlisted);
  }
  return item.isGroupedElsewhere
    ? indeterminate(
        "gap",
        "Under which alert was it grouped? That one is not among the alerts, nor is what was done with it.",
      )
    : undefined;
}

function undispositioned(item: AlertItem, context: Context): Outcome {
  const dueAt = closeDue(item, context);
  if (item.closeHi !== null) {
    return deviation("not-performed", `closed at ${instantOf(item.closeHi)} without a disposition`);
  }
  if (context.asOf <= dueAt) return pending(dueAt);
  if (item.unknownCloseHi !== null) {
    return indeterminate(
      "plan-limited",
      `Who closed it by ${instantOf(item.unknownCloseHi)}: a person, or a machine nobody approved?`,
    );
  }
  return (
    unseenTriage(item, context, dueAt) ??
    deviation("not-performed", `no disposition by ${instantOf(dueAt)}${because(item)}`)
  );
}

function unescalated(item: AlertItem, context: Context): Outcome {
  const dueAt = closeDue(item, context);
  if (context.asOf <= dueAt) return pending(dueAt);
  const gap = context.gapIn({ stream: "incidents", scope: "*", from: item.occurredAt, to: dueAt + 1 });
  if (gap !== undefined) return unseenOutcome("an incident record of it", gap);
  return deviation("not-performed", "a true positive that was neither escalated nor linked with an incident");
}
