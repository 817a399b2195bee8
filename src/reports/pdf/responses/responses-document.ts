import { count, moment, outOf, plural, sentence } from "../../audit/figures.js";
import { FACTS_FOOT, framed, type PdfContext, sampleMarking } from "../context.js";
import type { Block, Fact, PdfDocument } from "../kit/blocks.js";
import type { Compared, ResponseRow, ResponsesModel } from "./model.js";

/** What a response still lacks is said, never filled in. */
const NOT_ON_RECORD = "Nothing is on record.";

/**
 * Management's responses, exception by exception: the auditor's words, locked, and beside them what the log holds for
 * each part that a response has. A part without a record says so.
 */
export function responsesDocument(model: ResponsesModel, context: PdfContext): PdfDocument {
  const { organisation, is_sample, as_of, report } = model;
  return framed(
    {
      kind: "Management responses",
      title: "Management's responses to the auditor's exceptions",
      subtitle: `${organisation}. The report: ${report}. As of ${moment(as_of)}.`,
      organisation,
      isLandscape: false,
      marking: sampleMarking(is_sample),
      blocks: [...summary(model), ...model.rows.flatMap(response)],
    },
    { context, foot: FACTS_FOOT },
  );
}

function summary({ rows }: ResponsesModel): readonly Block[] {
  const parts = rows.flatMap(({ compared }) => compared);
  const approved = parts.filter(({ cause }) => cause?.status === "approved");
  const matched = rows.filter(({ compared }) => compared.every(({ control }) => control !== null));
  return [
    {
      kind: "figures",
      items: [
        { value: count(rows.length), label: "exceptions in the report" },
        { value: outOf(matched.length, rows.length), label: "matched to a control" },
        { value: outOf(approved.length, parts.length), label: "have an approved cause" },
      ],
    },
    {
      kind: "callout",
      title: "What this document says, and what it leaves open",
      texts: [
        "The auditor's words are set as they were imported. Everything beside them rests on a record of the evidence log, named by its number.",
        "It holds no remediation, date or promise: none of those is stored here. What has no record is said to have none, and must be answered by management before a response is handed in.",
        "Responses of management are not covered by an auditor's opinion.",
      ],
    },
    ...(rows.length === 0
      ? [{ kind: "paragraph", text: "No exception of an auditor's report is stored. Import one first." } as const]
      : []),
  ];
}

function response({ id, control_no, criteria, words, compared }: ResponseRow): readonly Block[] {
  const name = control_no ?? id;
  return [
    { kind: "heading", level: 1, text: criteria.length === 0 ? name : `${name}  ${criteria.join(", ")}` },
    { kind: "heading", level: 2, text: "As the auditor wrote it" },
    {
      kind: "facts",
      rows: words.map(({ title, text }) => ({ label: title ?? "Text", value: text === "" ? "(empty)" : text })),
    },
    ...compared.flatMap((each) => parts(each, compared.length > 1)),
    { kind: "paragraph", tone: "muted", text: `Row ${id}, as imported.` },
  ];
}

function parts(each: Compared, isOneOfMany: boolean): readonly Block[] {
  const { control, seen, meaning, cause, compensation } = each;
  const rows: readonly Fact[] = [
    { label: "1 Acknowledge", value: acknowledgement(each) },
    { label: "2 Context and reach", value: sentence(meaning.charAt(0).toUpperCase() + meaning.slice(1)) },
    ...causeRows(cause),
    {
      label: "4 Compensating control",
      value:
        compensation.length === 0
          ? NOT_ON_RECORD
          : compensation
              .map(
                ({ action, item, with: by, reason, record }) =>
                  `${action === "accept" ? "Accepted" : "Rejected"} for ${item}: ${by}. ${reason} (record ${record})`,
              )
              .join("\n"),
    },
    { label: "5 Remediation, date, owner", value: NOT_ON_RECORD },
    {
      label: "6 Monitoring",
      value:
        control === null ? NOT_ON_RECORD : `${control} is tested over its whole population each time an audit is run.`,
    },
  ];
  const heading = isOneOfMany ? `What the record shows: ${seen}` : "What the record shows";
  return [
    { kind: "heading", level: 2, text: heading },
    { kind: "facts", rows },
  ];
}

function acknowledgement({ control, title, seen, census }: Compared): string {
  const counted = `The auditor counted ${seen}.`;
  if (control === null) return `${counted} It is not matched to a control yet.`;
  const name = `${control} (${title})`;
  return census === null
    ? `${counted} It is about ${name}, of which the whole population was not counted.`
    : `${counted} In the whole population, ${name} deviated for ${census}.`;
}

function causeRows(cause: Compared["cause"]): readonly Fact[] {
  if (cause === null) return [{ label: "3 Cause", value: NOT_ON_RECORD }];
  const { status, text, category, scope, record, at, by, approved_by, why } = cause;
  const said =
    status === "approved"
      ? `stated by ${by}, approved by ${approved_by ?? "nobody"}`
      : `stated by ${by}, not approved by a second person yet`;
  const assumed = why.filter(({ evidence }) => evidence === null).length;
  return [
    { label: "3 Cause", value: `${text} (record ${record}, ${moment(at)}; ${category}, ${scope}; ${said})` },
    {
      label: "",
      value: `${plural(why.length, "why", "whys")}, ${assumed === 0 ? "each with evidence" : `${count(assumed)} of them assumed`}: ${why.map(({ text: each, evidence }) => `${each}${evidence === null ? " (assumed)" : ` (${evidence})`}`).join(" → ")}`,
    },
  ];
}
