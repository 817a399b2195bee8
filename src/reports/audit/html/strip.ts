import { count, datedCounts, daysOf, due, everyItem } from "../figures.js";
import type { AuditReport, ReportControl, StateCounts } from "../model.js";
import { stripSentence } from "../sentences.js";
import { fold, prose, row, table } from "./layout.js";
import { html, type Markup } from "./markup.js";

/** Width of a day and where things stand, in units of the picture; it stretches to the width of the page. */
const DAY = 4;
const HEIGHT = 88;
const FLOOR = 66;
const BAR_MAX = 38;
const DOT_LINE = 14;

/**
 * The population over the period, one column per day: how many passed as a bar, deviations as dots above it, items that
 * could not be decided hatched below it, stretches that nobody looked at hatched behind it; its sentence; its table.
 */
export function stripFigure(report: Pick<AuditReport, "period">, control: ReportControl): Markup {
  const days = daysOf(report);
  const width = days.length * DAY;
  const max = Math.max(1, ...Object.values(control.days).map(({ pass }) => pass));
  const bars = days.map((day, index) => column(control.days[day], { x: index * DAY, max }));
  const months = days.flatMap((day, index) => (day.endsWith("-01") || index === 0 ? [{ day, index }] : []));
  return html`<figure class="strip"><div class="strip-frame" aria-hidden="true">
<ul class="strip-lanes"><li>deviated</li><li>passed</li><li>open</li></ul>
<div class="strip-plot"><svg viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" focusable="false">
${control.completeness.gaps.map(({ from, to }) => gapBand(days, { from, to }))}
${months.map(({ index }) => html`<path class="month" d="M${index * DAY} 0V${HEIGHT}"/>`)}
<path class="floor" d="M0 ${FLOOR}H${width}"/>${bars}</svg>
<ol class="strip-months">${months.map(({ day, index }, at) => html`<li class="w${(months[at + 1]?.index ?? days.length) - index}">${day.slice(0, 7)}</li>`)}</ol></div></div>
<figcaption>${prose(stripSentence(control))}${key(control)}</figcaption></figure>
${everyItem(control.counts) === 0 ? "" : fold("The same by month", monthTable(control))}`;
}

/** How to read the picture: only what is in it. */
function key({ counts, completeness }: ReportControl): Markup {
  const parts = [
    ...(counts.pass > 0 ? ["bars passed"] : []),
    ...(counts.deviation > 0 ? ["dots deviated"] : []),
    ...(counts.indeterminate > 0 ? ["hatched below the line: could not tell"] : []),
    ...(completeness.gaps.length > 0 ? ["hatched above it: nobody looked"] : []),
    ...(counts.pending > 0 ? ["grey dots are not due yet"] : []),
  ];
  return parts.length === 0 ? html`` : html` <span class="quiet">One column is one day; ${parts.join("; ")}.</span>`;
}

function column(
  counts: StateCounts | undefined,
  { x, max }: { readonly x: number; readonly max: number },
): Markup | string {
  if (counts === undefined) return "";
  const centre = x + DAY / 2;
  // The square root keeps a day with one item visible beside a day with hundreds.
  const tall = counts.pass === 0 ? 0 : Math.max(4, Math.round(BAR_MAX * Math.sqrt(counts.pass / max)));
  const size = counts.deviation === 0 ? 0 : Math.min(15, 7 + 2 * counts.deviation);
  const deep = counts.indeterminate === 0 ? 0 : Math.min(18, 7 + counts.indeterminate);
  return html`${tall === 0 ? "" : html`<path class="pass" d="M${x + 0.5} ${FLOOR}v-${tall}h3v${tall}z"/>`}${
    counts.deviation === 0
      ? ""
      : html`<path class="stem" d="M${centre} ${DOT_LINE}V${FLOOR}"/><path class="dot d${size}" d="M${centre} ${DOT_LINE}h.01"/>`
  }${deep === 0 ? "" : html`<path class="open" d="M${x} ${FLOOR + 2}h4v${deep}h-4z${hatch({ left: x, right: x + DAY, top: FLOOR + 2, bottom: FLOOR + 2 + deep, step: 3 })}"/>`}${
    counts.pending === 0 ? "" : html`<path class="wait" d="M${centre} ${FLOOR + 6}h.01"/>`
  }`;
}

function gapBand(
  days: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Markup | string {
  const first = days.findIndex((day) => day >= from.slice(0, 10));
  const after = days.findIndex((day) => day >= to.slice(0, 10));
  if (first === -1) return "";
  const end = after === -1 ? days.length : Math.max(after, first + 1);
  const box = { left: first * DAY, right: end * DAY, top: 0, bottom: FLOOR };
  return html`<path class="gap" d="${hatch({ ...box, step: 7 })}"/>`;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Diagonal lines that fill a box. Drawn line by line, because printers turn patterns into large images. */
function hatch({ left, right, top, bottom, step }: Box & { readonly step: number }): string {
  const height = bottom - top;
  let lines = "";
  for (let foot = left - height + step; foot < right; foot += step) {
    const [start, end] = [Math.max(left, foot), Math.min(right, foot + height)];
    lines += `M${start} ${bottom - (start - foot)}L${end} ${bottom - (end - foot)}`;
  }
  return lines;
}

function monthTable(control: ReportControl): Markup {
  const columns = [
    { title: "Month" },
    { title: "Passed", isNumber: true },
    { title: "Deviated", isNumber: true },
    { title: "Could not tell", isNumber: true },
    { title: "Due", isNumber: true },
    { title: "Not due yet", isNumber: true },
  ];
  const months = new Map<string, StateCounts>();
  for (const [day, counts] of datedCounts(control)) {
    const sum = months.get(day.slice(0, 7)) ?? {
      pass: 0,
      deviation: 0,
      indeterminate: 0,
      not_applicable: 0,
      pending: 0,
    };
    months.set(day.slice(0, 7), {
      pass: sum.pass + counts.pass,
      deviation: sum.deviation + counts.deviation,
      indeterminate: sum.indeterminate + counts.indeterminate,
      not_applicable: sum.not_applicable + counts.not_applicable,
      pending: sum.pending + counts.pending,
    });
  }
  const rows = [...months].map(([month, counts]) =>
    row(columns, [
      month,
      count(counts.pass),
      count(counts.deviation),
      count(counts.indeterminate),
      count(due(counts)),
      count(counts.pending),
    ]),
  );
  return table({ caption: `${control.id}: items by month`, columns, name: "compact" }, rows);
}
