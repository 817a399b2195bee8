import { isDay } from "../../../base/instant.js";
import { count, outOf, plural, sentence } from "../figures.js";
import type { AuditReport, CellState, MapRow } from "../model.js";
import { STATE_WORDS } from "../words.js";
import { criterionLink, fold, row, table } from "./layout.js";
import { legend, mark } from "./marks.js";
import { anchor, html, type Markup } from "./markup.js";

type MapCell = MapRow["cells"][number];

/** Criterion by week: a grid to walk through with the arrow keys, its sentences, and the same as a table. */
export function mapBody({ map }: AuditReport): Markup {
  const shown = map.filter(({ cells }) => cells.some(({ state }) => state !== "out-of-scope"));
  const left = map.filter((each) => !shown.includes(each));
  if (shown.length === 0) return html`<p>No criterion was tested in any week.</p>`;
  return html`<p class="lede">${summary(shown)}</p>
${legend()}
${grid(shown)}
${left.length === 0 ? "" : html`<p class="quiet map-left">Out of scope in every week (${count(left.length)} of ${count(map.length)} criteria): ${left.map(({ criterion }) => criterion).join(", ")}. Listed under Criteria.</p>`}
${fold("The same map as a table", runsTable(shown))}`;
}

function summary(rows: readonly MapRow[]): string {
  const cells = rows.flatMap((each) => each.cells);
  const failing = rows.filter((each) => each.cells.some(({ state }) => state === "failed"));
  const parts = (["operated", "failed", "not-testable", "evidence-gap", "did-not-occur"] as const).flatMap((state) => {
    const found = cells.filter((cell) => cell.state === state).length;
    return found === 0 ? [] : [`${STATE_WORDS[state].title} in ${count(found)}`];
  });
  return `${plural(rows.length, "criterion", "criteria")} over ${plural(rows[0]?.cells.length ?? 0, "week")}, ${plural(cells.length, "cell")}: ${parts.join(", ")}. ${outOf(failing.length, rows.length)} criteria failed in at least one week.`;
}

function grid(rows: readonly MapRow[]): Markup {
  const weeks = rows[0]?.cells.map(({ week }) => week) ?? [];
  return html`<div class="map-frame">
<div class="map-scroll" role="region" aria-label="Period map" tabindex="0">
<table class="map" role="grid" aria-label="State of each criterion in each week" aria-describedby="map-help">
<thead role="rowgroup"><tr role="row" class="months"><th role="columnheader" scope="col" class="corner">Criterion</th>${months(weeks)}</tr>
<tr role="row" class="weeks"><th role="columnheader" scope="col" class="corner"><span class="unseen">Week beginning</span></th>${weeks.map((week) => html`<th role="columnheader" scope="col"><span class="unseen">week of ${week}, </span><span aria-hidden="true">${isDay(week) ? week.slice(8) : week}</span></th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((each, index) => gridRow(each, index === 0))}</tbody></table></div>
<p id="map-help" class="quiet needs-script">Tab to the map, then use the arrow keys, Home and End. Enter opens the criterion.</p>
<p id="map-detail" class="map-detail needs-script" role="status">Choose a cell to read what happened in that week.</p>
</div>`;
}

function months(weeks: readonly string[]): readonly Markup[] {
  const spans: { month: string; weeks: number }[] = [];
  for (const week of weeks) {
    const month = week.slice(0, 7);
    const last = spans.at(-1);
    if (last?.month === month) last.weeks += 1;
    else spans.push({ month, weeks: 1 });
  }
  return spans.map(
    ({ month, weeks: wide }) =>
      html`<th role="columnheader" scope="colgroup" colspan="${wide}"><span class="${wide > 1 ? "" : "unseen"}">${month}</span></th>`,
  );
}

function gridRow({ criterion, title, cells, sentence: text }: MapRow, isFirst: boolean): Markup {
  return html`<tr role="row"><th role="rowheader" scope="row"><span class="map-name"><b>${criterion}</b> <span class="map-title">${title}</span></span><span class="map-sentence">${text}</span></th>${cells.map((cell, index) => gridCell(criterion, cell, isFirst && index === 0))}</tr>
`;
}

function gridCell(criterion: string, { week, state, text }: MapCell, isFirst: boolean): Markup {
  const word = STATE_WORDS[state];
  return html`<td role="gridcell" class="s-${state}" tabindex="${isFirst ? "0" : "-1"}" data-to="${anchor("criterion", criterion)}" aria-label="${criterion}, week of ${week}: ${word.title}. ${text}">${mark(state)}<b aria-hidden="true">${word.letter}</b></td>`;
}

interface Run {
  readonly from: string;
  to: string;
  weeks: number;
  readonly state: CellState;
  readonly text: string;
}

function runsTable(map: readonly MapRow[]): Markup {
  const columns = [
    { title: "Criterion" },
    { title: "Weeks beginning" },
    { title: "Weeks", isNumber: true },
    { title: "State" },
    { title: "What happened" },
  ];
  const rows = map.flatMap(({ criterion, cells }) =>
    runs(cells).map(({ from, to, weeks, state, text }) =>
      row(columns, [
        criterionLink(criterion),
        from === to ? from : `${from} to ${to}`,
        `${count(weeks)} of ${count(cells.length)}`,
        html`${mark(state)} ${STATE_WORDS[state].title} (${STATE_WORDS[state].letter})`,
        sentence(text.charAt(0).toUpperCase() + text.slice(1)),
      ]),
    ),
  );
  return table({ caption: "Period map, weeks of one state and one account together", columns }, rows);
}

/** Weeks in these states are told one by one where they differ; of the others, the state says it all. */
const NEEDS_ACCOUNT: ReadonlySet<CellState> = new Set(["failed", "not-testable", "evidence-gap"]);

function runs(cells: readonly MapCell[]): readonly Run[] {
  const found: Run[] = [];
  for (const { week, state, text } of cells) {
    const last = found.at(-1);
    const account = NEEDS_ACCOUNT.has(state) ? text : STATE_WORDS[state].means;
    if (last !== undefined && last.state === state && last.text === account) {
      last.to = week;
      last.weeks += 1;
    } else {
      found.push({ from: week, to: week, weeks: 1, state, text: account });
    }
  }
  return found;
}
