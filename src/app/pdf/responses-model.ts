import { standingCause } from "../../recovery/causes/standing-cause.js";
import type { AuditorReportView, ComparisonView } from "../../reports/auditor-report/model.js";
import { censusText, matchText, opinionLine } from "../../reports/auditor-report/words.js";
import type { Compared, ResponsesModel } from "../../reports/pdf/responses/model.js";
import type { FindingDecisions } from "../findings/decided.js";

/** The exceptions of the auditor's report with what is on record for each: nothing is added to it. */
export function responsesModel(view: AuditorReportView, decided: FindingDecisions): ResponsesModel {
  const rows = view.rows.filter(
    ({ is_current, repeats, state }) => is_current && repeats === null && state === "exception",
  );
  return {
    schema: "lookback/responses/1",
    lookback: view.lookback,
    organisation: view.organisation,
    is_sample: view.is_sample,
    as_of: view.as_of,
    report: view.files.length === 0 ? "none is stored" : opinionLine(view),
    rows: rows.map(({ id, control_no, criteria, words, comparisons }) => ({
      ...{ id, control_no, criteria },
      words: words.map(({ title, text }) => ({ title, text })),
      compared: comparisons.map((each) => compared(each, decided)),
    })),
  };
}

function compared(comparison: ComparisonView, { causes, compensation }: FindingDecisions): Compared {
  const { match, seen, meaning } = comparison;
  const control = match?.control ?? "";
  return {
    control: match === null ? null : matchText(comparison),
    title: match?.title ?? "",
    seen: seen === null ? "no number" : `${seen.deviating} of ${seen.examined}`,
    census: comparison.census === null ? null : censusText(comparison),
    meaning,
    cause: causeOf(causes.get(control) ?? []),
    compensation: (compensation.get(control) ?? []).map(
      ({ index, body: { item, with: by, action, by: who, reason } }) => ({
        ...{ record: index, item, with: by, action, by: who, reason },
      }),
    ),
  };
}

function causeOf(log: Parameters<typeof standingCause>[0]): Compared["cause"] {
  const standing = standingCause(log);
  if (standing === undefined) return null;
  const { index, at, status, approvedBy, cause } = standing;
  return {
    ...{ record: index, at, status, category: cause.category, scope: cause.scope, text: cause.text, by: cause.by },
    approved_by: approvedBy,
    why: cause.why.map(({ text, evidence }) => ({ text, evidence })),
  };
}
