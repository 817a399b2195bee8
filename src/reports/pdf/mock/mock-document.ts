import { count, moment, outOf, plural } from "../../audit/figures.js";
import { CONCLUSION_WORDS, OPINION_WORDS, OUTCOME_WORDS } from "../../audit/words.js";
import type { MockControl, MockReport } from "../../mock/model.js";
import { deviatedText, percentText } from "../../mock/text.js";
import { framed, type PdfContext, PROJECTION_FOOT } from "../context.js";
import type { Block, PdfDocument } from "../kit/blocks.js";

/** A document stays readable; the rest is in the control's CSV. */
const ITEMS_SHOWN_MAX = 200;

/** The mock audit: what samples show, beside the truth of the whole population. */
export function mockDocument(report: MockReport, context: PdfContext): PdfDocument {
  const { period, organisation, as_of, is_sample, watermark } = report;
  return framed(
    {
      kind: "Mock audit",
      title: `Mock audit, ${period.from} to ${period.to}`,
      subtitle: `${organisation}. Type ${report.engagement}, as of ${moment(as_of)}.`,
      organisation,
      isLandscape: true,
      marking: is_sample ? `${watermark} Sample company: invented.` : watermark,
      blocks: [...overview(report), ...populations(report), ...report.controls.flatMap(workpaper), ...requests(report)],
    },
    { context, foot: PROJECTION_FOOT },
  );
}

function overview({
  controls,
  notice,
  opinion,
  truth,
  seed,
  profile,
  populations: frozen,
}: MockReport): readonly Block[] {
  const deviating = controls.filter(({ sample }) => sample.deviation > 0);
  const missed = controls.filter(({ sample, census }) => sample.deviation === 0 && census.deviation > 0);
  const word = (of: MockReport["opinion"]) =>
    of === null ? "not projected" : OPINION_WORDS[of.overall.projected].title;
  return [
    {
      kind: "figures",
      items: [
        { value: word(opinion), label: "from the samples" },
        { value: word(truth), label: "from the whole populations" },
        { value: outOf(deviating.length, controls.length), label: "controls deviated in their sample" },
        { value: count(missed.length), label: "deviate, and their sample missed it" },
      ],
    },
    { kind: "callout", title: "Mock audit. Not an opinion.", texts: [notice] },
    {
      kind: "facts",
      rows: [
        {
          label: "Seed",
          value: `${seed.seed}, stored ${moment(seed.stored_at)} as record ${seed.record} by ${seed.by}`,
        },
        { label: "Populations frozen", value: count(frozen.length) },
        { label: "Sizes of samples", value: profile.name },
        { label: "SHA-256 of those sizes", value: profile.sha256, isCode: true },
      ],
    },
    { kind: "heading", level: 1, text: "Controls" },
    {
      kind: "table",
      columns: [
        { title: "Control", share: 1 },
        { title: "Title", share: 4 },
        { title: "Sample", share: 1.3, isNumber: true },
        { title: "Deviated", share: 1.2, isNumber: true },
        { title: "Concluded", share: 2.2 },
        { title: "Whole population", share: 1.6, isNumber: true },
      ],
      rows: controls.map(controlRow),
      empty: "No control took part.",
    },
  ];
}

function controlRow({ id, title, plan, sample, census, concluded }: MockControl): readonly string[] {
  const [sampled, whole] = [due(sample), due(census)];
  return [
    id,
    title,
    plan.mode === "full" ? `all ${count(whole)}` : outOf(sampled, whole),
    sampled === 0 ? "none due" : deviatedText(sample),
    CONCLUSION_WORDS[concluded?.conclusion ?? "NOT_APPLICABLE"].title,
    whole === 0 ? "none due" : outOf(census.deviation, whole),
  ];
}

function populations({ populations: frozen }: MockReport): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Populations, frozen before anything was drawn" },
    {
      kind: "table",
      columns: [
        { title: "Population", share: 2.2 },
        { title: "Items", share: 0.6, isNumber: true },
        { title: "Frozen", share: 2 },
        { title: "Record", share: 0.65, isNumber: true },
        { title: "Complete", share: 0.9 },
        { title: "Hash of the items", share: 4.5, isCode: true },
      ],
      rows: frozen.map(({ title, items, frozen_at, record, completeness, hash }) => [
        title,
        count(items),
        moment(frozen_at),
        String(record),
        completeness.is_reliable ? "shown" : "not shown",
        hash,
      ]),
      empty: "No population was frozen.",
    },
  ];
}

function workpaper(control: MockControl): readonly Block[] {
  const { id, title, statement, plan, plan_record, attained, comparison, next_text, taken_whole, detection } = control;
  return [
    { kind: "heading", level: 1, text: `${id}  ${title}` },
    { kind: "paragraph", text: statement },
    {
      kind: "facts",
      rows: [
        { label: "Plan", value: `${plan.because} Registered as record ${plan_record}, before testing.` },
        { label: "Extension", value: plan.extension_reason },
        { label: "Tolerable rate, risk taken", value: `${plan.tolerable}, ${plan.overreliance}` },
        { label: "What the sample says", value: attained },
        { label: "Beside the whole population", value: comparison },
        ...detection.map(({ n, at_least_one }) => ({
          label: `A random ${n}`,
          value: `shows at least one deviation with a chance of ${percentText(at_least_one)}`,
        })),
        ...taken_whole.map(({ attribute, items, deviations }) => ({
          label: `Attribute ${attribute}`,
          value: `applies to ${plural(items, "item")} only, so all were asked: ${outOf(deviations, items)} deviated`,
        })),
        { label: "Next", value: next_text },
      ],
    },
    ...itemsPart(control),
  ];
}

function itemsPart({ id, items }: MockControl): readonly Block[] {
  const shown = items.slice(0, ITEMS_SHOWN_MAX);
  const table: Block = {
    kind: "table",
    columns: [
      { title: "No.", share: 0.5, isNumber: true },
      { title: "Item", share: 3 },
      { title: "When", share: 1.7 },
      { title: "Outcome by attribute", share: 5 },
      { title: "Two people", share: 2 },
    ],
    rows: shown.map((item) => [
      String(item.ordinal),
      item.label,
      moment(item.occurred_at),
      outcomesText(item),
      verdicts(item),
    ]),
    empty: "None is listed one by one: nothing was due, or all items were examined and are in the population's CSV.",
  };
  if (shown.length === items.length) return [table];
  const rest = `The first ${outOf(shown.length, items.length)} are shown; all are in workpapers/${id}.csv.`;
  return [{ kind: "paragraph", tone: "muted", text: rest }, table];
}

/** Attributes of which there is nothing to say stand together; each of the others has a line of its own. */
function outcomesText({ outcomes }: MockControl["items"][number]): string {
  const quiet = outcomes.filter(({ state, text }) => state === "not-applicable" || text === "");
  const states = [...new Set(quiet.map(({ state }) => state))];
  const together = states.map(
    (state) =>
      `${quiet.flatMap((each) => (each.state === state ? [each.attribute] : [])).join(", ")} ${OUTCOME_WORDS[state].title}`,
  );
  const told = outcomes.filter((each) => !quiet.includes(each));
  const lines = told.map(({ attribute, state, text }) => `${attribute} ${OUTCOME_WORDS[state].title}: ${text}`);
  return [...(together.length === 0 ? [] : [together.join("; ")]), ...lines].join("\n");
}

function verdicts({ outcomes }: MockControl["items"][number]): string {
  const told = outcomes.filter(({ verdicts: { state } }) => state !== "none");
  if (told.length > 0) return told.map(({ attribute, verdicts: { state } }) => `${attribute}: ${state}`).join("\n");
  return outcomes.some(({ state }) => state === "deviation") ? "suspected; needs two people" : "no verdict";
}

/** Those for populations and walkthroughs; the many for drawn items are in the list beside the workpapers. */
function requests({ requests: all }: MockReport): readonly Block[] {
  const shown = all.filter(({ type }) => type !== "sample");
  return [
    { kind: "heading", level: 1, text: "Requests" },
    {
      kind: "paragraph",
      text: `${plural(all.length, "request")} in all. The ${plural(all.length - shown.length, "request")} for drawn items are in requests.csv beside the workpapers.`,
    },
    {
      kind: "table",
      columns: [
        { title: "Request", share: 1.4, isCode: true },
        { title: "Control", share: 0.9 },
        { title: "Wording", share: 6 },
        { title: "Due", share: 1 },
        { title: "Ours", share: 1.6 },
      ],
      rows: shown.map(({ id, control, wording, due_on, internal_status }) => [
        id,
        control ?? "",
        wording,
        due_on,
        internal_status,
      ]),
      empty: "There is no request for a population or a walkthrough.",
    },
  ];
}

function due({ pass, deviation, indeterminate }: MockControl["sample"]): number {
  return pass + deviation + indeterminate;
}
