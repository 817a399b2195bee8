import { count, due, moment, outOf, plural, sentence } from "../../audit/figures.js";
import type { AuditReport, ReportControl } from "../../audit/model.js";
import { kindWord } from "../../audit/words.js";
import { FACTS_FOOT, framed, type PdfContext, sampleMarking } from "../context.js";
import type { Block, PdfDocument } from "../kit/blocks.js";

type ReportException = AuditReport["exceptions"][number];

/** The register of exceptions: every one, by control, with what happened and what was said about it. */
export function exceptionsDocument(report: AuditReport, context: PdfContext): PdfDocument {
  const { period, organisation, as_of, is_sample } = report;
  return framed(
    {
      kind: "Register of exceptions",
      title: `Exceptions, ${period.from} to ${period.to}`,
      subtitle: `${organisation}, as of ${moment(as_of)}. Every item of every population was tested; none was sampled.`,
      organisation,
      isLandscape: true,
      marking: sampleMarking(is_sample),
      blocks: [...summary(report), ...report.controls.flatMap((control) => ofControl(control, report))],
    },
    { context, foot: FACTS_FOOT },
  );
}

function summary({ exceptions, controls }: AuditReport): readonly Block[] {
  const inState = (state: ReportException["state"]) => count(exceptions.filter((each) => each.state === state).length);
  const concerned = controls.filter(({ id }) => exceptions.some(({ control }) => control === id));
  return [
    {
      kind: "figures",
      items: [
        { value: count(exceptions.length), label: "exceptions" },
        { value: outOf(concerned.length, controls.length), label: "tested controls have one" },
        { value: inState("confirmed"), label: "confirmed by a person" },
        { value: inState("rebutted"), label: "rebutted; they stay listed" },
      ],
    },
    {
      kind: "callout",
      title: "How to read this register",
      texts: [
        "An exception is one item that fails one attribute, or several with one cause: a fact found from evidence. It is suspected until a person confirms or rebuts it; a rebutted one stays listed.",
        "What could not be decided is no exception and no pass. It stands in the column beside the deviations.",
      ],
    },
    { kind: "heading", level: 1, text: "By control" },
    {
      kind: "table",
      columns: [
        { title: "Control", share: 1 },
        { title: "What is promised", share: 6 },
        { title: "Exceptions", share: 1, isNumber: true },
        { title: "Items deviated", share: 1, isNumber: true },
        { title: "Could not tell", share: 1, isNumber: true },
        { title: "Due", share: 1, isNumber: true },
      ],
      rows: concerned.map((control) => [
        control.id,
        control.statement,
        count(exceptions.filter((each) => each.control === control.id).length),
        count(control.counts.deviation),
        count(control.counts.indeterminate),
        count(due(control.counts)),
      ]),
      empty: "No control has an exception.",
    },
  ];
}

function ofControl(control: ReportControl, { exceptions }: AuditReport): readonly Block[] {
  const own = exceptions.filter((each) => each.control === control.id);
  if (own.length === 0) return [];
  return [
    { kind: "heading", level: 1, text: `${control.id}  ${control.title}` },
    {
      kind: "paragraph",
      text: `${outOf(control.counts.deviation, due(control.counts))} items due deviated, in ${plural(own.length, "exception")}. ${control.completeness.is_reliable ? "The list of items is shown to be complete." : `The list of items is not shown to be complete: ${control.completeness.reasons.map(sentence).join(" ")}`}`,
    },
    {
      kind: "table",
      columns: [
        { title: "When", share: 1.7 },
        { title: "Item", share: 2.6 },
        { title: "Attribute", share: 0.9 },
        { title: "Kind", share: 1.3 },
        { title: "What happened", share: 5.6 },
        { title: "State", share: 1.1 },
      ],
      rows: own.map(({ occurred_at, label, attribute, kind, text, state }) => [
        moment(occurred_at),
        label,
        attribute,
        kindWord(kind),
        text,
        state,
      ]),
      empty: "None.",
    },
  ];
}
