import { count, moment, outOf, plural, sentence, span } from "../figures.js";
import type { AuditReport, ReportControl } from "../model.js";
import { fold, row, table } from "./layout.js";
import { badge } from "./marks.js";
import { html, type Markup } from "./markup.js";

type Completeness = ReportControl["completeness"];

/** Where the list came from and whether it is all of it. */
export function completenessCard(control: ReportControl): Markup {
  const { completeness, csv, id } = control;
  const { is_reliable, reasons, gaps, population_hash, rejected_rows } = completeness;
  return html`<section class="card" aria-label="${id}: is the list complete?">
<h4>Is the list complete?</h4>
<p>${badge(is_reliable ? "operated" : "not-testable", is_reliable ? "The list can be relied upon" : "The list cannot be relied upon")}</p>
${reasons.length === 0 ? "" : html`<ul>${reasons.map((reason) => html`<li>${sentence(reason)}</li>`)}</ul>`}
${sources(control)}
${secondSource(completeness)}
<h5>Stretches that nobody saw</h5>
${gaps.length === 0 ? html`<p>None: the sources cover what they were asked for.</p>` : gapsTable(`${id}: stretches that nobody saw`, gaps)}
<dl class="figures small">
<div><dt>Rejected rows</dt><dd>${rejectedText(rejected_rows)}</dd></div>
<div><dt>Population hash</dt><dd>${population_hash === null ? "none: there is no complete list to name" : html`<code class="hash">${population_hash}</code>`}</dd></div>
<div><dt>Whole list</dt><dd>${csv === null ? "not written" : html`<a href="${localPath(csv)}">${csv}</a>`}</dd></div>
</dl>
${fold("The query that made the list", html`<pre tabindex="0" role="region" aria-label="Query of ${id}"><code>${completeness.query}</code></pre>`, "is-screen-only")}
</section>`;
}

/** Gaps as a table: what, for what, when, why, and what to do. */
export function gapsTable(caption: string, gaps: AuditReport["not_seen"]): Markup {
  const columns = [
    { title: "Stream" },
    { title: "Scope" },
    { title: "From, to" },
    { title: "Why" },
    { title: "What to do" },
  ];
  const rows = gaps.map(({ stream, scope, from, to, reason, fix }) =>
    row(columns, [stream, scopeText(scope), span(from, to), sentence(reason), fix]),
  );
  return table({ caption, columns }, rows);
}

function sources({ id, completeness }: ReportControl): Markup {
  if (completeness.sources.length === 0) return html`<p>No source of the list is on record.</p>`;
  const columns = [
    { title: "Source" },
    { title: "Stream" },
    { title: "Scope" },
    { title: "Covers" },
    { title: "Rows read of those declared", isNumber: true },
  ];
  const rows = completeness.sources.map(({ source, stream, scope, from, to, rows: read, declared }) =>
    row(columns, [
      source,
      stream,
      scopeText(scope),
      `${moment(from)} to ${moment(to)}`,
      declared === null ? `${count(read)}, none declared` : outOf(read, declared),
    ]),
  );
  const list = table({ caption: `${id}: sources of the list`, columns }, rows);
  return rows.length <= SOURCES_OPEN ? list : fold(`${count(rows.length)} sources of the list`, list);
}

/** Two bars and a remainder: what only one of two independent lists holds. */
function secondSource({ second_source: second }: Completeness): Markup {
  if (second === null) return html`<h5>A second list</h5><p>No independent list of the same things is declared.</p>`;
  if (!second.is_available) {
    return html`<h5>A second list: ${second.title}</h5><p>It was not available, so the two could not be compared.</p>`;
  }
  const { first_only, second_only, unexplained } = second;
  const widest = Math.max(first_only, second_only, 1);
  return html`<h5>A second list: ${second.title}</h5>
<div class="two-bars">${bar("Only in our list", first_only, widest)}${bar("Only in the second list", second_only, widest)}</div>
${
  unexplained.length === 0
    ? html`<p>${first_only + second_only === 0 ? "Both lists name the same things." : `All ${plural(first_only + second_only, "difference")} are explained.`} Nothing remains unexplained.</p>`
    : html`<p><b>${outOf(unexplained.length, Math.max(first_only + second_only, unexplained.length))} differences remain unexplained:</b></p><ul class="remainder">${unexplained.slice(0, REMAINDER_MAX).map(({ key, side }) => html`<li><code>${key}</code> ${side}</li>`)}</ul>${unexplained.length > REMAINDER_MAX ? html`<p>The other ${count(unexplained.length - REMAINDER_MAX)} are in the JSON of this report.</p>` : ""}`
}`;
}

const REMAINDER_MAX = 50;
const SOURCES_OPEN = 12;
const BAR_WIDTH = 200;

function bar(title: string, value: number, widest: number): Markup {
  const width = Math.round((value / widest) * BAR_WIDTH);
  return html`<div class="bar"><span>${title}</span><svg viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="bar-rail" d="M0 9.5h${BAR_WIDTH}"/>${value === 0 ? "" : html`<path class="bar-fill" d="M0 0h${Math.max(2, width)}v10H0z"/>`}</svg><b>${count(value)}</b></div>`;
}

function rejectedText(rows: number): string {
  return rows === 0 ? "none" : `${plural(rows, "row")} could not be read: see Rejected rows`;
}

function scopeText(scope: string): string {
  return scope === "*" ? "everything" : scope;
}

/** A link that can only stay beside the report, or beside the reports of a pack: no scheme, no host. */
function localPath(path: string): string {
  const safe = path
    .split("/")
    .filter((part) => part !== "" && part !== "." && part !== "..")
    .map((part) => encodeURIComponent(part.toWellFormed()));
  return `${path.startsWith("../reports/") ? ".." : "."}/${safe.join("/")}`;
}
