import { DAY_MS, HOUR_MS } from "../../../base/instant.js";
import { type Fault, faultsOf, found, nth } from "../fault.js";
import { addRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";

/** Ways in which a log is off, silent, changeable or could stop unnoticed. */
export const log01Faults: readonly Fault[] = faultsOf("LOG-01", [
  ...aspectFaults({ attribute: "A", aspect: "enabled", kind: "not-performed", said: "switched off" }),
  {
    attribute: "A",
    id: "stopped-by-a-person",
    title: "A person stopped a log for two hours",
    plant: was(
      { aspect: "enabled", ms: 2 * HOUR_MS, reason: "stopped by a person" },
      { attribute: "A", kind: "bypassed" },
    ),
  },
  ...[
    { id: "silent-two-days", ms: 2 * DAY_MS },
    { id: "silent-52-hours", ms: 52 * HOUR_MS },
    { id: "silent-25-hours", ms: 25 * HOUR_MS },
    { id: "silent-three-weeks", ms: 21 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute: "B",
    id,
    title: "A log source was silent without a cause",
    plant: was({ aspect: "arriving", ms, reason: null }, { attribute: "B", kind: "not-performed" }),
  })),
  {
    attribute: "B",
    id: "silenced-by-a-person",
    title: "A person silenced a log source for three hours",
    plant: was(
      { aspect: "arriving", ms: 3 * HOUR_MS, reason: "stopped by a person" },
      { attribute: "B", kind: "bypassed" },
    ),
  },
  ...aspectFaults({ attribute: "C", aspect: "immutable", kind: "wrong-result", said: "changeable" }),
  {
    attribute: "C",
    id: "for-a-migration",
    title: "Protection of a log was lifted for an evening of migration",
    plant: was({ aspect: "immutable", ms: 5 * HOUR_MS, reason: "migration" }, { attribute: "C", kind: "wrong-result" }),
  },
  ...aspectFaults({ attribute: "D", aspect: "alert_on_stop", kind: "not-performed", said: "without an alert on stop" }),
  {
    attribute: "D",
    id: "muted",
    title: "The alert on stop was muted for a night",
    plant: was(
      { aspect: "alert_on_stop", ms: 9 * HOUR_MS, reason: "muted" },
      { attribute: "D", kind: "not-performed" },
    ),
  },
]);

/** The same aspect off for hours, days, weeks, and from a day on. */
function aspectFaults({
  attribute,
  aspect,
  kind,
  said,
}: {
  attribute: string;
  aspect: string;
  kind: string;
  said: string;
}) {
  return [
    { id: "two-hours", ms: 2 * HOUR_MS },
    { id: "four-days", ms: 4 * DAY_MS },
    { id: "five-weeks", ms: 35 * DAY_MS },
    { id: "from-a-day-on", ms: 400 * DAY_MS },
  ].map(({ id, ms }) => ({
    attribute,
    id,
    title: `A log source was ${said}`,
    plant: was({ aspect, ms, reason: null }, { attribute, kind }),
  }));
}

function was(
  { aspect, ms, reason }: { aspect: string; ms: number; reason: string | null },
  { attribute, kind }: { attribute: string; kind: string },
): Fault["plant"] {
  return (rows, world, at) => {
    const system = nth(world.plan.systems, at).id;
    const id = `log ${system} ${aspect}`;
    const where = (row: { id: string }) => row.id === id;
    const row = rowAt(rows, "log_source_state", { where, at: 0 });
    removeRows(rows, "log_source_state", where);
    const from = startOf(world, at);
    const to = from + ms;
    const isOver = to < row.seen_at;
    addRows(
      rows,
      "log_source_state",
      { ...row, id: `${id} before`, to_lo: from, to_hi: from, seen_at: from },
      {
        ...row,
        id: `${id} meanwhile`,
        value: "false",
        reason,
        from_at: from,
        to_lo: isOver ? to : null,
        to_hi: isOver ? to : null,
        seen_at: isOver ? to : row.seen_at,
      },
      ...(isOver ? [{ ...row, id: `${id} after`, from_at: to }] : []),
    );
    return found("LOG-01", attribute, `log source log ${system}`, kind);
  };
}

function startOf({ period }: CompanyWorld, at: number): number {
  return period.start + (6 + at) * DAY_MS + 4 * HOUR_MS;
}
