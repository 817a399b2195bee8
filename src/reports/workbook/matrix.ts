import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import { due } from "../audit/figures.js";
import type { AuditReport, ReportControl } from "../audit/model.js";
import { CONCLUSION_WORDS, FREQUENCY_WORDS } from "../audit/words.js";
import type { Sheet, SheetCell } from "./sheet.js";

/** The control matrix: what is promised and what came of it, one row a control; its attributes; what the file is. */
export function matrixSheets(report: AuditReport): readonly Sheet[] {
  return [controlsSheet(report), attributesSheet(report), aboutSheet(report)];
}

/** What a workbook is made from, and what it is not. */
export function aboutSheet({ organisation, period, as_of, lookback, is_sample, time_zone }: AuditReport): Sheet {
  return {
    name: "About",
    columns: [
      { title: "What", width: 24 },
      { title: "Value", width: 110 },
    ],
    rows: [
      ["Organisation", organisation],
      ["Period", `${period.from} to ${period.to} (${time_zone})`],
      ["Evidence as of", as_of],
      ["Made by", lookback],
      ...(is_sample ? [["SAMPLE DATA", "A made-up organisation."]] : []),
      ["Projections", DISCLAIMER_TEXT],
    ],
  };
}

function controlsSheet(report: AuditReport): Sheet {
  return {
    name: "Controls",
    columns: [
      { title: "Control", width: 10 },
      { title: "Title", width: 32 },
      { title: "Statement as promised", width: 70 },
      { title: "Criteria (key)", width: 16 },
      { title: "Criteria (supporting)", width: 16 },
      { title: "Risk", width: 10 },
      { title: "Frequency", width: 16 },
      { title: "Attributes", width: 60 },
      { title: "Population", width: 28 },
      { title: "Population is reliable", width: 12 },
      { title: "Population hash", width: 20 },
      { title: "N", width: 8 },
      { title: "Tested", width: 8 },
      { title: "Deviations", width: 11 },
      { title: "Could not tell", width: 12 },
      { title: "Not applicable", width: 12 },
      { title: "Not due yet", width: 11 },
      { title: "Projected conclusion", width: 24 },
      { title: "Finding", width: 12 },
      { title: "Evidence", width: 60 },
    ],
    rows: report.controls.map((control) => controlRow(control, report)),
  };
}

function controlRow(control: ReportControl, { opinion }: AuditReport): readonly SheetCell[] {
  const projected = opinion.controls[control.id];
  const { completeness, counts } = control;
  return [
    control.id,
    control.title,
    control.statement,
    control.criteria.key.join(", "),
    control.criteria.supporting.join(", "),
    control.risk,
    FREQUENCY_WORDS[control.frequency] ?? control.frequency,
    control.attributes.map(({ id, title, is_key }) => `${id}${is_key ? " (key)" : ""}: ${title}`).join("\n"),
    control.population_title,
    completeness.is_reliable,
    completeness.population_hash,
    projected?.N ?? null,
    projected?.n ?? due(counts),
    projected?.deviations ?? counts.deviation,
    counts.indeterminate,
    counts.not_applicable,
    counts.pending,
    projected === undefined ? null : CONCLUSION_WORDS[projected.conclusion].title,
    projected?.finding ?? null,
    evidenceText(control),
  ];
}

/** Where the list and its facts come from, each stream of a source once. */
function evidenceText({ completeness, csv }: ReportControl): string {
  const sources = new Set(
    completeness.sources.map(({ source, stream, scope }) =>
      scope === "*" ? `${source} (${stream})` : `${source} (${stream} of ${scope})`,
    ),
  );
  return [...[...sources].sort(), ...(csv === null ? [] : [csv])].join("\n");
}

function attributesSheet(report: AuditReport): Sheet {
  return {
    name: "Attributes",
    columns: [
      { title: "Control", width: 10 },
      { title: "Attribute", width: 10 },
      { title: "Question", width: 80 },
      { title: "Key", width: 8 },
      { title: "Passed", width: 10 },
      { title: "Deviations", width: 11 },
      { title: "Could not tell", width: 12 },
      { title: "Not applicable", width: 12 },
      { title: "Not due yet", width: 11 },
      { title: "Deviations by kind", width: 40 },
      { title: "Item-days", width: 12 },
      { title: "Item-days deviating", width: 12 },
      { title: "Item-days missing", width: 12 },
    ],
    rows: report.controls.flatMap((control) =>
      control.attributes.map(({ id, title, is_key, counts, by_kind, item_days }) => [
        control.id,
        id,
        title,
        is_key,
        counts.pass,
        counts.deviation,
        counts.indeterminate,
        counts.not_applicable,
        counts.pending,
        Object.entries(by_kind)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([kind, count]) => `${kind}: ${count}`)
          .join(", "),
        item_days?.total ?? null,
        item_days?.deviating ?? null,
        item_days?.missing ?? null,
      ]),
    ),
  };
}
