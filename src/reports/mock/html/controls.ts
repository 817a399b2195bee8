import { isUnlisted } from "../../../statistics/selection/selection-record.js";
import { count, moment, outOf, plural } from "../../audit/figures.js";
import { fold, prose, row, table, time } from "../../audit/html/layout.js";
import { badge } from "../../audit/html/marks.js";
import { anchor, html, type Markup } from "../../audit/html/markup.js";
import { kindWord, OUTCOME_WORDS } from "../../audit/words.js";
import type { MockControl, MockItem, MockReport } from "../model.js";
import { percentText } from "../text.js";
import { concludedBadge } from "./overview.js";

/** A page stays readable; the rest is in the control's CSV. */
const ITEMS_SHOWN_MAX = 200;

/** The workpaper of each control: plan, draw, items, conclusion, truth. */
export function controlsBody({ controls }: MockReport): Markup {
  if (controls.length === 0) return html`<p>No control took part.</p>`;
  return html`${controls.map(workpaper)}`;
}

function workpaper(control: MockControl): Markup {
  return html`<article class="control" id="${anchor("control", control.id)}" aria-labelledby="${anchor("title", control.id)}">
<header><p class="eyebrow">${control.id} · ${control.risk} risk</p><h3 id="${anchor("title", control.id)}">${control.title}</h3>
<p>${concludedBadge(control.concluded)} <span class="quiet">${control.next_text}</span></p></header>
<div class="promise"><p class="eyebrow">What is promised</p><blockquote>${control.statement}</blockquote></div>
${planFigures(control)}
<p>${control.attained}</p>
<p><b>${control.comparison}</b></p>
${detectionTable(control)}
${control.selections.map((selection) => selectionPart(control, selection))}
${itemsPart(control)}
${control.taken_whole.map(({ attribute, items, deviations }) => html`<p>Attribute ${attribute} applies to ${plural(items, "item")} only, so all were asked, drawn or not: ${outOf(deviations, items)} deviated.</p>`)}
${earlierDraws(control)}
</article>
`;
}

function planFigures({ plan, plan_record }: MockControl): Markup {
  const stages = plan.stages.map(
    ({ n, accept, reject }, index) =>
      `stage ${index + 1}: ${count(n)} in all, accept at ${accept}, give up at ${reject ?? "no later stage"}`,
  );
  return html`<h4>The plan, registered before testing (record ${plan_record})</h4>
<dl class="figures small">
<div class="broad"><dt>Size</dt><dd>${plan.because}</dd></div>
<div><dt>Population due</dt><dd>${count(plan.population)}${plan.excluded === 0 ? "" : `; ${count(plan.excluded)} more are listed, proven not to belong or not due`}</dd></div>
<div><dt>Stages</dt><dd>${stages.length === 0 ? "one: everything" : stages.join("; ")}</dd></div>
<div><dt>Extension</dt><dd>${plan.extension_reason}</dd></div>
<div><dt>Tolerable rate, risk taken</dt><dd>${plan.tolerable}, ${plan.overreliance}</dd></div>
<div><dt>True risk of the plan</dt><dd>${plan.true_risk === null ? "none: nothing is left out" : percentText(plan.true_risk)}</dd></div>
</dl>`;
}

function detectionTable({ id, detection, census }: MockControl): Markup {
  if (detection.length === 0) return html``;
  const columns = [
    { title: "A random sample of", isNumber: false },
    { title: "shows at least one deviation", isNumber: true },
    { title: "at least two", isNumber: true },
  ];
  const rows = detection.map(({ n, at_least_one, at_least_two }) =>
    row(columns, [plural(n, "item"), percentText(at_least_one), percentText(at_least_two)]),
  );
  return html`<h4>What an auditor would probably see</h4>
${table({ caption: `${id}: chance of seeing the ${plural(census.deviation, "deviation")} of the whole population`, columns, name: "compact" }, rows)}
<p class="quiet">Exact, from the whole population. Never a reason not to fix.</p>`;
}

function selectionPart(control: MockControl, selection: MockControl["selections"][number]): Markup {
  const { stage, record, method, n, selected_at, tester, reviewer, replacements, warnings, reason, population, seed } =
    selection;
  const said = [
    `${plural(n, "item")} by ${method === "all" ? "taking all" : `${method} selection`}`,
    ...(seed === null || method === "all" ? [] : [`seed ${seed}`]),
    `tester ${tester}`,
    reviewer === null ? "no reviewer named" : `reviewer ${reviewer}`,
    ...(reason === null ? [] : [reason]),
  ];
  return html`<h4>${stage === 0 ? "The draw" : "The extension"} (record ${record}, ${time(selected_at, moment(selected_at))})</h4>
<p>${said.join("; ")}. Population ${population.name}: ${plural(population.count, "item")}, hash <code class="hash">${population.hash}</code>.</p>
${warnings.map((warning) => html`<p class="notice">${warning}</p>`)}
${replacements.length === 0 ? "" : fold(`${plural(replacements.length, "item")} replaced by the next rank`, replacementsTable(control, replacements))}`;
}

function replacementsTable(
  { id }: MockControl,
  replacements: MockControl["selections"][number]["replacements"],
): Markup {
  const columns = [{ title: "Item" }, { title: "Replaced by" }, { title: "Why" }];
  const rows = replacements
    .slice(0, ITEMS_SHOWN_MAX)
    .map(({ item, by, reason }) => row(columns, [item, by ?? "nothing was left", reason]));
  return table({ caption: `${id}: replaced items`, columns }, rows);
}

function itemsPart({ id, items, selections }: MockControl): Markup {
  if (items.length === 0) {
    return html`<h4>Items tested</h4><p>None is listed one by one: nothing was due, or all items were examined and are in the population's CSV.</p>`;
  }
  const columns = [{ title: "Item" }, { title: "Outcome by attribute", name: "wide" }, { title: "Two people" }];
  const rows = items
    .slice(0, ITEMS_SHOWN_MAX)
    .map((item) => row(columns, [itemCell(item), outcomes(item), people(item)]));
  const rest = items.length - rows.length;
  const isWhole = selections.some(isUnlisted);
  return html`<h4>Items tested</h4>
${isWhole ? html`<p>All items were examined and are in the population's CSV; listed here are those that people gave a verdict on.</p>` : ""}
${rest === 0 ? "" : html`<p class="notice">The first ${outOf(rows.length, items.length)} are shown; all are in workpapers/${id}.csv.</p>`}
${fold(plural(items.length, "item"), table({ caption: `${id}: ${isWhole ? "items with a verdict" : "items in the order drawn"}`, columns, name: "items" }, rows))}`;
}

function itemCell({ ordinal, label, occurred_at, unit, stage, id }: MockItem): Markup {
  return html`${ordinal}. <b>${label}</b><span class="item-when">${time(occurred_at, moment(occurred_at))}</span>${unit === null ? "" : html`<span class="quiet">${unit}</span>`}${stage === 0 ? "" : html`<span class="quiet">extension</span>`}<code class="item-id">${id}</code>`;
}

function outcomes(item: MockItem): Markup {
  return html`<ul class="outcomes">${item.outcomes.map(({ attribute, state, kind, cause, text }) => {
    const word = OUTCOME_WORDS[state];
    const reason = kind ?? cause;
    return html`<li>${badge(word.mark, `${attribute}: ${reason === null ? word.title : kindWord(reason)}`)} ${prose(text)}</li>`;
  })}</ul>`;
}

function people(item: MockItem): Markup {
  const told = item.outcomes.filter(({ verdicts }) => verdicts.state !== "none");
  const needed = item.outcomes.some(({ state, verdicts }) => state === "deviation" && verdicts.state === "none");
  const lines = told.map(({ attribute, verdicts }) => {
    const said = [verdicts.tester, verdicts.reviewer].flatMap((each) =>
      each === null ? [] : [`${each.by} found ${each.finding}`],
    );
    return html`<li>${attribute}: ${verdicts.state}. ${said.join("; ")}${verdicts.why_open === null ? "" : html`. <b>Open: ${verdicts.why_open}.</b>`}</li>`;
  });
  if (lines.length > 0) return html`<ul class="outcomes">${lines}</ul>`;
  return html`${needed ? "suspected; a failure needs a tester and a reviewer" : "no verdict"}`;
}

function earlierDraws({ earlier_draws }: MockControl): Markup {
  if (earlier_draws.length === 0) return html``;
  return html`<h4>Earlier draws of this control</h4><ul>${earlier_draws.map(({ record, at, seed, n }) => html`<li>Record ${record}, ${time(at, moment(at))}: ${plural(n, "item")}, seed ${seed ?? "none"}</li>`)}</ul>`;
}
