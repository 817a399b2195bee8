import type { AnyControl } from "../../assess/control.js";
import { OPINION_RULES } from "../../assess/opinion/projection.js";
import { runProcedure } from "../../assess/run-procedure.js";
import { addTallies, type ControlTally } from "../../assess/tally.js";
import { sha256 } from "../../base/digest.js";
import type { EpochMs } from "../../base/instant.js";
import type { HeldLog, PerformAgain, PerformedAgain } from "../../verify/check-results.js";
import type { Findings } from "../../verify/report.js";
import { projectedOpinion } from "../audit/audit.js";
import { ownControls } from "../controls/own-controls.js";
import { promisedControls } from "../test-period/control-plans.js";
import { COVERAGE_COLUMNS, coverageOf } from "../test-period/read-coverage.js";
import {
  populationQuery,
  type TestedControl,
  type TestedPeriod,
  type TestedPopulation,
} from "../test-period/test-period.js";
import { dayFinder, periodOf, weeksOf } from "../workspace/calendar.js";
import { parseWorkspace } from "../workspace/load-workspace.js";
import type { EvidenceReader } from "../workspace/open-workspace.js";
import { compareResults } from "./compare-results.js";
import { type LoggedBatch, loggedBatch } from "./logged-results.js";
import { performedTests, type ResultDetails } from "./result-details.js";
import { RowEngine, rowFileProblem, rowsOf } from "./row-files.js";

export interface JudgeAgainWorld {
  /** The controls that this verifier brings along. */
  readonly controls: readonly AnyControl[];
  readonly version: string;
  /** The evidence of a log, as far as it is there. */
  evidenceOf(log: HeldLog): Promise<EvidenceReader>;
}

/**
 * Performs the logged tests again on the populations that a pack encloses: checks that these are the ones that were
 * judged, judges every item by the procedures of this verifier, projects the opinion, and compares. Needs no database.
 */
export function judgeAgain(world: JudgeAgainWorld): PerformAgain {
  return async (log, findings) => {
    const evidence = await world.evidenceOf(log);
    const batch = await loggedBatch(log, evidence, findings);
    if (batch === undefined) return unperformed("what they rest on is not here");
    if (await hasOtherRows(log, batch, findings)) return { notChecked: [] };
    const conclusions = await judgeBatch(world, { log, batch, evidence }, findings);
    await findOtherLists(log, batch, findings);
    return {
      ...(conclusions === undefined ? {} : { conclusions }),
      notChecked: [
        "Populations: they were taken as enclosed and not assembled again from the raw captures; `lookback verify` does that.",
        "Whether the populations are complete: that is taken from the results on record.",
        ...leftText(batch, log),
      ],
    };
  };
}

/** Why no test was performed again. */
export function unperformed(why: string): PerformedAgain {
  return { notChecked: [`Conclusions: no test was performed again, because ${why}.`] };
}

/** Sentences on results that were not performed again. */
export function leftText(
  { unread }: Pick<LoggedBatch, "unread">,
  { earlier }: Pick<HeldLog, "earlier">,
): readonly string[] {
  return [
    ...(unread.length === 0 ? [] : [`Conclusions whose details are not here: ${unread.slice(0, 10).join(", ")}.`]),
    ...(earlier === 0 ? [] : [`${earlier} earlier results: only the newest of each test was performed again.`]),
  ];
}

/** Every enclosed list must be the one that was judged. */
export async function hasOtherRows(log: HeldLog, { controls }: LoggedBatch, findings: Findings): Promise<boolean> {
  const before = findings.errors.length;
  const seen = new Set<string>();
  for (const { details, placed } of controls) {
    for (const file of [details.population, details.coverage]) {
      const name = `${file.file} ${file.sha256} ${file.rows}`;
      if (seen.has(name)) continue;
      seen.add(name);
      const problem = await rowFileProblem(log.source, file);
      if (problem !== undefined)
        findings.error("POPULATION_MISMATCH", file.file, `${problem} (record ${placed.index})`);
    }
    const rows = details.population.parts.reduce((sum, part) => sum + part.rows, 0);
    if (rows === details.population.rows) continue;
    const message = `its parts have ${rows} rows, the whole ${details.population.rows}`;
    findings.error("POPULATION_MISMATCH", `record ${placed.index}`, message);
  }
  return findings.errors.length > before;
}

/** A list that nobody judged would be read as one that was. */
export async function findOtherLists(
  log: HeldLog,
  { controls, unread }: LoggedBatch,
  findings: Findings,
): Promise<void> {
  if (unread.length > 0) return;
  const judged = new Set(controls.flatMap(({ details }) => [details.population.file, details.coverage.file]));
  for (const path of (await log.source.list("populations")).files) {
    if (!judged.has(path)) findings.error("BAG_EXTRA_FILE", path, "no result rests on this list");
  }
}

interface Judging {
  readonly log: HeldLog;
  readonly batch: LoggedBatch;
  readonly evidence: EvidenceReader;
}

async function judgeBatch(
  { controls, version }: JudgeAgainWorld,
  { log, batch, evidence }: Judging,
  findings: Findings,
): Promise<PerformedAgain["conclusions"]> {
  const config = batch.files.find(({ path }) => path === "lookback.yaml");
  const workspace = parseWorkspace(config?.text ?? "", "lookback.yaml");
  const own = batch.files.filter(({ path }) => /^controls\/[^/]+\.ya?ml$/.test(path));
  const declared = ownControls(
    own.map(({ path, text }) => ({ file: path, text })),
    controls,
  );
  const all = [...controls, ...declared];
  const engine = new RowEngine(log.source);
  const judged = await judgedPeriod({ batch, source: log.source, engine, workspace, controls: all });
  const files = { read: async () => undefined, write: async () => undefined };
  const { tested, completeness } = judged;
  const opinion = await projectedOpinion({ tested, completeness }, { workspace, evidence, engine, files, version });
  const first = batch.controls[0]?.details;
  if (first === undefined) return undefined;
  const performed = performedTests({
    open: { controls: all, workspace },
    audited: { tested, completeness, opinion },
    workspace: batch.workspace,
    populations: judged.populations,
    coverage: first.coverage,
    inputsOf: (population) => judged.inputs.get(population) ?? [],
  });
  const promised = [...promisedControls(all, workspace).map(({ control }) => control.id), OPINION_RULES];
  return compareResults(batch, { performed, promised }, findings);
}

interface PeriodInput {
  readonly batch: LoggedBatch;
  readonly source: HeldLog["source"];
  readonly engine: RowEngine;
  readonly workspace: ReturnType<typeof parseWorkspace>;
  readonly controls: readonly AnyControl[];
}

async function judgedPeriod({ batch, source, engine, workspace, controls }: PeriodInput) {
  const { audit, organisation } = workspace;
  const zone = organisation.time_zone;
  const period = periodOf(audit.period, zone);
  const asOf: EpochMs = Date.parse(batch.asOf);
  const details = new Map<string, ResultDetails>();
  for (const { details: each } of batch.controls) details.set(each.population.name, each);
  const promises = promisedControls(controls, workspace);
  const first = batch.controls[0]?.details.coverage;
  const coverage = await coverageOf(
    rowsOf(source, { file: first?.file ?? "", from: 0, rows: first?.rows ?? 0 }, COVERAGE_COLUMNS),
  );
  const setting = {
    asOf,
    period,
    coverage,
    dayOf: dayFinder(audit.period, zone),
    weeks: weeksOf(audit.period, zone),
  };
  const tested: TestedControl[] = [];
  const populations: TestedPopulation[] = [];
  for (const [name, { population: file }] of [...details].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const plans = promises.filter(({ control }) => control.population.name === name);
    const population = plans[0]?.control.population;
    if (population === undefined) continue;
    const parts = partsOf(file, engine);
    populations.push({ population, promises: plans, parts, digest: sha256(file.sha256) });
    const tallies: (readonly ControlTally[])[] = [];
    for (const { views } of parts) {
      tallies.push(await runProcedure({ ...setting, plans, batches: engine.run(populationQuery(population, views)) }));
    }
    plans.forEach((promise, at) => {
      const ids = promise.control.attributes.map(({ id }) => id);
      tested.push({
        promise,
        tally: addTallies(
          ids,
          tallies.flatMap((part) => part[at] ?? []),
        ),
      });
    });
  }
  tested.sort((a, b) => (a.promise.control.id < b.promise.control.id ? -1 : 1));
  const judged: TestedPeriod = { period, asOf, coverage, controls: tested, populations };
  return {
    tested: judged,
    completeness: new Map([...details].map(([name, each]) => [name, each.completeness])),
    populations: new Map(
      [...details].map(
        ([
          name,
          {
            population: { name: _, ...file },
          },
        ]) => [name, file],
      ),
    ),
    inputs: new Map([...details].map(([name, each]) => [name, each.inputs.flatMap(([a, b]) => numbersOf(a, b))])),
  };
}

function partsOf(file: ResultDetails["population"], engine: RowEngine): TestedPopulation["parts"] {
  let from = 0;
  return file.parts.map(({ month, is_carry_in, from: start, to, rows }, at) => {
    const views = engine.add({ file: file.file, from, rows });
    from += rows;
    const window = { start: Date.parse(start), end: Date.parse(to) };
    return {
      partition: { month: month ?? undefined, isCarryIn: is_carry_in, window },
      views: { views, digest: sha256(`${file.sha256} ${at}`) },
    };
  });
}

function numbersOf(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
