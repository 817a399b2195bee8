import { addMonths, DAY_MS, day, type EpochMs } from "../../../base/instant.js";
import { dayAt, startOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, found, nth } from "../fault.js";
import { addRows, type CompanyRows, changeRows, removeRows, rowsWhere } from "../rows.js";
import type { CompanyWorld } from "../world.js";

type Act = TableRow<"activity">;
type Draft = Omit<Fault, "control">;

/** One kind of act, as far as faults must know it. */
export interface ActKind {
  readonly control: string;
  readonly kind: string;
  /** Begins the label of its items, for example "policy approval". */
  readonly label: string;
  /** What it is held of; `null`: of the organisation. */
  readonly subjects?: readonly string[];
  /** Due in each of these; without it, never older than so many months. */
  readonly every?: "quarter" | "half";
}

/** One act that a fault hits, and the label of the item that shows it. */
export interface HitAct {
  readonly act: Act;
  readonly item: string;
  /** First moment after the interval it was due in; `null`: it is not due by interval. */
  readonly intervalEnd: EpochMs | null;
  readonly periodKey: string | null;
}

/** The act of the period, of the `at`-th subject or interval. @throws RangeError when there are not so many. */
export function actOf(rows: CompanyRows, world: CompanyWorld, kind: ActKind, at: number): HitAct {
  const subjects: readonly (string | null)[] = kind.subjects ?? [null];
  const hits = subjects.flatMap((subject): readonly HitAct[] => {
    const acts = rowsWhere(rows, "activity", (row) => row.kind === kind.kind && row.subject === subject);
    const of = subject === null ? kind.label : `${kind.label} of ${subject}`;
    if (kind.every === undefined) return [standingAct(acts, of, world)];
    return acts.flatMap((act) => {
      const { key, end } = intervalAt(act.performed_at ?? 0, kind.every ?? "quarter", world);
      const isDue = end > world.period.start && end <= world.period.end;
      return isDue ? [{ act, item: `${of} for ${key}`, intervalEnd: end, periodKey: key }] : [];
    });
  });
  return nth(hits, at);
}

/** The act nearest to the middle of the period; the item is the time since the one before. */
function standingAct(acts: readonly Act[], label: string, { period }: CompanyWorld): HitAct {
  const middle = (period.start + period.end) / 2;
  const away = ({ performed_at }: Act) => Math.abs((performed_at ?? 0) - middle);
  const act = acts.reduce((nearest, each) => (away(each) < away(nearest) ? each : nearest));
  const before = acts.findLast((each) => (each.performed_at ?? 0) < (act.performed_at ?? 0));
  const isLater = before !== undefined && (before.performed_at ?? 0) >= period.start;
  return { act, item: isLater ? `${label} (again)` : label, intervalEnd: null, periodKey: null };
}

/** Takes away what would come after an act that is never older than so many months: it would only be late. */
function removeLater(rows: CompanyRows, { act, intervalEnd }: HitAct): void {
  const isLater = (row: Act) =>
    row.kind === act.kind && row.subject === act.subject && (row.performed_at ?? 0) > (act.performed_at ?? 0);
  if (intervalEnd === null && rows.activity.some(isLater)) removeRows(rows, "activity", isLater);
}

/** Never done, done after it was due, recorded without a date: for the attribute that asks whether it was done. */
export function undoneFaults(attribute: string, kind: ActKind): readonly Draft[] {
  return [
    {
      attribute,
      id: "never",
      title: `There was no ${kind.label}`,
      plant: (rows, world, at) => {
        const hit = actOf(rows, world, kind, at);
        removeLater(rows, hit);
        removeRows(rows, "activity", ({ id }) => id === hit.act.id);
        return found(kind.control, attribute, hit.item, "not-performed");
      },
    },
    {
      attribute,
      id: "weeks-late",
      title: `The ${kind.label} came after it was due`,
      plant: (rows, world, at) => {
        const { act, item, intervalEnd, periodKey } = actOf(rows, world, kind, at);
        // Yearly acts come ten days before they are due, those of an interval within it.
        const doneAt = (intervalEnd ?? act.performed_at ?? 0) + 14 * DAY_MS;
        changeAct(rows, act, { performed_at: doneAt, period_key: periodKey });
        return found(kind.control, attribute, item, "late");
      },
    },
    {
      attribute,
      id: "undated",
      title: `The record of the ${kind.label} has no date`,
      plant: (rows, world, at) => {
        const hit = actOf(rows, world, kind, at);
        removeLater(rows, hit);
        changeAct(rows, hit.act, { performed_at: null, period_key: hit.periodKey });
        return found(kind.control, attribute, hit.item, "evidence-missing");
      },
    },
  ];
}

/** A part that the record says is missing, that it says nothing about, and that it does not name. */
export function partFaults(attribute: string, part: string, kind: ActKind): readonly Draft[] {
  const words = part.replaceAll("_", " ");
  const said = (id: string, title: string, isDone: boolean | null, deviation: string): Draft => ({
    attribute,
    id: `${part.replaceAll("_", "-")}-${id}`,
    title,
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, kind, at);
      changePart(rows, act, part, { is_done: isDone });
      return found(kind.control, attribute, item, deviation);
    },
  });
  return [
    said("missing", `The ${kind.label} was without ${words}`, false, "incomplete"),
    said("unsaid", `The record of the ${kind.label} leaves ${words} open`, null, "evidence-missing"),
    {
      attribute,
      id: `${part.replaceAll("_", "-")}-unnamed`,
      title: `The record of the ${kind.label} does not name ${words}`,
      plant: (rows, world, at) => {
        const { act, item } = actOf(rows, world, kind, at);
        removeRows(rows, "activity_part", (row) => row.activity_id === act.id && row.part === part);
        return found(kind.control, attribute, item, "evidence-missing");
      },
    },
  ];
}

/** An approval that is missing, or that names nobody. */
export function approvalFaults(attribute: string, kind: ActKind): readonly Draft[] {
  const changed = (id: string, title: string, to: Partial<Act>): Draft => ({
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const { act, item } = actOf(rows, world, kind, at);
      changeAct(rows, act, to);
      return found(kind.control, attribute, item, "evidence-missing");
    },
  });
  return [
    changed("unapproved", `Nobody approved the ${kind.label}`, { approved_at: null, approved_by: null }),
    changed("approver-unnamed", `The approval of the ${kind.label} names nobody`, { approved_by: null }),
  ];
}

/** Changes one act. */
export function changeAct(rows: CompanyRows, act: Act, to: Partial<Act>): void {
  changeRows(rows, "activity", { where: ({ id }) => id === act.id, to });
}

/** Changes one part of an act. */
export function changePart(rows: CompanyRows, act: Act, part: string, to: Partial<TableRow<"activity_part">>): void {
  changeRows(rows, "activity_part", { where: (row) => row.activity_id === act.id && row.part === part, to });
}

/** A second record of an act. */
export function addAct(rows: CompanyRows, act: Act, more: Partial<Act>): void {
  addRows(rows, "activity", { ...act, id: `${act.id} again`, ...more });
}

function intervalAt(at: EpochMs, every: "quarter" | "half", { plan }: CompanyWorld): { key: string; end: EpochMs } {
  const on = dayAt(at, plan.zone);
  const months = every === "quarter" ? 3 : 6;
  const index = Math.floor((Number(on.slice(5, 7)) - 1) / months);
  const start = addMonths(day(`${on.slice(0, 4)}-01-01`), index * months);
  const key = `${on.slice(0, 4)}-${every === "quarter" ? "Q" : "H"}${index + 1}`;
  return { key, end: startOfDay(addMonths(start, months), plan.zone) };
}
