import { AppError } from "../../base/app-error.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Day, type EpochMs, instantOf } from "../../base/instant.js";
import { auditPeriod } from "../audit/audit.js";
import { checkOwnQueries } from "../controls/own-query.js";
import type { ControlFile } from "../controls/parse-own-control.js";
import { type PromisedControl, promiseFacts } from "../test-period/control-plans.js";
import { type TestedPeriod, testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { candidateOf } from "./candidate.js";
import { ComparedReport, parseEarlierReport } from "./earlier-report.js";
import { type Flip, flipsBetween } from "./flips.js";
import { type ControlOutcomes, judgedOutcomes, reportedOutcomes } from "./item-outcomes.js";
import { withoutWriting } from "./without-writing.js";

export interface ReplayInput {
  readonly open: OpenWorkspace;
  readonly asOf: EpochMs;
  /** Other promises and own controls; without them, what runs is compared with the earlier report. */
  readonly candidate?: { readonly files: readonly ControlFile[]; readonly from: Day | undefined };
  /** An earlier audit.json to compare with; without it, what runs now is. */
  readonly against?: { readonly file: string; readonly text: string };
  progress?(what: string): void;
}

/** Before and after. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** What flips when other revisions, promises or controls judge the same stored evidence. */
export interface Replay {
  readonly schema: "lookback/replay/1";
  readonly as_of: string;
  /** What the two sides are, in words. */
  readonly sides: Change<string>;
  /** What makes the sides hard to compare, in sentences. */
  readonly notes: readonly string[];
  readonly opinion: Change<{ readonly projected: string; readonly best: string; readonly worst: string }>;
  /** Criteria whose conclusion changes. */
  readonly criteria: readonly (Change<string | null> & { readonly id: string })[];
  /** Controls of which anything changes. */
  readonly controls: readonly ReplayedControl[];
  readonly disclaimer: string;
}

export interface ReplayedControl {
  readonly id: string;
  readonly revision: Change<number | null>;
  readonly statement: Change<string | null>;
  readonly conclusion: Change<string | null>;
  readonly counts: Change<ComparedReport["controls"][number]["counts"] | null>;
  readonly flips: readonly Flip[];
}

interface Side {
  readonly words: string;
  readonly report: ComparedReport;
  /** `undefined`: all that is known stands in the report. */
  readonly run: { readonly tested: TestedPeriod; readonly open: OpenWorkspace } | undefined;
}

/**
 * Runs other revisions over the stored evidence and says what flips. Nothing is collected, and no outcome or report is
 * written.
 *
 * @throws AppError `bad-usage` without anything to compare, `bad-config` or `bad-input` for files that cannot be read.
 */
export async function replay(input: ReplayInput): Promise<Replay> {
  const { open, candidate, against, asOf } = input;
  if (candidate === undefined && against === undefined) {
    throw new AppError({
      code: "bad-usage",
      message: "nothing to replay",
      fix: "Give --with FILE|DIR (other promises or own controls), --against REPORT.json (an earlier audit), or both.",
    });
  }
  const still = withoutWriting(open);
  const running = () => ranSide(still, "what lookback.yaml and controls/ say", input);
  const after = candidate === undefined ? await running() : await candidateSide(still, input, candidate);
  const before = against === undefined ? await running() : reportSide(against, after.report);
  input.progress?.("comparing");
  return {
    schema: "lookback/replay/1",
    as_of: instantOf(asOf),
    sides: { before: before.words, after: after.words },
    notes: notesOn(before, after),
    opinion: { before: overallOf(before), after: overallOf(after) },
    criteria: changedCriteria(before.report, after.report),
    controls: await changedControls(before, after),
    disclaimer: after.report.opinion.disclaimer,
  };
}

async function candidateSide(
  open: OpenWorkspace,
  input: ReplayInput,
  { files, from }: NonNullable<ReplayInput["candidate"]>,
): Promise<Side> {
  const { controls, workspace, unchecked } = candidateOf(files, { ...open, from });
  await checkOwnQueries(unchecked, open.engine);
  const words = `${files.map(({ file }) => file).join(", ")}, as if in force since ${from ?? "ever"}`;
  return ranSide({ ...open, controls, workspace }, words, input);
}

async function ranSide(open: OpenWorkspace, words: string, { asOf, progress }: ReplayInput): Promise<Side> {
  const report = await auditPeriod({ open, asOf, progress: (what) => progress?.(`${words}: ${what}`) });
  const tested = await testPeriod({ ...open, asOf, isDryRun: true });
  return { words, report: ComparedReport.parse(report), run: { tested, open } };
}

function reportSide(against: NonNullable<ReplayInput["against"]>, after: ComparedReport): Side {
  const report = parseEarlierReport(against);
  const { from, to } = report.period;
  if (from !== after.period.from || to !== after.period.to) {
    throw new AppError({
      code: "bad-input",
      message: `${against.file} is about ${from} to ${to}, this workspace about ${after.period.from} to ${after.period.to}`,
      fix: "Name a report on the same period.",
    });
  }
  return { words: `${against.file}, by ${report.lookback} as of ${report.as_of}`, report, run: undefined };
}

function notesOn({ report: before }: Side, { report: after }: Side): readonly string[] {
  const { captures } = before.evidence;
  return [
    ...(before.as_of === after.as_of
      ? []
      : [`The sides are judged as of ${before.as_of} and ${after.as_of}: time alone may flip items.`]),
    ...(captures === after.evidence.captures
      ? []
      : [`The sides rest on ${captures} and ${after.evidence.captures} captures: evidence alone may flip items.`]),
    ...(before.opinion.rules === after.opinion.rules
      ? []
      : [`The opinions follow ${before.opinion.rules} and ${after.opinion.rules}.`]),
  ];
}

function overallOf({ report }: Side): Replay["opinion"]["before"] {
  const { projected, best, worst } = report.opinion.overall;
  return { projected, best, worst };
}

function changedCriteria(before: ComparedReport, after: ComparedReport): Replay["criteria"] {
  const ids = [...new Set([...Object.keys(before.opinion.criteria), ...Object.keys(after.opinion.criteria)])].sort();
  const of = (report: ComparedReport, id: string) => report.opinion.criteria[id]?.conclusion ?? null;
  return ids.flatMap((id) => {
    const change = { id, before: of(before, id), after: of(after, id) };
    return change.before === change.after ? [] : [change];
  });
}

async function changedControls(before: Side, after: Side): Promise<readonly ReplayedControl[]> {
  const ids = [...before.report.controls, ...after.report.controls].map(({ id }) => id);
  const found: ReplayedControl[] = [];
  for (const id of [...new Set(ids)].sort()) {
    const isSame = isSamePromise(promiseOf(before, id), promiseOf(after, id));
    const flips = isSame ? [] : flipsBetween(await outcomesOf(before, id), await outcomesOf(after, id));
    const control = replayedControl(id, { before: before.report, after: after.report }, flips);
    if (flips.length > 0 || isChanged(control)) found.push(control);
  }
  return found;
}

function outcomesOf({ run, report }: Side, id: string): Promise<ControlOutcomes | undefined> {
  if (run !== undefined) return judgedOutcomes(run.tested, id, run.open);
  const control = report.controls.find((each) => each.id === id);
  return Promise.resolve(control === undefined ? undefined : reportedOutcomes(control));
}

function promiseOf({ run }: Side, id: string): PromisedControl | undefined {
  return run?.tested.controls.map(({ promise }) => promise).find(({ control }) => control.id === id);
}

/** Two runs of one promise over the same evidence say the same: no item is asked twice. */
function isSamePromise(before: PromisedControl | undefined, after: PromisedControl | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  return canonicalJson(promiseFacts(before)) === canonicalJson(promiseFacts(after));
}

function replayedControl(
  id: string,
  { before, after }: Change<ComparedReport>,
  flips: readonly Flip[],
): ReplayedControl {
  const [was, is] = [before, after].map((report) => report.controls.find((control) => control.id === id));
  const conclusionOf = (report: ComparedReport) => report.opinion.controls[id]?.conclusion ?? null;
  return {
    id,
    revision: { before: was?.revision ?? null, after: is?.revision ?? null },
    statement: { before: was?.statement ?? null, after: is?.statement ?? null },
    conclusion: { before: conclusionOf(before), after: conclusionOf(after) },
    counts: { before: was?.counts ?? null, after: is?.counts ?? null },
    flips,
  };
}

function isChanged({ revision, conclusion, counts, statement }: ReplayedControl): boolean {
  return [revision, conclusion, counts, statement].some(
    ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after),
  );
}
