import type { AnyControl } from "../../assess/control.js";
import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import { day, type EpochMs, instantOf } from "../../base/instant.js";
import type { CriterionId } from "../../criteria/criteria.js";
import { compareWithCensus } from "../../recovery/auditor-report/comparison.js";
import { type OpinionFacts, opinionFacts, type ReportPeriod } from "../../recovery/auditor-report/opinion-facts.js";
import { Matcher } from "../../recovery/auditor-report/propose-matches.js";
import { repeatedRows } from "../../recovery/auditor-report/repeats.js";
import { criteriaToWinBack, type JudgedRow } from "../../recovery/auditor-report/win-back.js";
import type { AuditorReportView, ComparisonView, RowView } from "../../reports/auditor-report/model.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type ControlCensus, censusOf } from "./census.js";
import { type KnownRow, readStoredReport, type StoredMatch, type StoredReport } from "./stored-report.js";

export interface ShowInput {
  readonly open: OpenWorkspace;
  readonly asOf: EpochMs;
  /** First and last day of the report, instead of what it says itself. */
  readonly period?: ReportPeriod;
  progress?(population: string, done: number, total: number): void;
}

/** Puts every row of the imported report beside what the whole population shows for the control it was matched to. */
export async function showReport({ open, asOf, period, progress }: ShowInput): Promise<AuditorReportView> {
  const stored = await readStoredReport(open.evidence);
  const facts = factsOf(stored);
  const wanted = period ?? saidPeriod(stored) ?? facts.period;
  const controls = [...new Set([...stored.matches.values()].flatMap(({ control }) => control ?? []))].sort();
  const census = await censusOf({
    open,
    period: wanted,
    controls,
    asOf,
    ...(progress === undefined ? {} : { progress }),
  });
  const repeats = repeatedRows(stored.rows);
  const known = new Map(open.controls.map((control) => [control.id, control]));
  const context: ViewContext = { stored, census, repeats, known, matcher: new Matcher(open.controls) };
  const rows = stored.rows.map((row) => rowView(row, context));
  const judged = stored.rows.flatMap((row, at) => judgedRow(row, rows[at], context));
  return {
    schema: "lookback.auditor-report/1",
    lookback: open.version,
    organisation: open.workspace.organisation.name,
    is_sample: open.workspace.sample,
    as_of: instantOf(asOf),
    disclaimer: `${DISCLAIMER_TEXT} Rows are the auditor's words; everything beside them is management's own reckoning.`,
    opinion: facts.opinion,
    type: facts.type,
    period: wanted,
    criteria: criteriaToWinBack(judged, facts.basisCriteria).map(
      ({ criterion, title, isInBasis, rows: ids, standing, meaning }) => ({
        criterion,
        title,
        is_in_basis: isInBasis,
        rows: [...ids],
        standing,
        meaning,
      }),
    ),
    rows,
    files: stored.files.map(({ file, sha256, importedAt, rows: ids, accounting, problems, statements, unread }) => ({
      file,
      sha256,
      imported_at: importedAt,
      rows: ids.length,
      accounting,
      problems,
      statements,
      unread,
    })),
  };
}

interface ViewContext {
  readonly stored: StoredReport;
  readonly census: ReadonlyMap<string, ControlCensus>;
  readonly repeats: ReadonlyMap<string, string>;
  readonly known: ReadonlyMap<string, AnyControl>;
  readonly matcher: Matcher;
}

function factsOf({ files }: StoredReport): OpinionFacts {
  return opinionFacts({
    statements: files.flatMap(({ statements }) => statements),
    otherLines: files.flatMap(({ headings, unread }) => [...headings, ...unread].map(({ text }) => text)),
  });
}

/** What whoever imported the newest file with a period said of it. */
function saidPeriod({ files }: StoredReport): ReportPeriod | null {
  const said = files.findLast(({ period }) => period !== null)?.period;
  return said === undefined || said === null ? null : { from: day(said.from), to: day(said.to) };
}

function rowView(row: KnownRow, context: ViewContext): RowView {
  const { id, reading } = row;
  const repeats = context.repeats.get(id) ?? null;
  const counts = reading.counted.length === 0 ? [null] : reading.counted;
  const comparisons = counts.map((seen, at) => comparisonView(row, { seen, at, context }));
  const isOpen = repeats === null && !context.stored.matches.has(id) && comparisons.some(({ match }) => match === null);
  const proposals = isOpen ? context.matcher.propose(row.row).proposals : [];
  return {
    id,
    file: row.file,
    place: row.row.place,
    is_current: row.isCurrent,
    words: row.row.cells.map(({ title, text, is_carried }) => ({ title, text, is_carried })),
    control_no: reading.controlNo,
    criteria: [...reading.criteria],
    unknown_criteria: [...reading.unknownCriteria],
    state: reading.state,
    doubtful: reading.doubtful.map(({ words, why }) => ({ words, why })),
    repeats,
    comparisons,
    proposals: proposals.map(({ control, attribute, score, reasons }) => ({
      control,
      attribute,
      score,
      reasons: [...reasons],
    })),
  };
}

/** A count's own match goes before its row's; a row that tells another again shares that one's. */
function matchFor({ id }: KnownRow, at: number, { stored, repeats }: ViewContext): StoredMatch | undefined {
  const first = repeats.get(id);
  const own = stored.matches.get(`${id}/${at + 1}`) ?? stored.matches.get(id);
  return (
    own ?? (first === undefined ? undefined : (stored.matches.get(`${first}/${at + 1}`) ?? stored.matches.get(first)))
  );
}

function comparisonView(
  row: KnownRow,
  {
    seen,
    at,
    context,
  }: {
    readonly seen: KnownRow["reading"]["counted"][number] | null;
    readonly at: number;
    readonly context: ViewContext;
  },
): ComparisonView {
  const match = matchFor(row, at, context);
  const nothing = { census: null, chance_of_any_millionths: null, chance_of_as_many_millionths: null };
  const words = seen === null ? null : { ...seen };
  if (match === undefined || match.control === null) {
    const meaning =
      match === undefined ? "nobody has said yet which control it is about." : "said to be about none of our controls.";
    return { seen: words, match: null, why_no_census: meaning, ...nothing, meaning };
  }
  const control = context.known.get(match.control);
  const title = control?.attributes.find(({ id }) => id === match.attribute)?.title ?? control?.title ?? match.control;
  const matched = { control: match.control, attribute: match.attribute, title };
  const census = context.census.get(match.control);
  if (census === undefined || census.kind === "not-tested") {
    const why = census?.why ?? "it was not tested";
    return { seen: words, match: matched, why_no_census: why, ...nothing, meaning: `No census: ${why}.` };
  }
  const found = census.found(match.attribute);
  const compared = compareWithCensus({ state: row.reading.state, seen }, found);
  return {
    seen: words,
    match: matched,
    census: {
      deviating: found.deviating,
      due: found.due,
      could_not_tell: found.couldNotTell,
      is_proven: found.isProven,
      reasons: [...census.reasons],
    },
    why_no_census: null,
    chance_of_any_millionths: millionths(compared.chanceOfAny),
    chance_of_as_many_millionths: millionths(compared.chanceOfAsMany),
    meaning: compared.meaning,
  };
}

/** Whole millionths; what is neither impossible nor certain never becomes so by rounding. */
function millionths(chance: number | null): number | null {
  if (chance === null) return null;
  const rounded = Math.round(chance * 1_000_000);
  if (chance > 0 && rounded === 0) return 1;
  return chance < 1 && rounded === 1_000_000 ? 999_999 : rounded;
}

/** Rows that the criteria rest on: current ones, each exception once. */
function judgedRow(row: KnownRow, view: RowView | undefined, context: ViewContext): readonly JudgedRow[] {
  if (view === undefined || !row.isCurrent || context.repeats.has(row.id)) return [];
  const found = view.comparisons.map(({ census }) => census);
  const census = found.some((each) => each !== null && each.deviating > 0)
    ? "deviating"
    : found.every((each) => each?.is_proven === true && each.due > 0 && each.could_not_tell === 0)
      ? "clean"
      : "unknown";
  return [{ id: row.id, state: row.reading.state, criteria: criteriaOf(row, view, context), census }];
}

function criteriaOf({ reading }: KnownRow, { comparisons }: RowView, { known }: ViewContext): readonly CriterionId[] {
  if (reading.criteria.length > 0) return reading.criteria;
  return [
    ...new Set(
      comparisons.flatMap(({ match }) => {
        const control = match === null ? undefined : known.get(match.control);
        const own = control?.attributes.find(({ id }) => id === match?.attribute)?.criteria;
        return own ?? control?.criteria.key ?? [];
      }),
    ),
  ];
}
