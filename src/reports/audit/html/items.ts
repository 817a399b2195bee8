import { count, moment, outOf, plural } from "../figures.js";
import type { ReportControl, ReportItem } from "../model.js";
import { explainCommand } from "../sentences.js";
import { kindWord, OUTCOME_WORDS } from "../words.js";
import { command, fold, prose, row, table, time } from "./layout.js";
import { badge } from "./marks.js";
import { anchor, html, type Markup } from "./markup.js";

/** A page stays readable, and small enough to mail; the rest is in the CSV and the JSON. */
export const ITEMS_SHOWN_MAX = 200;
/** The first ones stand open; the others of a long list are folded behind them, and open in print. */
const ITEMS_OPEN = 8;

/** Items with a deviation, an open question or a deadline ahead, each with facts, evidence and how to see more. */
export function itemsPart(control: ReportControl): Markup {
  const { items, id, csv } = control;
  if (items.length === 0) return html`<h4>Items to look at</h4><p>None: no item deviated, none is open.</p>`;
  const shown = items.slice(0, ITEMS_SHOWN_MAX);
  const columns = [
    { title: "Item" },
    { title: "What was found", name: "wide" },
    { title: "What it rests on", name: "rests" },
  ];
  const rows = shown.map((item) =>
    row(
      columns,
      [itemCell(item), html`<ul class="outcomes">${item.outcomes.map(outcome)}</ul>`, restsOn(item)],
      html` id="${itemAnchor(id, item.id)}"`,
    ),
  );
  const rest = items.length - shown.length;
  return html`<h4>Items to look at</h4>
${rest === 0 ? "" : html`<p class="notice">The first ${outOf(shown.length, items.length)} are shown. The other ${count(rest)} are in the ${csv === null ? "" : "CSV and the "}JSON of this report.</p>`}
${table({ caption: `${id}: ${plural(items.length, "item")} with a deviation, an open question or a deadline ahead`, columns, name: "items" }, rows.slice(0, ITEMS_OPEN))}
${rows.length <= ITEMS_OPEN ? "" : fold(`The other ${count(rows.length - ITEMS_OPEN)} items`, table({ caption: `${id}: the other items`, columns, name: "items" }, rows.slice(ITEMS_OPEN)))}`;
}

/** The anchors of the items that the page shows; the others are only in the CSV and the JSON. */
export function itemAnchors(controls: readonly ReportControl[]): ReadonlySet<string> {
  return new Set(
    controls.flatMap(({ id, items }) => items.slice(0, ITEMS_SHOWN_MAX).map((item) => itemAnchor(id, item.id))),
  );
}

export function itemAnchor(control: string, item: string): string {
  return anchor("item", `${control}-${item}`);
}

function itemCell({ id, label, occurred_at, unit, actor }: ReportItem): Markup {
  const where = [...(unit === null ? [] : [unit]), ...(actor === null ? [] : [`by ${actor}`])];
  return html`<b>${label}</b><span class="item-when">${time(occurred_at, moment(occurred_at))}</span>${where.length === 0 ? "" : html`<span class="quiet">${where.join(", ")}</span>`}<code class="item-id">${id}</code>`;
}

function outcome({ attribute, state, kind, cause, text }: ReportItem["outcomes"][number]): Markup {
  const word = OUTCOME_WORDS[state];
  const reason = kind ?? cause;
  return html`<li>${badge(word.mark, `${attribute}: ${reason === null ? word.title : kindWord(reason)}`)} ${prose(text)}</li>`;
}

function restsOn({ id, facts, evidence }: ReportItem): Markup {
  const known = Object.entries(facts);
  return html`<details class="rests-on"><summary>${plural(known.length, "fact")}, ${plural(evidence.length, "piece")} of evidence</summary>
${known.length === 0 ? "" : html`<dl class="facts">${known.map(([name, value]) => html`<div><dt>${name.replaceAll("_", " ")}</dt><dd>${fact(value)}</dd></div>`)}</dl>`}
${evidence.length === 0 ? html`<p>No row of evidence stands behind it.</p>` : html`<ul class="evidence">${evidence.map(({ sha256, pointer }) => html`<li><code title="${sha256}">${sha256.slice(0, 12)}</code> <span>${pointer === "" ? "whole file" : pointer}</span></li>`)}</ul>`}
</details>${command(explainCommand(id))}`;
}

function fact(value: ReportItem["facts"][string]): string {
  if (value === null) return "the source is silent";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? count(value) : moment(value);
}
