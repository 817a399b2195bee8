import type { Opinion, OpinionProjection } from "../../../assess/opinion/projection.js";
import { sentence } from "../figures.js";
import type { AuditReport } from "../model.js";
import { type NamedMatter, namedMatters, PATH_NOTE, rangeSentence } from "../sentences.js";
import { OPINION_WORDS } from "../words.js";
import { commaList, controlLink, criterionLink, prose, row, table } from "./layout.js";
import { html, type Markup } from "./markup.js";

const SCALE: readonly Opinion[] = ["UNQUALIFIED", "QUALIFIED", "ADVERSE", "DISCLAIMER"];

/** The projection: overall with its range, why, each category, and the disclaimer. */
export function opinionBody({ opinion, reasons }: AuditReport): Markup {
  const { overall } = opinion;
  const word = OPINION_WORDS[overall.projected];
  return html`<div class="verdict">
<p class="verdict-word">${word.title}${overall.with_exceptions && overall.projected === "UNQUALIFIED" ? html` <small>with exceptions</small>` : ""}</p>
<p class="lede">${sentence(word.means.charAt(0).toUpperCase() + word.means.slice(1))} ${rangeSentence(overall)}</p>
${scale(overall)}
</div>
${opinion.withdrawal_likely ? html`<p class="notice"><b>An auditor would likely withdraw</b> under the stated preconditions.</p>` : ""}
<h3>Why</h3>
${reasons.length === 0 ? html`<p>No reason is on record.</p>` : html`<ol class="reasons">${reasons.map((reason) => html`<li>${prose(reason)}</li>`)}</ol>`}
<h3>By category</h3>
${categories(opinion)}
${subject(opinion)}
<p class="disclaimer" role="note"><b>This is management’s projection, not an auditor’s opinion.</b> ${opinion.disclaimer}</p>`;
}

/** Sentences in the order in which an opinion would have them: what did not hold, and what follows. */
export function namedBody(report: AuditReport): Markup {
  const matters = namedMatters(report);
  if (matters.length === 0) return html`<p>Nothing: no criterion is projected as not met or without a conclusion.</p>`;
  return html`<p class="label-line">Management’s projection in our own words, not an auditor’s opinion.</p>
<div class="matters">${matters.map(matter)}</div>`;
}

/** The fewest findings whose closing improves the projection. */
export function pathBody({ opinion }: AuditReport): Markup {
  if (opinion.shortest_path.length === 0) {
    return html`<p>${opinion.overall.projected === "UNQUALIFIED" ? "There is no better opinion to reach." : "Closing findings alone does not improve the projection."}</p>`;
  }
  return html`<ol class="path">${opinion.shortest_path.map(
    ({ close, then }) =>
      html`<li><p>Close ${close.length === 1 ? "this finding" : `these ${close.length} findings`}:</p><ul>${close.map((id) => finding(opinion, id))}</ul><p class="then">then the projection becomes <b>${OPINION_WORDS[then].title.toLowerCase()}</b></p></li>`,
  )}</ol>
<p class="quiet">${PATH_NOTE}</p>`;
}

function scale({ projected, best, worst }: OpinionProjection["overall"]): Markup {
  const [from, to] = [SCALE.indexOf(best), SCALE.indexOf(worst)];
  return html`<ol class="scale" aria-label="From the best opinion to the worst">${SCALE.map((each, index) => {
    const isIn = index >= from && index <= to;
    const notes = [
      ...(each === projected ? ["projected"] : []),
      ...(each === best && best !== worst ? ["at best"] : []),
      ...(each === worst && best !== worst ? ["at worst"] : []),
    ];
    const name = `${isIn ? "is-in" : ""} ${each === projected ? "is-projected" : ""} ${index === from ? "is-from" : ""} ${index === to ? "is-to" : ""}`;
    return html`<li class="${name}"><span class="scale-bar" aria-hidden="true"></span><span class="scale-word">${OPINION_WORDS[each].title}</span><span class="scale-note">${notes.join(", ")}</span></li>`;
  })}</ol>`;
}

function categories({ categories: all }: OpinionProjection): Markup {
  const columns = [
    { title: "Category" },
    { title: "Projected" },
    { title: "At best" },
    { title: "At worst" },
    { title: "Exceptions" },
  ];
  const rows = Object.entries(all).map(([name, { projected, best, worst, with_exceptions }]) =>
    row(columns, [
      categoryTitle(name),
      html`<b>${OPINION_WORDS[projected].title}</b>`,
      OPINION_WORDS[best].title,
      OPINION_WORDS[worst].title,
      with_exceptions ? "Some criteria are met with exceptions" : "None within tolerance",
    ]),
  );
  return table({ caption: "Projected opinion by category", columns }, rows);
}

function subject({ subject: { description, design, operation }, engagement }: OpinionProjection): Markup {
  const limbs = [
    `description of the system: ${OPINION_WORDS[description].title.toLowerCase()}`,
    `design of the controls: ${OPINION_WORDS[design].title.toLowerCase()}`,
    ...(operation === null ? [] : [`their operation: ${OPINION_WORDS[operation].title.toLowerCase()}`]),
  ];
  return html`<p class="quiet limbs">Type ${engagement}, by what is examined: ${limbs.join("; ")}.</p>`;
}

function categoryTitle(name: string): string {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function matter({ criterion, title, isLimitation, however, therefore }: NamedMatter): Markup {
  return html`<article class="matter"><h3>${criterionLink(criterion)} <span>${title}</span></h3>
<p class="matter-kind">${isLimitation ? "A limitation of what can be seen" : "A criterion that is not met"}</p>
${however.map((text) => html`<p>${prose(text)}</p>`)}<p class="therefore">${therefore}</p></article>`;
}

function finding(opinion: OpinionProjection, id: string): Markup {
  const found = opinion.findings.find((each) => each.id === id);
  if (found === undefined) return html`<li><code>${id}</code></li>`;
  const where = [
    ...(found.control === null ? [] : [controlLink(found.control)]),
    ...(found.criterion === null ? [] : [criterionLink(found.criterion)]),
  ];
  return html`<li><span class="severity">${found.severity}</span> <span><b>${found.title}</b> <span class="quiet"><code>${id}</code>${where.length === 0 ? "" : ", "}${commaList(where)}</span></span></li>`;
}
