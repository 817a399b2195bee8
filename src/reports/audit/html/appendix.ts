import type { CriterionConclusionWord, TraceLine } from "../../../assess/opinion/projection.js";
import { count, moment, outOf, plural, sentence } from "../figures.js";
import type { AuditReport } from "../model.js";
import { CRITERION_WORDS, GLOSSARY, kindWord } from "../words.js";
import { gapsTable } from "./completeness.js";
import { itemAnchor, itemAnchors } from "./items.js";
import { commaList, controlLink, fold, row, table, time } from "./layout.js";
import { badge } from "./marks.js";
import { anchor, html, type Markup } from "./markup.js";

/** Everything that nobody looked at, with what to do about it. */
export function notSeenBody({ not_seen, controls }: AuditReport): Markup {
  if (controls.length === 0 && not_seen.length === 0) {
    return html`<p>No control was tested, so nothing was asked of any source. This says nothing about what they hold.</p>`;
  }
  if (not_seen.length === 0)
    return html`<p>No gap is on record: the sources cover what the controls asked of them.</p>`;
  return html`<p class="lede">${plural(not_seen.length, "stretch", "stretches")} of time that no source answered for. What falls into one is neither a pass nor a deviation.</p>${gapsTable("What could not be seen", not_seen)}`;
}

/** Every criterion in scope with its conclusion, its controls and why; those nobody assessed stand apart. */
export function criteriaBody(report: AuditReport): Markup {
  const columns = [
    { title: "Criterion" },
    { title: "In our words", name: "wide" },
    { title: "Conclusion" },
    { title: "Controls" },
  ];
  const rows = Object.entries(report.opinion.criteria)
    .filter(([, { conclusion }]) => !isLeftOut(conclusion))
    .map(([criterion, { conclusion, controls, because }]) => {
      const word = CRITERION_WORDS[conclusion];
      return row(
        columns,
        [
          criterion,
          html`${report.criteria[criterion] ?? ""}${notTested(report, criterion)}`,
          html`${badge(word.mark, word.title)} <span class="quiet">${because.join(", ")}</span>`,
          controls.length === 0 ? "none tested" : commaList(controls.map(controlLink)),
        ],
        html` id="${anchor("criterion", criterion)}"`,
      );
    });
  return html`${rows.length === 0 ? html`<p>No criterion was assessed.</p>` : table({ caption: "Criteria with their conclusions", columns, name: "criteria" }, rows)}
${leftOut(report)}`;
}

function leftOut(report: AuditReport): Markup {
  const all = Object.entries(report.opinion.criteria);
  const out = all.filter(([, { conclusion }]) => isLeftOut(conclusion));
  if (out.length === 0) return html``;
  const columns = [{ title: "Criterion" }, { title: "In our words" }, { title: "Why" }];
  const rows = out.map(([criterion, { conclusion }]) =>
    row(
      columns,
      [
        criterion,
        report.criteria[criterion] ?? "",
        html`${badge("out-of-scope", CRITERION_WORDS[conclusion].title)}${notTested(report, criterion)}`,
      ],
      html` id="${anchor("criterion", criterion)}"`,
    ),
  );
  return fold(
    `${outOf(out.length, all.length)} criteria are not assessed here or not applicable: neither met nor not met`,
    table({ caption: "Criteria without a conclusion of their own", columns, name: "criteria" }, rows),
  );
}

function isLeftOut(conclusion: CriterionConclusionWord): boolean {
  return conclusion === "NOT_ASSESSED" || conclusion === "NOT_APPLICABLE";
}

function notTested({ not_tested }: AuditReport, criterion: string): Markup {
  const said = not_tested.find((each) => each.criterion === criterion);
  return said === undefined ? html`` : html` <span class="quiet">${said.text}</span>`;
}

/** As many lines as a browser filters at once without a pause. */
export const REGISTER_SHOWN_MAX = 1000;

/** The register: one line per deviation, with its state. */
export function registerBody({ exceptions, controls }: AuditReport): Markup {
  if (exceptions.length === 0) {
    return html`<p>${controls.length === 0 ? "The register is empty, because no control was tested." : "The register is empty: no deviation was found among the items that could be decided."}</p>`;
  }
  const columns = [
    { title: "Exception" },
    { title: "When" },
    { title: "Control" },
    { title: "State" },
    { title: "What was found", name: "wide" },
  ];
  const anchors = itemAnchors(controls);
  const shown = exceptions.slice(0, REGISTER_SHOWN_MAX);
  const rows = shown.map(({ id, control, attribute, item, kind, state, text, occurred_at }) =>
    row(columns, [
      html`<code>${id}</code>`,
      time(occurred_at, moment(occurred_at)),
      html`${controlLink(control)} ${attribute}`,
      state,
      html`<b>${kindWord(kind)}</b>: ${text} ${itemLink(anchors, control, item)}`,
    ]),
  );
  return html`<div class="filter needs-script"><label for="register-filter">Show lines that contain</label><input id="register-filter" type="search" autocomplete="off" spellcheck="false"><span id="register-count" role="status">${outOf(shown.length, shown.length)} lines</span></div>
${shown.length === exceptions.length ? "" : html`<p class="notice">The first ${outOf(shown.length, exceptions.length)} are shown. All are in the JSON of this report.</p>`}
<div id="register">${table({ caption: "Register of exceptions", columns }, rows)}</div>`;
}

function itemLink(anchors: ReadonlySet<string>, control: string, item: string): Markup {
  const to = itemAnchor(control, item);
  return anchors.has(to)
    ? html`<a class="quiet item-ref" href="#${to}">item ${item}</a>`
    : html`<span class="quiet item-ref">item ${item}</span>`;
}

/** Every application of every rule, in the order in which they were applied. */
export function traceBody({ opinion }: AuditReport): Markup {
  const columns = [{ title: "Rule" }, { title: "Went in" }, { title: "Came out" }, { title: "Why", name: "wide" }];
  const rows = opinion.trace.map((line) =>
    row(columns, [
      html`<b>${line.rule}</b>`,
      html`<span class="inputs">${inputsText(line.inputs)}</span>`,
      html`<code>${line.output}</code>`,
      html`${sentence(line.explanation)}${line.judgement ? html` <span class="chip-static">a matter of judgement</span>` : ""}`,
    ]),
  );
  const judged = opinion.trace.filter(({ judgement }) => judgement).length;
  return html`<p class="lede">Rules ${opinion.rules} were applied ${plural(rows.length, "time")}; ${outOf(judged, rows.length)} lines are matters of judgement. The same evidence and the same rules give the same lines.</p>
${fold(`All ${plural(rows.length, "line")}`, table({ caption: "Trace of rules", columns, name: "trace" }, rows))}`;
}

/** Rows that could not be read, by file, and what the report rests on. */
export function rejectsBody({ rejects, evidence }: AuditReport): Markup {
  const columns = [{ title: "Source" }, { title: "File" }, { title: "Rejected", isNumber: true }, { title: "Digest" }];
  const rows = rejects.map(({ source, file, sha256, rejected, kept }) =>
    row(columns, [
      source,
      file,
      outOf(rejected, rejected + kept),
      html`<code title="${sha256}">${sha256.slice(0, 12)}</code>`,
    ]),
  );
  const known = [{ title: "Source" }, { title: "Captures", isNumber: true }, { title: "Rows", isNumber: true }];
  const sources = evidence.sources.map(({ id, captures, rows: read }) =>
    row(known, [id, count(captures), count(read)]),
  );
  return html`${rows.length === 0 ? html`<p>None: every row of every file was read.</p>` : table({ caption: "Rejected rows", columns }, rows)}
<h3>What this report rests on</h3><p>${plural(evidence.captures, "capture")} from ${plural(sources.length, "source")}, each stored as it came.</p>
${sources.length === 0 ? "" : table({ caption: "Sources of evidence", columns: known, name: "compact" }, sources)}`;
}

/** Our words for readers who know other ones. */
export function glossaryBody(): Markup {
  return html`<dl class="glossary">${GLOSSARY.map(({ word, means }) => html`<div><dt>${word}</dt><dd>${means}</dd></div>`)}</dl>`;
}

function inputsText(inputs: TraceLine["inputs"]): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(", ") || "none" : (value ?? "none")}`)
    .join(" · ");
}
