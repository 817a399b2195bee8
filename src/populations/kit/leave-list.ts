import { calendarDeadline } from "../../assess/families/deadline.js";
import type { EpochMs } from "../../base/instant.js";
import { nullable, text } from "../../model/table.js";
import { joinedLines } from "./step-history.js";

/** Of more leaves of one person than this the last count. */
const LEAVES_MAX = 24;

/** The column of a population whose items are duties of people. */
export const LEAVES = nullable(
  text("the person's leaves, the last first, as <from ms>;<return ms> joined by |; no return: still away"),
);

/** A query of `(person_id, leaves)`: the leaves of each person as one text. */
export const LEAVE_LIST_SQL = `select person_id as person_id, ${joinedLines("line", LEAVES_MAX)} as leaves
  from (
    select l.person_id as person_id, cast(l.from_at as text) || ';' || coalesce(cast(l.to_at as text), '') as line,
      row_number() over (partition by l.person_id order by l.from_at desc, l.id) as place
    from leave l
  ) as numbered
  group by person_id`;

/** A duty of a person whose clock leaves stop. */
export interface PausedDuty {
  readonly leaves: string | null;
  /** When the clock began: a leave that was over by then stops nothing. */
  readonly from: EpochMs;
  readonly dueAt: EpochMs;
  readonly graceDays: number;
  readonly zone: string;
}

/**
 * G-LOA: what falls due during a leave, or just after, is due some days after the return; `null`: they have not returned.
 */
export function dueAfterLeaves({ leaves, from, dueAt, graceDays, zone }: PausedDuty): EpochMs | null {
  let due = dueAt;
  for (const leave of readLeaves(leaves)) {
    if (leave.from > due) break;
    if (leave.to === null) return null;
    if (leave.to > from) due = Math.max(due, calendarDeadline({ from: leave.to, days: graceDays, zone }));
  }
  return due;
}

function readLeaves(leaves: string | null): readonly { readonly from: EpochMs; readonly to: EpochMs | null }[] {
  const lines = leaves === null ? [] : leaves.split("|");
  return lines.reverse().map((line) => {
    const [from = "", to = ""] = line.split(";");
    return { from: Number(from), to: to === "" ? null : Number(to) };
  });
}
