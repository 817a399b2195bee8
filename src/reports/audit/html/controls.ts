import type { ProjectedControl } from "../../../assess/opinion/projection.js";
import { count, due, lowerFirst, outOf, plural, sentence } from "../figures.js";
import type { AuditReport, ReportControl } from "../model.js";
import { CONCLUSION_WORDS, FREQUENCY_WORDS } from "../words.js";
import { attributesTable } from "./attributes.js";
import { completenessCard } from "./completeness.js";
import { itemsPart } from "./items.js";
import { commaList, controlLink, criterionLink, fold, row, table } from "./layout.js";
import { badge } from "./marks.js";
import { anchor, html, type Markup } from "./markup.js";
import { stripFigure } from "./strip.js";

/** All controls at a glance, then one after another. */
export function controlsBody(report: AuditReport): Markup {
  if (report.controls.length === 0) return html`<p>No control was tested.</p>`;
  return html`${overview(report)}${report.controls.map((control) => controlPart(report, control))}`;
}

function overview({ controls, opinion }: AuditReport): Markup {
  const columns = [
    { title: "Control" },
    { title: "Title" },
    { title: "Conclusion" },
    { title: "Deviated", isNumber: true },
    { title: "Could not tell", isNumber: true },
    { title: "Criteria" },
  ];
  const rows = controls.map((control) => {
    const whole = due(control.counts);
    const conclusion = opinion.controls[control.id]?.conclusion ?? "NOT_APPLICABLE";
    return row(
      columns,
      [
        controlLink(control.id),
        control.title,
        badge(CONCLUSION_WORDS[conclusion].mark, CONCLUSION_WORDS[conclusion].title),
        ofDue(control.counts.deviation, whole),
        ofDue(control.counts.indeterminate, whole),
        html`<span class="quiet">${commaList(control.criteria.key.map(criterionLink))}</span>`,
      ],
      html` data-conclusion="${CONCLUSION_WORDS[conclusion].title}"`,
    );
  });
  const words = [...new Set(controls.map(({ id }) => opinion.controls[id]?.conclusion ?? "NOT_APPLICABLE"))];
  return html`<div class="filter needs-script" role="group" aria-label="Show controls that are concluded">${["All", ...words.map((word) => CONCLUSION_WORDS[word].title)].map((title, index) => html`<button type="button" class="chip" data-filter="${index === 0 ? "" : title}" aria-pressed="${index === 0 ? "true" : "false"}">${title}</button>`)}</div>
<div id="controls-overview">${table({ caption: "Controls with their conclusions; numbers are items due", columns, name: "overview" }, rows)}</div>`;
}

function controlPart(report: AuditReport, control: ReportControl): Markup {
  const projected = report.opinion.controls[control.id];
  const word = CONCLUSION_WORDS[projected?.conclusion ?? "NOT_APPLICABLE"];
  return html`<article class="control" id="${anchor("control", control.id)}" aria-labelledby="${anchor("control", control.id)}-title">
<header><p class="eyebrow">${control.id} · revision ${control.revision}</p><h3 id="${anchor("control", control.id)}-title">${control.title}</h3>
<p>${badge(word.mark, word.title)} <span class="quiet">${sentence(word.means)}</span></p></header>
<div class="promise"><p class="eyebrow">What is promised</p><blockquote>${control.statement}</blockquote></div>
${facts(control, projected)}
${projected?.conclusion === "EFFECTIVE" && control.items.length === 0 ? fold("How it was tested, and what a pass does not prove", testing(report, control)) : testing(report, control)}
</article>
`;
}

/** Of a control that operated on every item nobody needs to read this first: it is folded, and open in print. */
function testing(report: AuditReport, control: ReportControl): Markup {
  return html`${stripFigure(report, control)}
<h4>What was asked of every item</h4>
${attributesTable(control)}
${itemsPart(control)}
${completenessCard(control)}
${aftermath(control)}`;
}

function facts(control: ReportControl, projected: ProjectedControl | undefined): Markup {
  const { counts } = control;
  const whole = due(counts);
  const criteria = [
    ...control.criteria.key.map((id) => html`${criterionLink(id)} key`),
    ...control.criteria.supporting.map((id) => html`${criterionLink(id)} supporting`),
  ];
  return html`<dl class="figures">
<div><dt>Deviated</dt><dd>${ofDueLarge(counts.deviation, whole)}</dd></div>
<div><dt>Could not tell</dt><dd>${ofDueLarge(counts.indeterminate, whole)}</dd></div>
<div><dt>Population</dt><dd>${control.population_title}</dd></div>
<div><dt>Performed</dt><dd>${FREQUENCY_WORDS[control.frequency] ?? control.frequency}; ${control.risk} risk</dd></div>
<div><dt>Criteria</dt><dd>${commaList(criteria)}</dd></div>
${projected === undefined ? "" : judgement(projected)}
</dl>${notApplicable(control)}`;
}

function ofDue(part: number, whole: number): string {
  return whole === 0 ? "none due" : outOf(part, whole);
}

function ofDueLarge(part: number, whole: number): Markup {
  return whole === 0 ? html`none due` : html`<b>${count(part)}</b> of ${count(whole)} due`;
}

function judgement({
  tolerable,
  pattern,
  finding,
  severity,
  because,
  provisional,
  extend_by,
}: ProjectedControl): Markup {
  const words = [
    `tolerable rate ${tolerable}`,
    ...(pattern === null ? [] : [`pattern ${pattern.toLowerCase()}`]),
    ...(finding === null ? [] : [`finding ${finding}${severity === null ? "" : ` (${severity})`}`]),
    ...(provisional ? ["provisional"] : []),
    ...(extend_by === null ? [] : [`${count(extend_by)} more items asked for`]),
    `rules ${because.join(", ")}`,
  ];
  return html`<div class="broad"><dt>Judged by</dt><dd>${words.join("; ")}</dd></div>`;
}

function notApplicable({ not_applicable }: ReportControl): Markup {
  const proofs = Object.entries(not_applicable);
  if (proofs.length === 0) return html``;
  return html`<p class="quiet">Not applicable: ${proofs.map(([proof, value], index) => html`${index === 0 ? "" : "; "}${lowerFirst(proof)} (${plural(value, "time")})`)}.</p>`;
}

function aftermath({ causes, remediation, limits }: ReportControl): Markup {
  return html`<div class="columns">
<div><h4>What a pass does not prove</h4>${limits.length === 0 ? html`<p>Nothing was noted.</p>` : html`<ul>${limits.map((each) => html`<li>${each}</li>`)}</ul>`}</div>
<div><h4>Usual causes</h4>${causes.length === 0 ? html`<p>None was noted.</p>` : html`<ul>${causes.map((each) => html`<li>${each}</li>`)}</ul>`}</div>
<div><h4>How to mend it</h4><p>${remediation}</p></div>
</div>`;
}
