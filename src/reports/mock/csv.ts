import { csvHeader, csvLine } from "../csv.js";
import { MOCK_WATERMARK, type MockControl, type MockReport } from "./model.js";

/** The workpaper of one control as CSV: one line for each selected item and attribute, in the order drawn. */
export function renderWorkpaperCsv(control: MockControl): string {
  const lines = control.items.flatMap((item) =>
    item.outcomes.map(({ attribute, state, kind, cause, text, verdicts }) =>
      csvLine([
        MOCK_WATERMARK,
        control.id,
        item.ordinal,
        item.stage === 0 ? "first sample" : "extension",
        item.id,
        item.label,
        item.occurred_at,
        item.unit,
        attribute,
        state,
        kind ?? cause,
        text,
        verdicts.tester?.by,
        verdicts.tester?.finding,
        verdicts.reviewer?.by,
        verdicts.reviewer?.finding,
        verdicts.state,
        item.evidence.map(({ sha256, pointer }) => `${sha256}#${pointer}`).join(" "),
      ]),
    ),
  );
  return csvHeader(WORKPAPER_COLUMNS) + lines.join("");
}

/** The request list as CSV, in the order of the report. */
export function renderRequestsCsv({ requests }: Pick<MockReport, "requests">): string {
  const lines = requests.map((request) =>
    csvLine([
      MOCK_WATERMARK,
      request.id,
      request.type,
      request.control,
      request.attribute,
      request.item,
      request.wording,
      request.period,
      request.due_on,
      request.owner,
      request.internal_status,
      request.auditor_status,
      request.evidence.map(({ sha256, pointer }) => `${sha256}#${pointer}`).join(" "),
      request.comment,
    ]),
  );
  return csvHeader(REQUEST_COLUMNS) + lines.join("");
}

const WORKPAPER_COLUMNS = [
  "mark",
  "control",
  "number",
  "stage",
  "item",
  "label",
  "occurred at",
  "unit",
  "attribute",
  "outcome",
  "kind or cause",
  "detail",
  "tester",
  "tester found",
  "reviewer",
  "reviewer found",
  "two-person state",
  "evidence",
];

const REQUEST_COLUMNS = [
  "mark",
  "request",
  "type",
  "control",
  "attribute",
  "item",
  "wording",
  "period",
  "due on",
  "owner",
  "our status",
  "auditor's status",
  "evidence",
  "comment",
];
