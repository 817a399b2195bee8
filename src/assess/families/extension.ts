import { day, type EpochMs, isDay } from "../../base/instant.js";
import { endOfDay } from "../../base/zone.js";
import type { JudgeContext } from "../control.js";
import { indeterminate, type Outcome, pass, pending } from "../outcome.js";
import { type Settlement, settledInTime } from "./settled.js";
import { type HistoryLine, readHistory } from "./step-history.js";

/** One record that moved a due date, or accepted that something stays as it is until an expiry. */
export interface Extension {
  readonly at: EpochMs;
  /** Who gave it, seen from the owner: only another person may. */
  readonly by: HistoryLine["by"];
  /** Last moment it carries; `null`: none is stated; `unreadable`: neither a day nor an instant. */
  readonly until: EpochMs | null | "unreadable";
}

/**
 * Reads the history of a step that extends: its values are until when. A bare day carries until it ends in `zone`. Text
 * that does not fit makes an extension whose end is unreadable.
 */
export function readExtensions(history: string | null, zone: string): readonly Extension[] {
  return readHistory(history).map(({ at, by, value }) => ({ at, by, until: endOf(value, zone) }));
}

/** The extensions that count surely, and those that count if every one by an unknown person is another's. */
export function countedExtensions(all: readonly Extension[]): {
  readonly sure: readonly Extension[];
  readonly most: readonly Extension[];
} {
  return {
    sure: all.filter(({ by }) => by === "other"),
    most: all.filter(({ by }) => by === "other" || by === "unknown"),
  };
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function endOf(text: string, zone: string): Extension["until"] {
  if (text === "") return null;
  if (isDay(text)) return endOfDay(day(text), zone) - 1;
  return MOMENT.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : "unreadable";
}

/** A due moment after the extensions that came in time. */
export interface Extended {
  readonly dueAt: EpochMs;
  /** The first that counted; `null`: none. */
  readonly acceptedAt: EpochMs | null;
  /** One came in time whose new end cannot be read: nothing after it is certain. */
  readonly isUnreadable: boolean;
}

/**
 * Follows the extensions in order of time: each counts if it came before the due moment in force, on the dot included.
 * One that names no new end moves nothing, and neither does one that came too late.
 */
export function extendedDue(dueAt: EpochMs, extensions: readonly Extension[]): Extended {
  let extended: Extended = { dueAt, acceptedAt: null, isUnreadable: false };
  for (const { at, until } of extensions) {
    if (at > extended.dueAt) break;
    if (until === "unreadable") return { ...extended, isUnreadable: true };
    if (until !== null) extended = { ...extended, dueAt: until, acceptedAt: extended.acceptedAt ?? at };
  }
  return extended;
}

/** What must be settled by a moment that extensions may move. */
export interface ExtendedSettlement extends Pick<Settlement, "label" | "from" | "dueAt" | "closedAt"> {
  /** In order of time. */
  readonly extensions: readonly Extension[];
}

type Need = { readonly stream: string; readonly scope?: string };
type Context = Pick<JudgeContext<unknown>, "asOf" | "period" | "gapIn">;

/**
 * The family "deadline after a trigger" with extensions by another person than the owner: `settledInTime` of the due
 * moment that they lead to; indeterminate where that hangs on one by somebody of whom nobody knows who they are.
 */
export function settledOrExtended(settlement: ExtendedSettlement, need: Need, context: Context): Outcome {
  const { sure, most } = countedExtensions(settlement.extensions);
  const surely = settledBy({ ...settlement, extensions: sure }, need, context);
  if (sure.length === most.length || surely.state === "pass") return surely;
  const atMost = settledBy({ ...settlement, extensions: most }, need, context);
  if (surely.state === "pending" || atMost.state === "pending") return atMost.state === "pending" ? atMost : surely;
  if (surely.state === atMost.state) return surely;
  return indeterminate(
    "unmatched-person",
    `Did another person than its owner extend ${settlement.label}? A number in its record belongs to no one person.`,
  );
}

function settledBy({ extensions, ...settlement }: ExtendedSettlement, need: Need, context: Context): Outcome {
  const { dueAt, acceptedAt, isUnreadable } = extendedDue(settlement.dueAt, extensions);
  if (isUnreadable) {
    if (settlement.closedAt !== null && settlement.closedAt <= dueAt) return pass();
    if (context.asOf <= dueAt) return pending(dueAt);
    return indeterminate(
      "unparsed",
      `Until when was ${settlement.label} extended? The record names no day or instant.`,
    );
  }
  const acceptedUntil = acceptedAt === null ? null : dueAt;
  return settledInTime({ ...settlement, acceptedAt, acceptedUntil, needsExpiry: true }, need, context);
}
