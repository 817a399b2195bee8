import type { Instant } from "../../base/instant.js";
import { count, moment, outOf, plural } from "../audit/figures.js";
import type { Block, PdfDocument } from "../pdf/kit/blocks.js";
import { WORKPAPER_MARK, type WorkpaperSelection, type Workpapers } from "./model.js";
import { sizeText } from "./sheets.js";

/** A document stays readable; the workbook holds every item. */
const ITEMS_SHOWN_MAX = 200;

/** The workpapers to read and to print: what was frozen, drawn, found, asked, answered and noted. */
export function workpapersDocument(papers: Workpapers, createdAt: Instant): PdfDocument {
  const { organisation, audit, newest, is_sample, lookback } = papers;
  const { from, to } = audit.period;
  const producer = `Lookback ${lookback}`;
  return {
    kind: "Workpapers",
    title: `Workpapers, ${from} to ${to}`,
    subtitle: `${organisation}. ${audit.title}${audit.firm === null ? "" : `, by ${audit.firm}`}.`,
    organisation,
    producer,
    createdAt,
    isLandscape: true,
    marking: is_sample ? `${WORKPAPER_MARK}. Sample company: invented.` : WORKPAPER_MARK,
    foot: [
      { text: "What the auditors put on record, in their words. Not sealed: the log is what proves it." },
      { text: `up to record ${newest.record} of the log, ${moment(newest.at)}`, isCode: true },
    ],
    blocks: [
      ...overview(papers),
      ...populations(papers),
      ...papers.selections.flatMap(selection),
      ...requests(papers),
      ...exceptions(papers),
      ...remarks(papers),
    ],
  };
}

function overview({ populations, selections, requests, exceptions, scope }: Workpapers): readonly Block[] {
  const settled = requests.filter(({ status }) => status === "accepted").length;
  const released = selections.filter(({ released_at }) => released_at !== null).length;
  return [
    {
      kind: "figures",
      items: [
        { value: count(populations.length), label: "populations frozen" },
        { value: outOf(released, selections.length), label: "selections released" },
        { value: outOf(settled, requests.length), label: "requests accepted" },
        { value: count(exceptions.length), label: "exceptions noted" },
      ],
    },
    {
      kind: "facts",
      rows: [
        {
          label: "Scope accepted",
          value: scope === null ? "not yet" : `${moment(scope.at)}, record ${scope.record}, by ${scope.by}`,
        },
      ],
    },
  ];
}

function populations({ populations: frozen }: Workpapers): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Populations, frozen before a seed was named" },
    {
      kind: "table",
      columns: [
        { title: "Id", share: 0.9 },
        { title: "Population", share: 2.2 },
        { title: "Items", share: 0.6, isNumber: true },
        { title: "Frozen", share: 1.8 },
        { title: "Record", share: 0.65, isNumber: true },
        { title: "Complete", share: 0.9 },
        { title: "SHA-256 of the ids", share: 4.5, isCode: true },
      ],
      rows: frozen.map(({ id, title, items, at, record, is_reliable, hash }) => [
        ...[id, title, count(items), moment(at), String(record)],
        ...[is_reliable ? "shown" : "not shown", hash],
      ]),
      empty: "No population was frozen.",
    },
  ];
}

function selection(paper: WorkpaperSelection): readonly Block[] {
  const { id, freeze, selection: drawn, items, released_at } = paper;
  const { control, population, method, seed, n, size_rule, reason, warnings } = drawn;
  return [
    { kind: "heading", level: 1, text: `${id}: ${control}, ${plural(n, "item")} of ${count(population.count)}` },
    {
      kind: "facts",
      rows: [
        { label: "Frozen population", value: `${freeze}, ${population.definition}` },
        { label: "Method", value: seed === null ? method : `${method}, seed ${seed}` },
        { label: "Size", value: sizeText(size_rule) },
        ...(reason === null ? [] : [{ label: "Reason", value: reason }]),
        ...(warnings.length === 0 ? [] : [{ label: "Warnings", value: warnings.join(" ") }]),
        { label: "Released to the company", value: released_at === null ? "not yet" : moment(released_at) },
        { label: "Drawn", value: `${moment(paper.at)}, record ${paper.record}, by ${paper.by}` },
      ],
    },
    {
      kind: "table",
      columns: [
        { title: "Rank", share: 0.5, isNumber: true },
        { title: "Item", share: 3.2 },
        { title: "Occurred", share: 1.6 },
        { title: "Outcomes as the company tested it", share: 4 },
      ],
      rows: items
        .slice(0, ITEMS_SHOWN_MAX)
        .map(({ id: item, card }, at) => [
          ...[String(at + 1), card?.label ?? item, card === null ? "" : moment(card.occurred_at)],
          card === null ? "nothing is stored of it" : outcomeText(card.outcomes, control),
        ]),
      empty: "Nothing was selected.",
    },
    ...(items.length > ITEMS_SHOWN_MAX
      ? [cut(`${outOf(ITEMS_SHOWN_MAX, items.length)} items are shown; the workbook holds all of them.`)]
      : []),
    ...paper.reperformed.flatMap(reperformed),
  ];
}

function outcomeText(
  outcomes: readonly { readonly control: string; readonly attribute: string; readonly text: string }[],
  control: string,
): string {
  return outcomes
    .filter((each) => each.control === control)
    .map(({ attribute, text }) => `${attribute}: ${text}`)
    .join("; ");
}

function reperformed({
  id,
  items,
  at,
  log_size,
  lookback,
}: WorkpaperSelection["reperformed"][number]): readonly Block[] {
  const other = items.filter(({ is_same }) => !is_same);
  const made = `from ${plural(log_size, "record")} of the log by Lookback ${lookback}`;
  return [
    { kind: "heading", level: 2, text: `${id}: performed again, ${moment(at)}, ${made}` },
    {
      kind: "paragraph",
      text:
        other.length === 0
          ? `All ${count(items.length)} outcomes came out the same.`
          : `${outOf(other.length, items.length)} outcomes came out otherwise.`,
    },
    ...(other.length === 0 ? [] : [otherTable(other)]),
  ];
}

function otherTable(other: WorkpaperSelection["reperformed"][number]["items"]): Block {
  return {
    kind: "table",
    columns: [
      { title: "Item", share: 4 },
      { title: "Attribute", share: 1 },
      { title: "Before", share: 2 },
      { title: "Again", share: 2 },
    ],
    rows: other.map(({ item, attribute, before, again }) => [item, attribute, before, again]),
    empty: "Nothing came out otherwise.",
  };
}

function requests({ requests: asked }: Workpapers): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Requests" },
    {
      kind: "table",
      columns: [
        { title: "Id", share: 0.9 },
        { title: "In the auditor's words", share: 4 },
        { title: "Status", share: 0.9 },
        { title: "Due", share: 1 },
        { title: "Newest answer of the company", share: 4 },
        { title: "Returned because", share: 2 },
      ],
      rows: asked.map(({ id, wording, status, due_on, answers, marks }) => [
        ...[id, wording, status, due_on ?? "", answers.at(-1)?.text ?? "none yet"],
        marks.flatMap(({ reason }) => reason ?? []).join("; "),
      ]),
      empty: "Nothing was asked.",
    },
  ];
}

function exceptions({ exceptions: noted }: Workpapers): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Exceptions" },
    {
      kind: "table",
      columns: [
        { title: "Id", share: 0.9 },
        { title: "Control", share: 0.9 },
        { title: "In the auditor's words", share: 4 },
        { title: "Item", share: 1.6 },
        { title: "Response of the company", share: 4 },
      ],
      rows: noted.map(({ id, control, attribute, wording, item, responses }) => [
        ...[id, attribute === null ? control : `${control}.${attribute}`, wording, item ?? ""],
        responses.map(({ text }) => text).join(" ") || "none",
      ]),
      empty: "No exception was noted.",
    },
  ];
}

function remarks({ remarks: written }: Workpapers): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Private remarks of the auditors" },
    {
      kind: "table",
      columns: [
        { title: "Id", share: 0.9 },
        { title: "On", share: 2 },
        { title: "Words", share: 6 },
        { title: "Written", share: 1.6 },
      ],
      rows: written.private.map(({ id, on, text, at }) => [id, `${on.kind} ${on.id}`, text, moment(at)]),
      empty: "None was written.",
    },
  ];
}

function cut(text: string): Block {
  return { kind: "paragraph", text, tone: "muted" };
}
