import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type CompanyInterval, daysOf, monthsOf } from "../areas/months.js";
import { type Fault, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { addAct, changeAct, changePart } from "./acts.js";

type Act = TableRow<"activity">;
type Draft = Omit<Fault, "control">;

/** One kind of act that is due every day or month, of the organisation or of one thing. */
export interface CalendarKind {
  readonly control: string;
  readonly kind: string;
  /** Begins the label of its items: "capacity review", "run of billing". */
  readonly label: string;
  readonly subject?: string;
  readonly every: "day" | "month";
}

/** The act of one interval that is due in the period. */
export interface CalendarHit {
  readonly act: Act;
  readonly item: string;
  readonly interval: CompanyInterval;
}

/** The act of the `at`-th month, or of a day in the `at`-th week, of the period. @throws RangeError beyond it. */
export function calendarAct(
  rows: CompanyRows,
  world: CompanyWorld,
  { kind, label, subject, every }: CalendarKind,
  at: number,
): CalendarHit {
  const all = every === "day" ? daysOf(world) : monthsOf(world);
  const due = all.filter(({ end }) => end > world.period.start && end <= world.period.end);
  const interval = every === "day" ? nth(due.slice(3), at, 7) : nth(due, at);
  const act = rowAt(rows, "activity", {
    where: (row) =>
      row.kind === kind &&
      row.subject === (subject ?? null) &&
      row.performed_at !== null &&
      row.performed_at >= interval.start &&
      row.performed_at < interval.end,
    at: 0,
  });
  return { act, item: `${label} for ${interval.key}`, interval };
}

/** One way in which the act of an interval goes wrong. */
export function calendarFault(
  kind: CalendarKind,
  {
    hit,
    deviation,
    ...draft
  }: Omit<Draft, "plant"> & {
    readonly deviation: string;
    readonly hit: (rows: CompanyRows, each: CalendarHit) => void;
  },
): Draft {
  return {
    ...draft,
    plant: (rows, world, at) => {
      const each = calendarAct(rows, world, kind, at);
      hit(rows, each);
      return found(kind.control, draft.attribute, each.item, deviation);
    },
  };
}

/** Never, just too late, weeks later, undated, and on record for another interval only; on `lateAt` it is too late. */
export function undoneIntervalFaults(
  attribute: string,
  {
    lateAt,
    prefix = "",
    ...kind
  }: CalendarKind & { readonly lateAt: (interval: CompanyInterval) => EpochMs; readonly prefix?: string },
): readonly Draft[] {
  const { label } = kind;
  const draft = (id: string, title: string, deviation: string, hit: (rows: CompanyRows, each: CalendarHit) => void) =>
    calendarFault(kind, { attribute, id: `${prefix}${id}`, title, deviation, hit });
  const late =
    (ms: number) =>
    (rows: CompanyRows, { act, interval }: CalendarHit) =>
      changeAct(rows, act, { performed_at: lateAt(interval) + ms, period_key: interval.key });
  return [
    draft("never", `There was no ${label}`, "not-performed", (rows, { act }) =>
      removeRows(rows, "activity", ({ id }) => id === act.id),
    ),
    draft("just-late", `The ${label} came an hour too late`, "late", late(HOUR_MS)),
    draft("weeks-late", `The ${label} came weeks later`, "late", late(17 * DAY_MS)),
    draft("undated", `The record of the ${label} has no date`, "evidence-missing", (rows, { act, interval }) =>
      changeAct(rows, act, { performed_at: null, period_key: interval.key }),
    ),
    draft("another-interval", `The ${label} names another interval`, "not-performed", (rows, { act }) =>
      changeAct(rows, act, { period_key: kind.every === "day" ? "2020-01-01" : "2020-01" }),
    ),
  ];
}

/** A part said to be missing, left open, not named, said and denied, or not in the first of two records. */
export function intervalPartFaults(attribute: string, part: string, kind: CalendarKind): readonly Draft[] {
  const words = part.replaceAll("_", " ");
  const draft = (id: string, title: string, deviation: string, hit: (rows: CompanyRows, each: CalendarHit) => void) =>
    calendarFault(kind, { attribute, id: `${part.replaceAll("_", "-")}-${id}`, title, deviation, hit });
  return [
    draft("missing", `The ${kind.label} was without ${words}`, "incomplete", (rows, { act }) =>
      changePart(rows, act, part, { is_done: false }),
    ),
    draft("unsaid", `The record of the ${kind.label} leaves ${words} open`, "evidence-missing", (rows, { act }) =>
      changePart(rows, act, part, { is_done: null }),
    ),
    draft("unnamed", `The record of the ${kind.label} does not name ${words}`, "evidence-missing", (rows, { act }) =>
      removeRows(rows, "activity_part", (row) => row.activity_id === act.id && row.part === part),
    ),
    draft(
      "denied",
      `One line about the ${kind.label} says ${words}, and another says no`,
      "incomplete",
      (rows, { act }) =>
        addRows(rows, "activity_part", {
          id: `${act.id} denied`,
          activity_id: act.id,
          part,
          is_done: false,
          done_at: null,
          value: null,
        }),
    ),
    draft("not-in-the-first", `An earlier ${kind.label} shows nothing of ${words}`, "evidence-missing", (rows, hit) => {
      const { act, interval } = hit;
      changeRows(rows, "activity", { where: ({ id }) => id === act.id, to: { period_key: interval.key } });
      addAct(rows, act, { performed_at: (act.performed_at ?? 0) - HOUR_MS, period_key: interval.key });
    }),
  ];
}
