import type { OpinionProjection } from "../../../assess/opinion/projection.js";
import { count, moment, outOf, plural, sentence } from "../../audit/figures.js";
import type { AuditReport } from "../../audit/model.js";
import { namedMatters, PATH_NOTE, rangeSentence } from "../../audit/sentences.js";
import { CONCLUSION_WORDS, CRITERION_WORDS, OPINION_WORDS } from "../../audit/words.js";
import { framed, type PdfContext, PROJECTION_FOOT, sampleMarking } from "../context.js";
import type { Block, Fact, PdfDocument } from "../kit/blocks.js";

/** The projected opinion: what fixed rules derive from the evidence, why, and what could not be seen. */
export function opinionDocument(report: AuditReport, context: PdfContext): PdfDocument {
  const { period, opinion, organisation, as_of, is_sample } = report;
  return framed(
    {
      kind: "Projected opinion",
      title: `Projected opinion, ${period.from} to ${period.to}`,
      subtitle: `${organisation}. Type ${opinion.engagement}, as of ${moment(as_of)}, by ${opinion.rules}.`,
      organisation,
      isLandscape: false,
      marking: sampleMarking(is_sample),
      blocks: [
        ...verdict(report),
        ...named(report),
        ...conclusions(report),
        ...findings(opinion),
        ...path(opinion),
        ...unseen(report),
      ],
    },
    { context, foot: PROJECTION_FOOT },
  );
}

function verdict({ opinion, reasons, exceptions }: AuditReport): readonly Block[] {
  const { overall } = opinion;
  const word = OPINION_WORDS[overall.projected];
  const judged = Object.values(opinion.criteria).filter(({ conclusion }) => conclusion !== "NOT_APPLICABLE");
  const met = judged.filter(({ conclusion }) => conclusion.startsWith("MET"));
  return [
    {
      kind: "figures",
      items: [
        { value: word.title, label: "projected" },
        { value: outOf(met.length, judged.length), label: "criteria met" },
        { value: count(opinion.findings.length), label: "findings" },
        { value: count(exceptions.length), label: "exceptions in the register" },
      ],
    },
    { kind: "paragraph", tone: "lead", text: `${sentence(upperFirst(word.means))} ${rangeSentence(overall)}` },
    {
      kind: "callout",
      title: "This is management's projection, not an auditor's opinion.",
      texts: [opinion.disclaimer],
    },
    ...(opinion.withdrawal_likely
      ? [paragraph("An auditor would likely withdraw under the preconditions that the trace states.")]
      : []),
    { kind: "heading", level: 1, text: "Why" },
    reasons.length === 0 ? paragraph("No reason is on record.") : { kind: "list", items: reasons.map(sentence) },
  ];
}

/** Per criterion what did not hold and what follows, in the order in which an opinion would have it. */
function named(report: AuditReport): readonly Block[] {
  const matters = namedMatters(report);
  const head: Block = { kind: "heading", level: 1, text: "What an opinion would name" };
  if (matters.length === 0) {
    return [head, paragraph("Nothing: no criterion is projected as not met or without a conclusion.")];
  }
  return [
    head,
    ...matters.flatMap(({ criterion, title, isLimitation, however, therefore }): readonly Block[] => [
      { kind: "heading", level: 2, text: `${criterion}  ${title}` },
      {
        kind: "paragraph",
        tone: "muted",
        text: isLimitation ? "A limitation of what can be seen." : "A criterion that is not met.",
      },
      ...however.map(paragraph),
      paragraph(therefore),
    ]),
  ];
}

function conclusions({ opinion, criteria, controls }: AuditReport): readonly Block[] {
  const titles = new Map(controls.map(({ id, title }) => [id, title]));
  return [
    { kind: "heading", level: 1, text: "Criteria" },
    {
      kind: "table",
      columns: [
        { title: "Criterion", share: 1.1 },
        { title: "What it asks", share: 4 },
        { title: "Projected", share: 2 },
        { title: "Controls", share: 2.4 },
      ],
      rows: Object.entries(opinion.criteria).map(([id, { conclusion, controls: by }]) => [
        id,
        criteria[id] ?? "",
        CRITERION_WORDS[conclusion].title,
        by.join(", "),
      ]),
      empty: "No criterion is in scope.",
    },
    { kind: "heading", level: 1, text: "Controls" },
    {
      kind: "table",
      columns: [
        { title: "Control", share: 1.1 },
        { title: "Title", share: 4 },
        { title: "Projected", share: 2.2 },
        { title: "Deviated", share: 1.1, isNumber: true },
        { title: "Due", share: 1.1, isNumber: true },
      ],
      rows: Object.entries(opinion.controls).map(([id, { conclusion, deviations, N }]) => [
        id,
        titles.get(id) ?? "",
        CONCLUSION_WORDS[conclusion].title,
        count(deviations),
        N === null ? "not known" : count(N),
      ]),
      empty: "No control was tested.",
    },
  ];
}

function findings({ findings: all }: OpinionProjection): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "Findings" },
    {
      kind: "table",
      columns: [
        { title: "Severity", share: 1 },
        { title: "Where", share: 1 },
        { title: "Finding", share: 6 },
      ],
      rows: all.map(({ severity, control, criterion, title }) => [severity, control ?? criterion ?? "", title]),
      empty: "There is no finding.",
    },
  ];
}

function path({ shortest_path, overall, findings: all }: OpinionProjection): readonly Block[] {
  const head: Block = { kind: "heading", level: 1, text: "The shortest way up" };
  if (shortest_path.length === 0) {
    const none =
      overall.projected === "UNQUALIFIED"
        ? "There is no better opinion to reach."
        : "Closing findings alone does not improve the projection.";
    return [head, paragraph(none)];
  }
  const titleOf = (id: string) => all.find((each) => each.id === id)?.title ?? id;
  return [
    head,
    ...shortest_path.flatMap(({ close, then }): readonly Block[] => [
      paragraph(
        `Close ${plural(close.length, "finding")}; then the projection becomes ${OPINION_WORDS[then].title.toLowerCase()}:`,
      ),
      { kind: "list", items: close.map(titleOf) },
    ]),
    { kind: "paragraph", tone: "muted", text: PATH_NOTE },
  ];
}

function unseen({ not_seen, not_tested }: AuditReport): readonly Block[] {
  return [
    { kind: "heading", level: 1, text: "What was not seen" },
    {
      kind: "table",
      columns: [
        { title: "Stream", share: 1.6 },
        { title: "Of", share: 1.4 },
        { title: "From", share: 1.5 },
        { title: "To", share: 1.5 },
        { title: "Why", share: 3.4 },
      ],
      rows: not_seen.map(({ stream, scope, from, to, reason }) => [stream, scope, moment(from), moment(to), reason]),
      empty: "Every stream that the tests need was seen for all of the period.",
    },
    ...(not_tested.length === 0
      ? []
      : [
          { kind: "heading", level: 2, text: "Criteria that no tested control covers" } as const,
          { kind: "facts", rows: byText(not_tested) } as const,
        ]),
  ];
}

/** Criteria of which the same is said stand together. */
function byText(all: AuditReport["not_tested"]): readonly Fact[] {
  const texts = [...new Set(all.map(({ text }) => text))];
  return texts.map((text) => ({
    label: sentence(text),
    value: all.flatMap((each) => (each.text === text ? [each.criterion] : [])).join(", "),
  }));
}

function paragraph(text: string): Block {
  return { kind: "paragraph", text };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
