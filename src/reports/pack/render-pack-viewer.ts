import { count, due, everyItem, moment, plural } from "../audit/figures.js";
import { criteriaBody, notSeenBody, registerBody } from "../audit/html/appendix.js";
import { controlsBody } from "../audit/html/controls.js";
import { commaList, controlLink, row, type Section, section, table, time } from "../audit/html/layout.js";
import { badge, markSprite } from "../audit/html/marks.js";
import { anchor, html, type Markup } from "../audit/html/markup.js";
import { opinionBody } from "../audit/html/opinion.js";
import { mapBody } from "../audit/html/period-map.js";
import { printFooter, STYLES } from "../audit/html/styles.js";
import { wholePage } from "../audit/html/whole-page.js";
import { CONCLUSION_WORDS, CRITERION_WORDS, OPINION_WORDS } from "../audit/words.js";
import type { PackView } from "./model.js";
import { PACK_STYLES } from "./styles.js";
import { checkBody, provesBody } from "./verify-steps.js";

/**
 * The page of a pack as one HTML file that needs nothing else: no network, no server, no script but its own two. Lists
 * first, then what was found in them, and how to check all of it without this page. The same pack gives the same bytes.
 */
export function renderPackViewer(view: PackView): string {
  const { report } = view;
  const sections = view.audience === "auditor" ? auditorSections(view) : customerSections(view);
  const body = html`${markSprite()}
<a class="skip" href="#${sections[0]?.id}">Skip to the content</a>
${report.is_sample ? html`<svg class="watermark" viewBox="0 0 210 297" aria-hidden="true" focusable="false"><text x="105" y="150" text-anchor="middle">SAMPLE DATA</text></svg>` : ""}
<div class="page">
${navigation(view, sections)}
<div class="content">
${masthead(view)}
<main>
${sections.map(section)}</main>
<footer class="colophon"><p>${report.opinion.disclaimer}</p><p>Made by Lookback ${report.lookback} from evidence as of ${moment(report.as_of)}.</p></footer>
</div>
</div>`;
  const title = `${report.is_sample ? "SAMPLE DATA: " : ""}${report.organisation}, evidence for ${report.period.from} to ${report.period.to}`;
  return wholePage({ title, lookback: report.lookback, styles: `${STYLES}${PACK_STYLES}${printFooter(report)}`, body });
}

function auditorSections(view: PackView): readonly Section[] {
  const { report } = view;
  return [
    { id: "populations", title: "Populations", body: populationsBody(view) },
    { id: "opinion", title: "Projected opinion", body: opinionBody(report) },
    { id: "map", title: "When it held, and when not", body: mapBody(report) },
    { id: "criteria", title: "Criteria", body: criteriaBody(report) },
    { id: "exceptions", title: "Exceptions", body: exceptionsBody(view) },
    { id: "not-seen", title: "What could not be seen", body: notSeenBody(report) },
    { id: "check", title: "Check it without us", body: checkBody(view) },
    { id: "proves", title: "What this proves, and what not", body: provesBody(view) },
    { id: "results", title: "Results on record", body: resultsBody(view) },
    { id: "controls", title: "Controls", body: controlsBody(report) },
  ];
}

/** A customer sees how it came out, never an item: labels and actors are the company's own business. */
function customerSections(view: PackView): readonly Section[] {
  return [
    { id: "outcome", title: "How it came out", body: outcomeBody(view) },
    { id: "results", title: "Results on record", body: resultsBody(view) },
    { id: "check", title: "Check it without us", body: checkBody(view) },
    { id: "proves", title: "What this proves, and what not", body: provesBody(view) },
  ];
}

function masthead({ report, size, rootHex, origin, stampedSize }: PackView): Markup {
  const { organisation, period, as_of, time_zone, is_sample, opinion } = report;
  return html`<header class="masthead">
${is_sample ? html`<p class="sample"><b>SAMPLE DATA</b> An invented company. Nothing here is evidence of anything.</p>` : ""}
<p class="eyebrow">Evidence pack · SOC 2 type ${opinion.engagement}</p>
<h1>${organisation}</h1>
<dl class="figures">
<div><dt>Period</dt><dd>${time(period.from, period.from)} to ${time(period.to, period.to)}, both days included</dd></div>
<div><dt>Days begin and end in</dt><dd>${time_zone}</dd></div>
<div><dt>Evidence as of</dt><dd>${time(as_of, moment(as_of))}</dd></div>
</dl>
<dl class="head-bar" aria-label="The signed head of the log in this pack">
<div><dt>Signed head</dt><dd><b>${count(size)}</b> records</dd></div>
<div><dt>Root begins</dt><dd><code>${rootHex.slice(0, 16)}</code></dd></div>
<div><dt>Outside time</dt><dd>${stampedSize !== null ? `time-stamps of somebody else; the newest over ${count(stampedSize)} records` : html`<b>none</b><br><span class="quiet">every time is the claim of the company’s own clock</span>`}</dd></div>
<div><dt>Log</dt><dd><code>${origin}</code></dd></div>
</dl>
<p class="quiet warning">This page is part of what is to be checked: whatever it says, also that something was verified, proves nothing. <a href="#check">Check it without us.</a></p>
</header>
`;
}

function navigation(view: PackView, sections: readonly Section[]): Markup {
  const { report } = view;
  const controls = view.audience === "auditor" ? report.controls : [];
  return html`<nav class="side" aria-label="Sections">
<div class="side-head"><p class="side-name">${report.organisation}</p><p class="side-verdict">Evidence pack, <b>${count(view.size)}</b> records</p>${report.is_sample ? html`<p class="side-sample">SAMPLE DATA</p>` : ""}</div>
<ul>${sections.map(
    ({ id, title: text }) =>
      html`<li><a href="#${id}">${text}</a>${id === "controls" && controls.length > 0 ? html`<ul>${controls.map((control) => html`<li><a href="#${anchor("control", control.id)}">${control.id}</a></li>`)}</ul>` : ""}</li>`,
  )}</ul>
<div class="tools needs-script"><button type="button" id="theme" class="chip">Dark theme</button><button type="button" id="unfold" class="chip" aria-pressed="false">Open everything</button></div>
</nav>`;
}

/** Every list first, complete and with its digest: whoever samples starts from these. */
function populationsBody({ report, populations }: PackView): Markup {
  const names = [...new Set(report.controls.map(({ population }) => population))].sort();
  if (names.length === 0) return html`<p>No population was assembled.</p>`;
  const columns = [
    { title: "Population" },
    { title: "Items", isNumber: true },
    { title: "Is the list complete?" },
    { title: "Tested by" },
    { title: "Files, and the digest of the rows" },
  ];
  const rows = names.flatMap((name) => {
    const controls = report.controls.filter(({ population }) => population === name);
    const [first] = controls;
    const file = populations[name];
    if (first === undefined || file === undefined) return [];
    const isReliable = first.completeness.is_reliable;
    return [
      row(columns, [
        first.population_title,
        count(Math.max(...controls.map(({ counts }) => everyItem(counts)))),
        html`${badge(isReliable ? "operated" : "not-testable", isReliable ? "Shown" : "Not shown")} ${isReliable ? "" : html`<span class="quiet">${first.completeness.reasons[0]}</span>`}`,
        commaList(controls.map(({ id }) => controlLink(id))),
        html`<a href="../populations/${name}.ndjson">rows</a>${first.csv === null ? "" : html`, <a href="${first.csv}">CSV</a>`} <code class="hash quiet">${file.sha256}</code>`,
      ]),
    ];
  });
  return html`<p class="lede">${plural(names.length, "list")}, nothing filtered out. Draw samples from these, with your own seed. Whether a list is complete is said beside it; each control below says how its list was made.</p>
${table({ caption: "Populations with their items and files", columns, name: "lists" }, rows)}`;
}

/** The register, and for each exception the records of the log that it rests on. */
function exceptionsBody(view: PackView): Markup {
  const { report, captures } = view;
  if (report.exceptions.length === 0) return registerBody(report);
  const columns = [{ title: "Item" }, { title: "Control" }, { title: "Records of the log" }];
  const items = report.controls.flatMap(({ id, items: all }) =>
    all
      .filter(({ outcomes }) => outcomes.some(({ state }) => state === "deviation"))
      .map((item) => ({ control: id, item })),
  );
  const rows = items.map(({ control, item }) => {
    const digests = [...new Set(item.evidence.map(({ sha256 }) => sha256))];
    const links = digests.map((digest) => {
      const place = captures[digest];
      return place === undefined
        ? html`<code>${digest.slice(0, 12)}</code>`
        : html`<a href="${place.path}">record ${count(place.index)}</a>`;
    });
    return row(columns, [item.label, controlLink(control), links.length === 0 ? "none" : commaList(links)]);
  });
  return html`${registerBody(report)}
<h3>Where each is shown</h3>
<p>Each record names stored bytes by their digest; the link opens them. Bytes of confidential evidence are sealed in the pack, and their keys are enclosed.</p>
${table({ caption: "Exceptions with the records they rest on", columns }, rows)}`;
}

function resultsBody({ tests, audience }: PackView): Markup {
  const columns = [
    { title: "Test" },
    { title: "Revision", isNumber: true },
    { title: "Outcome" },
    ...(audience === "auditor" ? [{ title: "Rests on", isNumber: true }] : []),
    { title: "Definition, and what came out" },
  ];
  const rows = tests.map(({ test, version, outcome, inputs, digest, details }) =>
    row(columns, [
      html`<span class="id">${test}</span>`,
      version,
      outcomeWord(outcome),
      ...(audience === "auditor" ? [plural(inputs, "capture")] : []),
      html`<code title="${digest}">${digest.slice(0, 16)}</code> <code title="${details}">${details.slice(0, 16)}</code>`,
    ]),
  );
  return html`<p>Each test is a record of the log: which test, in which revision and definition, what came out. The offline verifier performs them again and compares.</p>
${table({ caption: "Tests on record with definition and result", columns }, rows)}`;
}

function outcomeWord(outcome: string): Markup {
  const control = Object.entries(CONCLUSION_WORDS).find(([word]) => word === outcome)?.[1];
  const opinion = Object.entries(OPINION_WORDS).find(([word]) => word === outcome)?.[1];
  if (control !== undefined) return badge(control.mark, control.title);
  return html`<b>${opinion?.title ?? outcome}</b>`;
}

function outcomeBody({ report }: PackView): Markup {
  const criteria = [{ title: "Criterion" }, { title: "In Lookback’s words" }, { title: "Conclusion" }];
  const controls = [
    { title: "Control" },
    { title: "Title" },
    { title: "Conclusion" },
    { title: "Items due", isNumber: true },
  ];
  return html`<p class="lede">Projected by the company’s own rules from its own evidence: ${OPINION_WORDS[report.opinion.overall.projected].title.toLowerCase()}. Items, names and evidence are left out of this pack; what was left out is listed in it.</p>
<h3>Criteria</h3>
${table(
  { caption: "Criteria with their conclusions", columns: criteria },
  Object.entries(report.opinion.criteria).map(([id, { conclusion }]) => {
    const word = CRITERION_WORDS[conclusion];
    return row(criteria, [id, report.criteria[id] ?? "", badge(word.mark, word.title)]);
  }),
)}
<h3>Controls</h3>
${table(
  { caption: "Controls with their conclusions", columns: controls },
  report.controls.map(({ id, title, counts }) => {
    const word = CONCLUSION_WORDS[report.opinion.controls[id]?.conclusion ?? "NOT_APPLICABLE"];
    return row(controls, [
      html`<span class="id">${id}</span>`,
      title,
      badge(word.mark, word.title),
      count(due(counts)),
    ]);
  }),
)}`;
}
