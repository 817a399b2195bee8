import { moment } from "../../audit/figures.js";
import { type Section, section, time } from "../../audit/html/layout.js";
import { markSprite } from "../../audit/html/marks.js";
import { anchor, html, type Markup } from "../../audit/html/markup.js";
import { STYLES } from "../../audit/html/styles.js";
import { wholePage } from "../../audit/html/whole-page.js";
import { MOCK_NOTICE, MOCK_WATERMARK, type MockReport } from "../model.js";
import { controlsBody } from "./controls.js";
import { overviewBody, projectionBody, traceBody } from "./overview.js";
import { populationsBody, requestsBody } from "./requests.js";

/**
 * The mock audit as one HTML file that needs nothing else: no network, no script, no server. Every screen and every
 * printed page carries the mark that it is no opinion; nobody signs it. The same report gives the same bytes.
 */
export function renderMockHtml(report: MockReport): string {
  const styles = `${STYLES}${MOCK_STYLES}`;
  const sections = sectionsOf(report);
  const title = `${MOCK_WATERMARK} ${report.organisation}, ${report.period.from} to ${report.period.to}`;
  const body = html`${markSprite()}
<a class="skip" href="#overview">Skip to the samples</a>
<p class="mock-band">${MOCK_WATERMARK}</p>
<svg class="watermark" viewBox="0 0 210 297" aria-hidden="true" focusable="false"><text x="105" y="150" text-anchor="middle">${MOCK_WATERMARK}</text></svg>
<div class="page">
${navigation(report, sections)}
<div class="content">
${masthead(report)}
<main>
${sections.map(section)}</main>
<footer class="colophon"><p>${MOCK_NOTICE}</p><p>Made by Lookback ${report.lookback} from evidence as of ${moment(report.as_of)}; data ${report.schema}. Nobody signs this.</p></footer>
</div>
</div>`;
  return wholePage({ title, lookback: report.lookback, styles, body, isStatic: true });
}

function sectionsOf(report: MockReport): readonly Section[] {
  return [
    { id: "overview", title: "Samples beside the whole populations", body: overviewBody(report) },
    { id: "projection", title: "What the rules make of both", body: projectionBody(report) },
    { id: "populations", title: "Populations, frozen before the draw", body: populationsBody(report) },
    { id: "controls", title: "Workpapers", body: controlsBody(report) },
    { id: "requests", title: "Request list", body: requestsBody(report) },
    { id: "trace", title: "How the rules got there", body: traceBody(report) },
  ];
}

function masthead(report: MockReport): Markup {
  const { organisation, period, as_of, time_zone, seed, profile, engagement, is_sample } = report;
  return html`<header class="masthead">
${is_sample ? html`<p class="sample"><b>SAMPLE DATA</b> An invented company. Nothing here is evidence of anything.</p>` : ""}
<p class="eyebrow">Mock audit, imitating a SOC 2 type ${engagement} examination</p>
<h1>${organisation}</h1>
<p class="notice">${MOCK_NOTICE}</p>
<dl class="figures">
<div><dt>Period</dt><dd>${time(period.from, period.from)} to ${time(period.to, period.to)}, both days included</dd></div>
<div><dt>Days begin and end in</dt><dd>${time_zone}</dd></div>
<div><dt>Evidence as of</dt><dd>${time(as_of, moment(as_of))}</dd></div>
<div><dt>Seed</dt><dd><code>${seed.seed}</code>, stored ${time(seed.stored_at, moment(seed.stored_at))} by ${seed.by} (record ${seed.record})</dd></div>
<div><dt>Sample sizes</dt><dd>${profile.name} <code title="${profile.sha256}">${profile.sha256.slice(0, 12)}</code></dd></div>
</dl>
</header>
`;
}

function navigation({ organisation, controls }: MockReport, sections: readonly Section[]): Markup {
  return html`<nav class="side" aria-label="Sections">
<div class="side-head"><p class="side-name">${organisation}</p><p class="side-sample">${MOCK_WATERMARK}</p></div>
<ul>${sections.map(
    ({ id, title }) =>
      html`<li><a href="#${id}">${title}</a>${id === "controls" && controls.length > 0 ? html`<ul>${controls.map((control) => html`<li><a href="#${anchor("control", control.id)}">${control.id}</a></li>`)}</ul>` : ""}</li>`,
  )}</ul>
</nav>`;
}

const MOCK_STYLES = `
.mock-band{background:var(--failed);color:var(--failed-ink);font-weight:700;text-align:center;letter-spacing:.04em;padding:.25rem 1rem;max-width:none;position:sticky;top:0;z-index:2}
html{scroll-padding-top:4rem}
.side{top:2rem}
@media screen{.watermark{display:block;position:fixed;inset:0;width:100%;height:100%;z-index:-1;pointer-events:none}.watermark text{font:700 13px var(--sans);fill:var(--wash)}}
@media print{.mock-band{position:static;-webkit-print-color-adjust:exact;print-color-adjust:exact}.watermark text{font-size:13px}}
@page{@bottom-left{content:"Mock audit. Not an opinion. Management's own; no auditor concluded anything.";font:7pt sans-serif;color:#555}@bottom-right{content:counter(page) " of " counter(pages);font:7pt sans-serif;color:#555}}`;
