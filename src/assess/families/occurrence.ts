import { type EpochMs, instantOf } from "../../base/instant.js";
import { deviation, type Outcome, pass, pending } from "../outcome.js";
import { type Silence, unseenOutcome } from "./approval.js";
import { durationText } from "./deadline.js";

/** Something due once per interval: a review, a run, a report. */
export interface Expected {
  /** What is due, to begin a sentence with: "access review of github for 2026-Q2". */
  readonly what: string;
  /** On the dot is in time. */
  readonly dueAt: EpochMs;
  /** Length of the interval: lateness is measured against it (rule R2.4). */
  readonly intervalMs: number;
}

/** What is known of it: `undated` is a record without a moment, which proves no timeliness. */
export type Performed =
  | { readonly state: "done"; readonly at: EpochMs }
  | { readonly state: "undated" }
  | { readonly state: "none" };

/**
 * The family "expected occurrence": `pass` when done by the due moment, `late` after it, `evidence-missing` when
 * somebody recorded it without a date, `pending` while it may still come, `not-performed` when it never came and
 * somebody looked, else indeterminate. Whether what was done is complete is the next attribute's question.
 */
export function occurredInTime(expected: Expected, performed: Performed, { asOf, gap }: Silence): Outcome {
  const { what, dueAt, intervalMs } = expected;
  switch (performed.state) {
    case "done":
      if (performed.at <= dueAt) return pass();
      return deviation(
        "late",
        `${what} done at ${instantOf(performed.at)}, ${durationText(performed.at - dueAt)} after it was due at ${instantOf(dueAt)}`,
        { lateness: { lateMs: performed.at - dueAt, allowedMs: intervalMs } },
      );
    case "undated":
      return deviation("evidence-missing", `${what} has a record without a date; due ${instantOf(dueAt)}`);
    case "none": {
      if (asOf <= dueAt) return pending(dueAt);
      const unseen = gap();
      if (unseen !== undefined) return unseenOutcome(what, unseen);
      return deviation("not-performed", `no ${what} by ${instantOf(dueAt)}, nor later`);
    }
  }
}
