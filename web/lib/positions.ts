/** A stretch of time, and where a moment stands in it, from 0 to 1; what lies outside stands at the edge. */
export function placeIn({ start, end }: { readonly start: string; readonly end: string }, at: string): number {
  const [from, to, moment] = [Date.parse(start), Date.parse(end), Date.parse(at)];
  if (!(to > from) || Number.isNaN(moment)) return 0;
  return Math.min(1, Math.max(0, (moment - from) / (to - from)));
}

/** A label further to the right would stand outside. */
const LAST_LABEL = 0.96;

/** The first day of each month that begins in a stretch of days, with where it stands. */
export function monthsIn({ start, end }: { readonly start: string; readonly end: string }) {
  const months: { readonly day: string; readonly place: number }[] = [];
  const at = new Date(`${start.slice(0, 7)}-01T00:00:00.000Z`);
  for (; at.toISOString() < end; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const day = at.toISOString();
    const place = placeIn({ start, end }, day);
    if (day >= start.slice(0, 10) && place < LAST_LABEL) months.push({ day: day.slice(0, 10), place });
  }
  return months;
}

/** Rows for marks that would cover each other: the first in which each has room; `undefined` where none has. */
export function lanesOf(
  places: readonly number[],
  { width, lanes }: { readonly width: number; readonly lanes: number },
) {
  const ends = new Array<number>(lanes).fill(Number.NEGATIVE_INFINITY);
  return places.map((place) => {
    const free = ends.findIndex((end) => place >= end);
    if (free < 0) return undefined;
    ends[free] = place + width;
    return free;
  });
}
