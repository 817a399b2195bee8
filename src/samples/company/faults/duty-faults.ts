import { addDays, DAY_MS, type EpochMs, MINUTE_MS } from "../../../base/instant.js";
import { dayAt, endOfDay } from "../../../base/zone.js";
import type { TableRow } from "../../../model/tables.js";
import { type Fault, found } from "../fault.js";
import { addRows, type CompanyRows } from "../rows.js";
import type { CompanyWorld } from "../world.js";
import { changeDuty, changeStep, dutyAt, removeStep } from "./duties.js";

type Duty = TableRow<"duty">;
type Draft = Omit<Fault, "control">;

/** Which duties faults hit, and how their items are called. */
export interface DutyKind {
  readonly control: string;
  readonly attribute: string;
  /** `duty.kind`. */
  readonly kind: string;
  /** Begins the label of its items; the key follows. */
  readonly words: string;
  readonly where?: (duty: Duty, world: CompanyWorld, rows: CompanyRows) => boolean;
}

/** One way in which a duty goes wrong. */
export interface DutyFault {
  readonly id: string;
  readonly title: string;
  /** Kind of deviation. */
  readonly deviation: string;
  readonly hit: (rows: CompanyRows, duty: Duty, world: CompanyWorld) => void;
  /** Other attributes that find it too, with the kind of each. */
  readonly also?: Readonly<Record<string, string>>;
}

/** Faults that hit one duty of the period each. */
export function dutyFaults(
  { control, attribute, kind, words, where }: DutyKind,
  faults: readonly DutyFault[],
): readonly Draft[] {
  return faults.map(({ id, title, deviation, hit, also = {} }) => ({
    attribute,
    id,
    title,
    plant: (rows, world, at) => {
      const duty = dutyAt(rows, kind, { at, where: (row) => where?.(row, world, rows) ?? true });
      hit(rows, duty, world);
      const item = `${words} ${duty.key}`;
      return [
        ...found(control, attribute, item, deviation),
        ...Object.entries(also).flatMap(([other, otherKind]) => found(control, other, item, otherKind)),
      ];
    },
  }));
}

/** The first moment of a duty that is too late. */
export type LateAt = (duty: Duty, world: CompanyWorld) => EpochMs;

/** So many calendar days after a moment: the first one after them. */
export function afterDays(at: EpochMs, days: number, { plan }: CompanyWorld): EpochMs {
  return endOfDay(addDays(dayAt(at, plan.zone), days), plan.zone);
}

/** Closed just too late, days and weeks too late, never, carried into the period, open in a second source. */
export function closedFaults(kind: DutyKind, what: string, lateAt: LateAt): readonly Draft[] {
  const late =
    (ms: number): DutyFault["hit"] =>
    (rows, duty, world) =>
      changeDuty(rows, duty, { closed_at: lateAt(duty, world) + ms });
  return [
    ...dutyFaults(kind, [
      { id: "just-late", title: `${what} was settled a minute too late`, deviation: "late", hit: late(MINUTE_MS) },
      { id: "days-late", title: `${what} was settled days too late`, deviation: "late", hit: late(3 * DAY_MS) },
      { id: "weeks-late", title: `${what} was settled weeks too late`, deviation: "late", hit: late(20 * DAY_MS) },
      {
        id: "never",
        title: `${what} was never settled`,
        deviation: "not-performed",
        hit: (rows, duty) => changeDuty(rows, duty, { closed_at: null, outcome: null }),
      },
      {
        id: "second-source",
        title: `One source shows the end of ${what.toLowerCase()}, another still has it open`,
        deviation: "not-performed",
        hit: (rows, duty) => addRows(rows, "duty", { ...duty, id: `${duty.id} again`, closed_at: null, outcome: null }),
      },
    ]),
    carriedIn(kind, what, lateAt),
  ];
}

/** A step taken just too late, days and weeks too late, never, and undated. */
export function stepFaults(kind: DutyKind, step: string, lateAt: LateAt): readonly Draft[] {
  const words = step.replaceAll("_", " ");
  const late =
    (ms: number): DutyFault["hit"] =>
    (rows, duty, world) =>
      changeStep(rows, duty, step, { done_at: lateAt(duty, world) + ms });
  const id = (which: string) => `${step.replaceAll("_", "-")}-${which}`;
  return dutyFaults(kind, [
    { id: id("just-late"), title: `"${words}" came a minute too late`, deviation: "late", hit: late(MINUTE_MS) },
    { id: id("days-late"), title: `"${words}" came days too late`, deviation: "late", hit: late(3 * DAY_MS) },
    { id: id("weeks-late"), title: `"${words}" came weeks too late`, deviation: "late", hit: late(16 * DAY_MS) },
    {
      id: id("never"),
      title: `There is no "${words}"`,
      deviation: "not-performed",
      hit: (rows, duty) => removeStep(rows, duty, step),
    },
    {
      id: id("undated"),
      title: `"${words}" has no date`,
      deviation: "evidence-missing",
      hit: (rows, duty) => changeStep(rows, duty, step, { done_at: null }),
    },
  ]);
}

function carriedIn({ control, attribute, kind, words }: DutyKind, what: string, lateAt: LateAt): Draft {
  return {
    attribute,
    id: "carried-in",
    title: `${what} from before the period was still open on its first day`,
    plant: (rows, world, at) => {
      const duty = dutyAt(rows, kind, { at });
      const key = `${duty.key}-OLD`;
      const opened = world.period.start - 20 * DAY_MS;
      const old = { ...duty, id: `${kind} ${key}`, key, opened_at: opened };
      const closed_at = Math.max(world.period.start, lateAt(old, world)) + DAY_MS;
      addRows(rows, "duty", { ...old, closed_at });
      return found(control, attribute, `${words} ${key}`, "late");
    },
  };
}
