import type { OpinionProjection } from "../../../assess/opinion/projection.js";
import { count, due } from "../../audit/figures.js";
import { commaList, controlLink, row, table } from "../../audit/html/layout.js";
import { badge } from "../../audit/html/marks.js";
import { html, type Markup } from "../../audit/html/markup.js";
import { CONCLUSION_WORDS, CRITERION_WORDS, OPINION_WORDS } from "../../audit/words.js";
import type { MockControl, MockReport } from "../model.js";
import { deviatedText, percentText } from "../text.js";

/** Every control in one line: its sample, the whole population, and what an auditor would probably have seen. */
export function overviewBody({ controls }: MockReport): Markup {
  const columns = [
    { title: "Control" },
    { title: "Sample: deviated", isNumber: true },
    { title: "Concluded from the sample" },
    { title: "Whole population: deviated", isNumber: true },
    { title: "Concluded from all of it" },
    { title: "Such a sample shows one", isNumber: true },
    { title: "shows two", isNumber: true },
  ];
  const rows = controls.map((control) => {
    const [sampled, whole] = [due(control.sample), due(control.census)];
    const chance = ownChance(control);
    return row(columns, [
      html`${controlLink(control.id)} ${control.title}`,
      sampled === 0 ? "none due" : `${deviatedText(control.sample)} of ${count(sampled)}`,
      concludedBadge(control.concluded),
      whole === 0 ? "none due" : `${deviatedText(control.census)} of ${count(whole)}`,
      concludedBadge(control.truth),
      chance === undefined ? "" : percentText(chance.at_least_one),
      chance === undefined ? "" : percentText(chance.at_least_two),
    ]);
  });
  return html`<p class="lede">An auditor sees a sample; here every item was judged as well. Where both differ, the whole population is the truth, and what a sample would have missed still needs mending. Open items are those that the evidence does not decide: up to a tenth of a sample they count like deviations (R1.4).</p>
${table({ caption: "Each control: its sample beside the whole population", columns }, rows)}`;
}

/** The chances that belong to the sample that was drawn. */
export function ownChance({ detection, plan, census }: MockControl): MockControl["detection"][number] | undefined {
  const n = plan.stages[0]?.n ?? due(census);
  return detection.find((each) => each.n === n);
}

export function concludedBadge(concluded: MockControl["concluded"]): Markup | string {
  if (concluded === null) return "not part of it";
  const { mark, title } = CONCLUSION_WORDS[concluded.conclusion];
  const provisional = concluded.provisional ? html` <span class="quiet">provisional</span>` : "";
  return html`${badge(mark, title)}${provisional}`;
}

/** Both projections, and the criteria on which they differ. */
export function projectionBody({ opinion, truth }: MockReport): Markup {
  if (opinion === null || truth === null) {
    return html`<p>Only some controls took part, so no criterion and no opinion is projected.</p>`;
  }
  const differing = Object.keys(truth.criteria)
    .filter((id) => opinion.criteria[id]?.conclusion !== truth.criteria[id]?.conclusion)
    .sort();
  return html`<dl class="figures">
<div><dt>From the samples</dt><dd><b>${projected(opinion)}</b></dd></div>
<div><dt>From the whole populations</dt><dd><b>${projected(truth)}</b></dd></div>
</dl>
<p>${OPINION_WORDS[truth.overall.projected].title}: ${OPINION_WORDS[truth.overall.projected].means}.</p>
<h3>Criteria on which they differ</h3>
${differing.length === 0 ? html`<p>None.</p>` : differingTable(differing, { opinion, truth })}
<p class="disclaimer">${truth.disclaimer}</p>`;
}

function projected({ overall }: OpinionProjection): string {
  const { title } = OPINION_WORDS[overall.projected];
  const [best, worst] = [OPINION_WORDS[overall.best].title, OPINION_WORDS[overall.worst].title];
  return best === worst ? title : `${title} (between ${best} and ${worst})`;
}

function differingTable(
  ids: readonly string[],
  { opinion, truth }: { opinion: OpinionProjection; truth: OpinionProjection },
): Markup {
  const columns = [
    { title: "Criterion" },
    { title: "From the samples" },
    { title: "From all items" },
    { title: "Controls" },
  ];
  const rows = ids.map((id) => {
    const said = (projection: OpinionProjection) => {
      const word = CRITERION_WORDS[projection.criteria[id]?.conclusion ?? "NOT_ASSESSED"];
      return badge(word.mark, word.title);
    };
    const controls = truth.criteria[id]?.controls.map(controlLink) ?? [];
    return row(columns, [id, said(opinion), said(truth), commaList(controls)]);
  });
  return table({ caption: "Criteria that the samples show otherwise than the whole populations", columns }, rows);
}

/** The trace of the projection from the samples, line by line. */
export function traceBody({ opinion }: MockReport): Markup {
  if (opinion === null) return html`<p>No projection, no trace: only some controls took part.</p>`;
  const columns = [{ title: "Rule" }, { title: "Says" }, { title: "Because", name: "wide" }];
  const rows = opinion.trace.map(({ rule, output, explanation }) => row(columns, [rule, output, explanation]));
  return html`<p>${count(opinion.trace.length)} lines, from the samples. The whole populations have theirs in the JSON.</p>
<details class="fold"><summary>The trace</summary><div class="fold-body">${table({ caption: "Trace of the rules", columns, name: "trace" }, rows)}</div></details>`;
}
