import type { AnyControl } from "../../assess/control.js";
import { DISCLAIMER_TEXT } from "../../assess/opinion/projection.js";
import { day, type EpochMs, instantOf } from "../../base/instant.js";
import type { CriterionId } from "../../criteria/criteria.js";
import { compareWithCensus } from "../../recovery/auditor-report/comparison.js";
import { type OpinionFacts, opinionFacts, type ReportPeriod } from "../../recovery/auditor-report/opinion-facts.js";
import { Matcher } from "../../recovery/auditor-report/propose-matches.js";
import { criteriaToWinBack, type JudgedRow } from "../../recovery/auditor-report/win-back.js";
import type { AuditorReportView, ComparisonView, RowView } from "../../reports/auditor-report/model.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type ControlCensus, censusOf } from "./census.js";
import { isOpen, matchesOf, repeatsIn } from "./row-matches.js";
import { fileId, type KnownRow, readStoredReport, type StoredMatch, type StoredReport } from "./stored-report.js";

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
  const context: ViewContext = {
    ...{ stored, census, repeats: repeatsIn(stored), otherPeriods: otherPeriods(stored, wanted) },
    known: new Map(open.controls.map((control) => [control.id, control])),
    matcher: new Matcher(open.controls),
  };
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
    files: stored.files.map((file) => ({
      ...{ id: fileId(file), file: file.file, sha256: file.sha256, imported_at: file.importedAt },
      replaces: file.replaces === undefined ? null : fileId({ sha256: file.replaces }),
      rows: file.rows.length,
      ...{ accounting: file.accounting, problems: file.problems, statements: file.statements, unread: file.unread },
    })),
  };
}

interface ViewContext {
  readonly stored: StoredReport;
  readonly census: ReadonlyMap<string, ControlCensus>;
  readonly repeats: ReadonlyMap<string, string>;
  /** By the digest of a file: the period it covers, where that is another than the one shown. */
  readonly otherPeriods: ReadonlyMap<string, ReportPeriod>;
  readonly known: ReadonlyMap<string, AnyControl>;
  readonly matcher: Matcher;
}

/** What the files say together; of several periods that of the newest file. */
function factsOf({ files }: Pick<StoredReport, "files">): OpinionFacts {
  const newestFirst = [...files].reverse();
  return opinionFacts({
    statements: newestFirst.flatMap(({ statements }) => statements),
    otherLines: newestFirst.flatMap(({ headings, unread }) => [...headings, ...unread].map(({ text }) => text)),
  });
}

/** Two reports may cover two periods: the census of one says nothing of the other. */
function otherPeriods({ files }: StoredReport, shown: ReportPeriod | null): ReadonlyMap<string, ReportPeriod> {
  const own = new Map(
    files.flatMap((file): [string, ReportPeriod][] => {
      const period = saidPeriod({ files: [file] }) ?? factsOf({ files: [file] }).period;
      return period === null ? [] : [[file.sha256, period]];
    }),
  );
  if (new Set([...own.values()].map(({ from, to }) => `${from} ${to}`)).size < 2) return new Map();
  return new Map([...own].filter(([, { from, to }]) => from !== shown?.from || to !== shown.to));
}

/** What whoever imported the newest file with a period said of it. */
function saidPeriod({ files }: Pick<StoredReport, "files">): ReportPeriod | null {
  const said = files.findLast(({ period }) => period !== null)?.period;
  return said === undefined || said === null ? null : { from: day(said.from), to: day(said.to) };
}

function rowView(row: KnownRow, context: ViewContext): RowView {
  const { id, reading } = row;
  const repeats = context.repeats.get(id) ?? null;
  const comparisons = matchesOf(row, context.stored, context.repeats).map((match, at) =>
    comparisonView(row, { seen: reading.counted[at] ?? null, match, context }),
  );
  const isUnmatched = isOpen(row, context.stored, context.repeats);
  const proposals = isUnmatched ? context.matcher.propose(row.row).proposals : [];
  return {
    id,
    file: row.file?.file ?? "unknown",
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

function comparisonView(
  row: KnownRow,
  {
    seen,
    match,
    context,
  }: {
    readonly seen: KnownRow["reading"]["counted"][number] | null;
    readonly match: StoredMatch | undefined;
    readonly context: ViewContext;
  },
): ComparisonView {
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
  const census = censusFor(match.control, row, context);
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

function censusFor(control: string, { file }: KnownRow, { census, otherPeriods: others }: ViewContext) {
  const other = others.get(file?.sha256 ?? "");
  if (other === undefined) return census.get(control);
  const { from, to } = other;
  const why = `its report covers ${from} to ${to}, not the period shown; for that one add --from ${from} --to ${to}`;
  return { kind: "not-tested", why } as const;
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
