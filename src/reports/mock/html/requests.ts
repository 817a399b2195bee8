import { count, moment, outOf, plural, sentence } from "../../audit/figures.js";
import { row, table, time } from "../../audit/html/layout.js";
import { badge } from "../../audit/html/marks.js";
import { html, type Markup } from "../../audit/html/markup.js";
import type { MockReport, PbcRequest } from "../model.js";

/** Each population with its hash and whether it is all of it. */
export function populationsBody({ populations }: MockReport): Markup {
  const columns = [
    { title: "Population" },
    { title: "Items", isNumber: true },
    { title: "Is it all of it?" },
    { title: "Frozen" },
    { title: "Hash" },
  ];
  const rows = populations.map(({ title, items, completeness, frozen_at, record, hash }) => {
    const { is_reliable, reasons } = completeness;
    const proof = badge(is_reliable ? "operated" : "not-testable", is_reliable ? "proven" : "not proven");
    return row(columns, [
      title,
      items === 0 && is_reliable ? "0: did not occur" : count(items),
      html`${proof} ${reasons.map((reason) => html`<span class="quiet">${sentence(reason)}</span> `)}`,
      html`${time(frozen_at, moment(frozen_at))} (record ${record})`,
      html`<code class="hash">${hash}</code>`,
    ]);
  });
  return html`<p>Each list was named by its hash after the seed was stored and before anything was drawn, so neither side could steer the sample.</p>
${table({ caption: "Populations as frozen", columns }, rows)}`;
}

/** The populations an auditor asks for first; the requests for single items are counted, and listed in the CSV. */
export function requestsBody({ requests }: MockReport): Markup {
  const populations = requests.filter(({ type }) => type === "population");
  const samples = requests.filter(({ type }) => type === "sample");
  const answered = samples.filter(({ internal_status }) => internal_status === "answered from evidence").length;
  return html`<p>${plural(populations.length, "population")}, ${plural(requests.filter(({ type }) => type === "walkthrough").length, "walkthrough")} and ${plural(samples.length, "request")} for single items and attributes; evidence answers ${outOf(answered, samples.length)} of the last. All are in <a href="requests.csv">requests.csv</a>. The auditor's status is the auditor's to set: here it is always open.</p>
${populationRequests(populations)}`;
}

function populationRequests(populations: readonly PbcRequest[]): Markup {
  const columns = [
    { title: "Request" },
    { title: "Our status" },
    { title: "What we have", name: "wide" },
    { title: "Due" },
  ];
  const marks = {
    "answered from evidence": "operated",
    "to be answered": "not-testable",
    "not available": "evidence-gap",
  } as const;
  const rows = populations.map(({ id, wording, internal_status, comment, due_on }) =>
    row(columns, [
      html`<b>${id}</b> ${wording.split(":")[0]}`,
      badge(marks[internal_status], internal_status),
      comment,
      time(due_on, due_on),
    ]),
  );
  return table({ caption: "The twenty populations an auditor asks for first", columns }, rows);
}
