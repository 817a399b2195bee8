import type { CellState } from "../audit/model.js";
import type { AuditorReportView, ComparisonView, RowView } from "./model.js";

/** How each state of a row is called and marked. `did-not-operate` and `no-evidence` look like neither pass nor failure. */
export const ROW_WORDS: Readonly<Record<RowView["state"], { readonly title: string; readonly mark: CellState }>> = {
  exception: { title: "Exception", mark: "failed" },
  "no-exception": { title: "No exception noted", mark: "operated" },
  "did-not-operate": { title: "Did not operate: not tested, no pass", mark: "did-not-occur" },
  "no-evidence": { title: "No evidence provided", mark: "evidence-gap" },
  unclear: { title: "Result not understood", mark: "not-testable" },
};

export const STANDING_WORDS: Readonly<
  Record<AuditorReportView["criteria"][number]["standing"], { readonly title: string; readonly mark: CellState }>
> = {
  deviating: { title: "Deviates", mark: "failed" },
  "not-shown": { title: "Not shown yet", mark: "not-testable" },
  "nothing-found": { title: "Nothing found here", mark: "did-not-occur" },
};

export const OPINION_TEXT = {
  unqualified: "unqualified",
  qualified: "qualified",
  adverse: "adverse",
  disclaimer: "a disclaimer of opinion",
} as const;

/** `qualified, type II, 2026-01-01 to 2026-06-30`; what the report does not say is said to be missing. */
export function opinionLine({ opinion, type, period }: AuditorReportView): string {
  return [
    opinion === null ? "opinion not read" : OPINION_TEXT[opinion],
    type === null ? "type not read" : `type ${type}`,
    period === null ? "period not read" : `${period.from} to ${period.to}`,
  ].join(", ");
}

/** What the auditor saw, counted where it is. */
export function seenText({ seen }: ComparisonView): string {
  return seen === null ? "the auditor gave no count" : `the auditor saw ${seen.deviating} of ${seen.examined}`;
}

/** `IAM-03.A`, `IAM-03`, or that nobody has matched it. */
export function matchText({ match }: ComparisonView): string {
  if (match === null) return "not matched";
  return match.attribute === null ? match.control : `${match.control}.${match.attribute}`;
}

/** What the census found, or why there is none. */
export function censusText({ census, why_no_census }: ComparisonView): string {
  if (census === null) return why_no_census ?? "no census";
  const open = census.could_not_tell > 0 ? `, ${census.could_not_tell} could not be told` : "";
  const proven = census.is_proven ? "" : ", list not proven";
  return `${census.deviating} of ${census.due}${open}${proven}`;
}

/** A chance in millionths as a percentage. */
export function chanceText(millionths: number | null): string | undefined {
  if (millionths === null) return undefined;
  if (millionths > 0 && millionths < 10_000) return "under 1 %";
  if (millionths < 1_000_000 && millionths > 990_000) return "over 99 %";
  return `${Math.round(millionths / 10_000)} %`;
}
