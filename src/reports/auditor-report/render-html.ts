import { moment, plural } from "../audit/figures.js";
import { fold, section, table, row as tableRow } from "../audit/html/layout.js";
import { badge, markSprite } from "../audit/html/marks.js";
import { anchor, html, type Markup } from "../audit/html/markup.js";
import { BASE } from "../audit/html/styles/base.js";
import { PRINT } from "../audit/html/styles/print.js";
import { TABLES } from "../audit/html/styles/tables.js";
import { TOKENS } from "../audit/html/styles/tokens.js";
import { wholePage } from "../audit/html/whole-page.js";
import type { AuditorReportView, ComparisonView, RowView } from "./model.js";
import { censusText, chanceText, matchText, opinionLine, ROW_WORDS, STANDING_WORDS, seenText } from "./words.js";

/** What this page has beyond the parts that all reports share. */
const OWN = `
.solo{max-width:68rem;margin:0 auto;padding:3rem clamp(1rem,3vw,3rem) 4rem}
.said{border-left:3px solid var(--edge);padding:.1rem 0 .1rem 1rem;margin:1rem 0;max-width:72ch}
.said dt{color:var(--quiet);font-size:.85rem;margin-top:.5rem}
.said dd{margin:0;white-space:pre-line}
.meaning{margin-top:.6rem}
article.row{margin-top:2.5rem}
article.row h3{margin:.3rem 0 .4rem}
`;

/** The view as one HTML file that needs nothing else and runs no script. The same view gives the same bytes. */
export function renderAuditorReportHtml(view: AuditorReportView): string {
  const styles = [TOKENS, BASE, TABLES, PRINT, OWN].join("\n");
  const title = `${view.is_sample ? "SAMPLE DATA: " : ""}${view.organisation}, the auditor's report beside the evidence`;
  const body = html`${markSprite()}
<div class="solo">
<header class="masthead">
${view.is_sample ? html`<p class="sample"><b>SAMPLE DATA</b> An invented company. Nothing here is evidence of anything.</p>` : ""}
<p class="eyebrow">The auditor's report: ${opinionLine(view)}</p>
<h1>${view.organisation}</h1>
<p>Every row in the auditor's own words, and beside it what the whole population shows. Evidence as of ${moment(view.as_of)}.</p>
</header>
<main>
${section({ id: "criteria", title: view.opinion === "unqualified" ? "Criteria with exceptions" : "Criteria to win back", body: criteriaBody(view) })}
${section({ id: "rows", title: "Row by row", body: rowsBody(view) })}
${section({ id: "files", title: "What was read, and what was not", body: filesBody(view) })}
</main>
<footer class="colophon"><p>${view.disclaimer}</p><p>Made by Lookback ${view.lookback}; data ${view.schema}.</p></footer>
</div>`;
  return wholePage({ title, lookback: view.lookback, styles, body, isStatic: true });
}

function criteriaBody({ criteria }: AuditorReportView): Markup {
  if (criteria.length === 0) {
    return html`<p>No criterion is named by the basis or by a row with an exception. That says nothing about criteria nobody read.</p>`;
  }
  const columns = [
    { title: "Criterion" },
    { title: "In our words", name: "wide" },
    { title: "Standing" },
    { title: "Named by" },
  ];
  const rows = criteria.map(({ criterion, title, is_in_basis, rows: ids, standing, meaning }) =>
    tableRow(columns, [
      criterion,
      html`${title}<br><span class="quiet">${meaning}</span>`,
      badge(STANDING_WORDS[standing].mark, STANDING_WORDS[standing].title),
      html`${is_in_basis ? "basis for the opinion" : "rows alone"}${ids.map((id) => html`<br><a class="id" href="#${anchor("row", id)}">${id}</a>`)}`,
    ]),
  );
  return html`<p class="lede">Only the auditor's own next tests can win a criterion back. This list says what stands in the way.</p>${table({ caption: "Criteria to win back", columns }, rows)}`;
}

function rowsBody({ rows }: AuditorReportView): Markup {
  if (rows.length === 0) return html`<p>No row was read. The lines that were kept unread are below.</p>`;
  return html`${rows.map(rowPart)}`;
}

function rowPart(row: RowView): Markup {
  const { title, mark } = ROW_WORDS[row.state];
  const criteria = row.criteria.length === 0 ? "no criterion named" : row.criteria.join(", ");
  return html`<article class="row" id="${anchor("row", row.id)}">
<p class="eyebrow">${row.id} · ${row.file}, ${row.place}${row.is_current ? "" : " · only in a file that was replaced, kept all the same"}</p>
<h3>${row.control_no === null ? "Control without a number" : `Control ${row.control_no}`} <span class="quiet">${criteria}</span></h3>
<p>${badge(mark, title)}</p>
<dl class="said" aria-label="The auditor's words">${row.words.map(({ title: name, text }) => html`<dt>${name ?? "In the auditor's words"}</dt><dd>${text}</dd>`)}</dl>
${row.repeats === null ? "" : html`<p>Tells <a class="id" href="#${anchor("row", row.repeats)}">${row.repeats}</a> again, with management's response.</p>`}
${row.doubtful.map(({ words, why }) => html`<p class="notice">Not counted: “${words}”, ${why}.</p>`)}
${row.repeats === null ? comparisonsTable(row) : ""}
${row.proposals.length === 0 ? "" : proposalsPart(row)}
</article>
`;
}

function comparisonsTable({ id, comparisons }: RowView): Markup {
  const columns = [
    { title: "The auditor" },
    { title: "Our control" },
    { title: "Census found" },
    { title: "Chance of one or more" },
    { title: "Chance of as many" },
  ];
  const rows = comparisons.map((comparison) =>
    tableRow(columns, [
      html`${seenText(comparison)}${comparison.seen === null || comparison.seen.about === "" ? "" : html`<br><span class="quiet">${comparison.seen.about}</span>`}`,
      html`${matchText(comparison)}${comparison.match === null ? "" : html`<br><span class="quiet">${comparison.match.title}</span>`}`,
      censusText(comparison),
      chanceText(comparison.chance_of_any_millionths) ?? "not computed",
      chanceText(comparison.chance_of_as_many_millionths) ?? "not computed",
    ]),
  );
  return html`${table({ caption: `${id}: auditor and census`, columns }, rows)}${comparisons.map(meaningPart)}`;
}

function meaningPart({ meaning, census }: ComparisonView): Markup {
  const reasons = census?.reasons ?? [];
  return html`<p class="meaning">${meaning}</p>${reasons.length === 0 ? "" : fold(`Why the list is not proven (${reasons.length})`, html`<ul>${reasons.map((why) => html`<li>${why}</li>`)}</ul>`)}`;
}

function proposalsPart({ id, proposals }: RowView): Markup {
  return html`<h4>It may be about</h4><ul>${proposals.map(({ control, attribute, score, reasons }) => html`<li><b>${control}${attribute === null ? "" : `.${attribute}`}</b> (${score}): ${reasons.join("; ")}</li>`)}</ul><p class="quiet">Nothing is matched until somebody says so: <code>lookback report match ${id} ${proposals[0]?.control ?? "CONTROL"}</code></p>`;
}

function filesBody({ files }: AuditorReportView): Markup {
  return html`${files.map(
    ({ id, file, replaces, sha256, imported_at, rows, accounting, problems, statements, unread }) => {
      const { pieces, in_rows, in_statements, headings } = accounting;
      return html`<h3>${file}</h3>
<p>${plural(pieces, "line")}: ${in_rows} in ${plural(rows, "row")}, ${in_statements} in the opinion and its basis, ${plural(headings, "heading")}, ${accounting.unread} unread. Imported ${moment(imported_at)} as <code>${id}</code>${replaces === null ? "" : html` in place of <code>${replaces}</code>, which counts no more`}, digest <code title="${sha256}">${sha256.slice(0, 12)}</code>.</p>
${problems.map(({ place, message, fix }) => html`<p class="notice">${place}: ${message}. ${fix}</p>`)}
${statements.map(({ kind, text }) => html`<dl class="said"><dt>${kind === "basis" ? "Basis, in the auditor's words" : "Opinion, in the auditor's words"}</dt><dd>${text}</dd></dl>`)}
${unread.length === 0 ? "" : fold(`Unread lines, word by word (${unread.length})`, html`<dl class="said">${unread.map(({ place, text }) => html`<dt>${place}</dt><dd>${text}</dd>`)}</dl>`)}`;
    },
  )}`;
}
