import { DAY_MS, type EpochMs, HOUR_MS } from "../../../base/instant.js";
import type { TableRow } from "../../../model/tables.js";
import { type CompanyWeek, weeksOf } from "../areas/weeks.js";
import { type Fault, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowAt } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { addAct, changeAct, changePart } from "./acts.js";

type Act = TableRow<"activity">;
type Draft = Omit<Fault, "control">;

/** One kind of act that is due every week. */
export interface WeeklyKind {
  readonly control: string;
  readonly kind: string;
  /** Begins the label of its items. */
  readonly label: string;
}

/** The act of one week that is due in the period. */
export interface WeeklyHit {
  readonly act: Act;
  readonly item: string;
  readonly week: CompanyWeek;
}

/** The act of the `at`-th but one week of the period; the weeks beside it are in order. */
export function weeklyAct(rows: CompanyRows, world: CompanyWorld, { kind, label }: WeeklyKind, at: number): WeeklyHit {
  const due = weeksOf(world).filter(({ end }) => end > world.period.start && end <= world.period.end);
  const week = nth(due.slice(1), at, 2);
  const isOf = ({ period_key, performed_at }: Act) =>
    period_key === null
      ? performed_at !== null && performed_at >= week.start && performed_at < week.end
      : period_key === week.key;
  const act = rowAt(rows, "activity", { where: (row) => row.kind === kind && isOf(row), at: 0 });
  return { act, item: `${label} for ${week.key}`, week };
}

/** Never, late, later still, undated, and on record for another week only. */
export function undoneWeekFaults(
  attribute: string,
  { lateAt, ...kind }: WeeklyKind & { readonly lateAt: (week: CompanyWeek) => EpochMs },
): readonly Draft[] {
  const draft = (id: string, title: string, deviation: string, hit: (rows: CompanyRows, each: WeeklyHit) => void) => ({
    attribute,
    id,
    title,
    plant: (rows: CompanyRows, world: CompanyWorld, at: number) => {
      const each = weeklyAct(rows, world, kind, at);
      hit(rows, each);
      return found(kind.control, attribute, each.item, deviation);
    },
  });
  const late =
    (days: number) =>
    (rows: CompanyRows, { act, week }: WeeklyHit) =>
      changeAct(rows, act, { performed_at: lateAt(week) + days * DAY_MS, period_key: week.key });
  return [
    draft("never", `No ${kind.label} in a week`, "not-performed", (rows, { act }) =>
      removeRows(rows, "activity", ({ id }) => id === act.id),
    ),
    draft("late", `The ${kind.label} of a week came just too late`, "late", late(0)),
    draft("weeks-late", `The ${kind.label} of a week came weeks later`, "late", late(17)),
    draft("undated", `The record of a ${kind.label} has no date`, "evidence-missing", (rows, { act, week }) =>
      changeAct(rows, act, { performed_at: null, period_key: week.key }),
    ),
    draft("another-week", `The ${kind.label} of a week names another week`, "not-performed", (rows, { act }) =>
      changeAct(rows, act, { period_key: "2020-W01" }),
    ),
  ];
}

/** A part said to be missing, left open, not named, said and denied, or not in the first of two records. */
export function weeklyPartFaults(
  attribute: string,
  {
    part,
    missing = "incomplete",
    others,
    ...kind
  }: WeeklyKind & {
    readonly part: string;
    /** Kind of deviation when the record says no. */
    readonly missing?: string;
    /** Attributes of the other parts: a bare record lacks them too. */
    readonly others: string;
  },
): readonly Draft[] {
  const words = part.replaceAll("_", " ");
  const draft = (id: string, title: string, deviation: string, hit: (rows: CompanyRows, act: Act) => void): Draft => ({
    attribute,
    id: `${part.replaceAll("_", "-")}-${id}`,
    title,
    plant: (rows, world, at) => {
      const { act, item } = weeklyAct(rows, world, kind, at);
      hit(rows, act);
      return found(kind.control, attribute, item, deviation);
    },
  });
  return [
    draft("missing", `A ${kind.label} was without ${words}`, missing, (rows, act) =>
      changePart(rows, act, part, { is_done: false }),
    ),
    draft("unsaid", `The record of a ${kind.label} leaves ${words} open`, "evidence-missing", (rows, act) =>
      changePart(rows, act, part, { is_done: null }),
    ),
    draft("unnamed", `The record of a ${kind.label} does not name ${words}`, "evidence-missing", (rows, act) =>
      removeRows(rows, "activity_part", (row) => row.activity_id === act.id && row.part === part),
    ),
    draft("denied", `One record of a ${kind.label} says ${words}, and another line says no`, missing, (rows, act) =>
      addRows(rows, "activity_part", {
        id: `${act.id} denied`,
        activity_id: act.id,
        part,
        is_done: false,
        done_at: null,
        value: null,
      }),
    ),
    {
      attribute,
      id: `${part.replaceAll("_", "-")}-not-in-the-first`,
      title: `An earlier ${kind.label} of the same week shows nothing of ${words}`,
      plant: (rows, world, at) => {
        const { act, item, week } = weeklyAct(rows, world, kind, at);
        changeRows(rows, "activity", { where: ({ id }) => id === act.id, to: { period_key: week.key } });
        addAct(rows, act, { performed_at: (act.performed_at ?? 0) - HOUR_MS, period_key: week.key });
        return found(kind.control, others, item, "evidence-missing");
      },
    },
  ];
}
