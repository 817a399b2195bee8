import { moment } from "../figures.js";
import type { AuditReport } from "../model.js";
import { OPINION_WORDS } from "../words.js";
import { criteriaBody, glossaryBody, notSeenBody, registerBody, rejectsBody, traceBody } from "./appendix.js";
import { controlsBody } from "./controls.js";
import { type Section, section, time } from "./layout.js";
import { markSprite } from "./marks.js";
import { anchor, html, type Markup } from "./markup.js";
import { namedBody, opinionBody, pathBody } from "./opinion.js";
import { mapBody } from "./period-map.js";
import { printFooter, STYLES } from "./styles.js";
import { wholePage } from "./whole-page.js";

/**
 * The whole report as one HTML file that needs nothing else: no network, no fonts, no server. Its own policy forbids
 * any request and any script but the two it carries. Everything can be read without scripts. The same report gives
 * the same bytes.
 */
export function renderAuditHtml(report: AuditReport): string {
  const sections = sectionsOf(report);
  const styles = `${STYLES}${printFooter(report)}`;
  const body = html`${markSprite()}
<a class="skip" href="#opinion">Skip to the projected opinion</a>
${report.is_sample ? html`<svg class="watermark" viewBox="0 0 210 297" aria-hidden="true" focusable="false"><text x="105" y="150" text-anchor="middle">SAMPLE DATA</text></svg>` : ""}
<div class="page">
${navigation(report, sections)}
<div class="content">
${masthead(report)}
<main>
${sections.map(section)}</main>
${colophon(report)}
</div>
</div>`;
  return wholePage({ title: title(report), lookback: report.lookback, styles, body });
}

function sectionsOf(report: AuditReport): readonly Section[] {
  return [
    { id: "opinion", title: "Projected opinion", body: opinionBody(report) },
    { id: "named", title: "What an opinion would name", body: namedBody(report) },
    { id: "path", title: "The shortest path to a better one", body: pathBody(report) },
    { id: "map", title: "When it held, and when not", body: mapBody(report) },
    { id: "not-seen", title: "What could not be seen", body: notSeenBody(report) },
    { id: "controls", title: "Controls", body: controlsBody(report) },
    { id: "criteria", title: "Criteria", body: criteriaBody(report) },
    { id: "exceptions", title: "Register of exceptions", body: registerBody(report) },
    { id: "trace", title: "How the rules got there", body: traceBody(report) },
    { id: "rejects", title: "Rejected rows", body: rejectsBody(report) },
    { id: "words", title: "Our words", body: glossaryBody() },
  ];
}

function title({ organisation, period, is_sample }: AuditReport): string {
  return `${is_sample ? "SAMPLE DATA: " : ""}${organisation}, projected opinion for ${period.from} to ${period.to}`;
}

function masthead({ organisation, period, as_of, time_zone, is_sample, opinion }: AuditReport): Markup {
  return html`<header class="masthead">
${is_sample ? html`<p class="sample"><b>SAMPLE DATA</b> An invented company. Nothing here is evidence of anything.</p>` : ""}
<p class="eyebrow">SOC 2 type ${opinion.engagement} · projection by Lookback</p>
<h1>${organisation}</h1>
<dl class="figures">
<div><dt>Period</dt><dd>${time(period.from, period.from)} to ${time(period.to, period.to)}, both days included</dd></div>
<div><dt>Days begin and end in</dt><dd>${time_zone}</dd></div>
<div><dt>Evidence as of</dt><dd>${time(as_of, moment(as_of))}</dd></div>
</dl>
</header>
`;
}

function navigation(report: AuditReport, sections: readonly Section[]): Markup {
  return html`<nav class="side" aria-label="Sections">
<div class="side-head"><p class="side-name">${report.organisation}</p><p class="side-verdict">Projected: <b>${OPINION_WORDS[report.opinion.overall.projected].title}</b></p>${report.is_sample ? html`<p class="side-sample">SAMPLE DATA</p>` : ""}</div>
<ul>${sections.map(
    ({ id, title: text }) =>
      html`<li><a href="#${id}">${text}</a>${id === "controls" && report.controls.length > 0 ? html`<ul>${report.controls.map((control) => html`<li><a href="#${anchor("control", control.id)}">${control.id}</a></li>`)}</ul>` : ""}</li>`,
  )}</ul>
<div class="tools needs-script"><button type="button" id="theme" class="chip">Dark theme</button><button type="button" id="unfold" class="chip" aria-pressed="false">Open everything</button></div>
</nav>`;
}

function colophon({ opinion, lookback, as_of, schema }: AuditReport): Markup {
  return html`<footer class="colophon"><p>${opinion.disclaimer}</p><p>Made by Lookback ${lookback} from evidence as of ${moment(as_of)}; rules ${opinion.rules}; data ${schema}.</p></footer>`;
}
