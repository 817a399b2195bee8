/** How the same question came out in one place or month. */
export interface ExtentRow {
  readonly name: string;
  /** Items judged there: passes and deviations. */
  readonly items: number;
  readonly deviations: number;
  /** Items there of which nobody could tell. */
  readonly open: number;
}

/** Another control with deviations in the same places or on the same days. */
export interface Elsewhere {
  readonly control: string;
  readonly deviations: number;
  readonly inSameUnits: number;
  readonly onSameDays: number;
}

/** The extent check (domain 6.3): where else could the same cause act? */
export interface Extent {
  readonly units: readonly ExtentRow[];
  readonly months: readonly ExtentRow[];
  readonly elsewhere: readonly Elsewhere[];
}

/** One judged item as far as the extent needs it. */
export interface ExtentItem {
  readonly unit: string | null;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly state: "pass" | "deviation" | "open";
}

/** A deviating item of any control. */
export interface DeviatingItem {
  readonly control: string;
  readonly unit: string | null;
  /** Day of the organisation's calendar. */
  readonly day: string;
}

/** Counts the control's own items by place and by month, in one pass and in any order. */
export class ExtentCounts {
  private readonly units = new Map<string, OpenRow>();
  private readonly months = new Map<string, OpenRow>();

  add({ unit, month, state }: ExtentItem): void {
    count(this.units, unit ?? "(no unit)", state);
    count(this.months, month, state);
  }

  /** The whole extent; `others`: every deviating item of every control, the own ones included. */
  extent(control: string, others: readonly DeviatingItem[]): Extent {
    const own = others.filter((each) => each.control === control);
    return { units: rowsOf(this.units), months: rowsOf(this.months), elsewhere: elsewhere(control, own, others) };
  }
}

interface OpenRow {
  items: number;
  deviations: number;
  open: number;
}

function count(rows: Map<string, OpenRow>, name: string, state: ExtentItem["state"]): void {
  const row = rows.get(name) ?? { items: 0, deviations: 0, open: 0 };
  rows.set(name, row);
  if (state === "open") row.open += 1;
  else row.items += 1;
  if (state === "deviation") row.deviations += 1;
}

function rowsOf(rows: ReadonlyMap<string, OpenRow>): readonly ExtentRow[] {
  return [...rows].map(([name, row]) => ({ name, ...row })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function elsewhere(
  control: string,
  own: readonly DeviatingItem[],
  all: readonly DeviatingItem[],
): readonly Elsewhere[] {
  const units = new Set(own.flatMap(({ unit }) => (unit === null ? [] : [unit])));
  const days = new Set(own.map(({ day }) => day));
  const found = new Map<string, { deviations: number; inSameUnits: number; onSameDays: number }>();
  for (const each of all) {
    if (each.control === control) continue;
    const row = found.get(each.control) ?? { deviations: 0, inSameUnits: 0, onSameDays: 0 };
    found.set(each.control, row);
    row.deviations += 1;
    if (each.unit !== null && units.has(each.unit)) row.inSameUnits += 1;
    if (days.has(each.day)) row.onSameDays += 1;
  }
  return [...found]
    .map(([id, row]) => ({ control: id, ...row }))
    .filter(({ inSameUnits, onSameDays }) => inSameUnits + onSameDays > 0)
    .sort((a, b) => b.inSameUnits - a.inSameUnits || b.onSameDays - a.onSameDays || (a.control < b.control ? -1 : 1));
}
