import type { AnyControl } from "../../assess/control.js";
import type { ProcedureInput } from "../../assess/control-run.js";
import type { CoverageIndex } from "../../assess/coverage-index.js";
import { ITEM_COLUMNS, type PopulationDefinition } from "../../assess/population.js";
import { runProcedure } from "../../assess/run-procedure.js";
import { addTallies, type ControlTally } from "../../assess/tally.js";
import { canonicalJson } from "../../base/canonical-json.js";
import { type Sha256, sha256 } from "../../base/digest.js";
import type { EpochMs } from "../../base/instant.js";
import type { Interval } from "../../base/interval.js";
import { sideBySide } from "../../base/side-by-side.js";
import type { DerivedTable } from "../../populations/registry.js";
import type { PopulationEngine } from "../../store/tables/population-engine.js";
import type { TableStore } from "../../store/tables/table-store.js";
import { isDeclared } from "../controls/own-controls.js";
import { checkOwnItems } from "../controls/own-query.js";
import { dayFinder, periodOf, weeksOf } from "../workspace/calendar.js";
import type { OutcomePort } from "../workspace/open-workspace.js";
import type { Workspace } from "../workspace/schema.js";
import { type PromisedControl, promisedControls, promiseFacts } from "./control-plans.js";
import { cutTables, type Partition, partitionsOf } from "./partitions.js";
import { type DeclaredTables, declaredTables, type PopulationViews, populationViews } from "./population-views.js";
import { readCoverage } from "./read-coverage.js";

export interface TestPeriodInput {
  readonly workspace: Workspace;
  readonly controls: readonly AnyControl[];
  readonly derived: readonly DerivedTable[];
  readonly engine: PopulationEngine;
  readonly tables: TableStore;
  readonly cache: OutcomePort;
  readonly asOf: EpochMs;
  /** Only these controls, by id; all when absent. */
  readonly only?: readonly string[];
  /** Only names what would be judged: for asking the engine directly. */
  readonly isDryRun?: boolean;
  /** Called when a control's population has been judged. */
  progress?(population: string, done: number, total: number): void;
}

/** Everything a period's test rests on; reports query the same views again. */
export interface TestedPeriod {
  readonly period: Interval;
  readonly asOf: EpochMs;
  readonly coverage: CoverageIndex;
  readonly controls: readonly TestedControl[];
  readonly populations: readonly TestedPopulation[];
}

export interface TestedControl {
  readonly promise: PromisedControl;
  readonly tally: ControlTally;
}

export interface TestedPopulation {
  readonly population: PopulationDefinition;
  readonly promises: readonly PromisedControl[];
  readonly parts: readonly { readonly partition: Partition; readonly views: PopulationViews }[];
  /** Names the population's items, judged: everything they rest on. */
  readonly digest: Sha256;
}

/** Tests every control over the whole population of the period, reusing what rests on nothing new. */
export async function testPeriod(input: TestPeriodInput): Promise<TestedPeriod> {
  const { workspace, tables, asOf } = input;
  const zone = workspace.organisation.time_zone;
  const period = periodOf(workspace.audit.period, zone);
  const declared = declaredTables(workspace);
  await input.engine.expectRows(tables.allRowCount());
  await deriveTables(input, { period, declared });
  const coverage = await readCoverage(input.engine, tables);
  const promises = promisedControls(input.controls, workspace);
  const { only } = input;
  const groups = byPopulation(
    only === undefined ? promises : promises.filter(({ control }) => only.includes(control.id)),
  );
  const dayOf = dayFinder(workspace.audit.period, zone);
  const weeks = weeksOf(workspace.audit.period, zone);
  let done = 0;
  const parts = await sideBySide(groups, input.engine.queriesAtOnce, async (promises) => {
    const population = promises[0]?.control.population;
    if (population === undefined) return undefined;
    await checkDeclared(promises, input, { period, declared });
    const tested = testedPopulation(population, promises, { period, asOf, declared, tables, coverage });
    const tallies =
      input.isDryRun === true ? [] : await judgePopulation(tested, input, { period, coverage, dayOf, weeks });
    done += 1;
    input.progress?.(population.title, done, groups.length);
    return { tested, controls: promises.map((promise, at) => testedControl(promise, tallies, at)) };
  });
  const found = parts.filter((part) => part !== undefined);
  const controls = found.flatMap((part) => part.controls);
  controls.sort((a, b) => (a.promise.control.id < b.promise.control.id ? -1 : 1));
  return { period, asOf, coverage, controls, populations: found.map(({ tested }) => tested) };
}

function testedControl(
  promise: PromisedControl,
  tallies: readonly (readonly ControlTally[])[],
  at: number,
): TestedControl {
  const ids = promise.control.attributes.map(({ id }) => id);
  const parts = tallies.map((part) => part[at]).filter((part) => part !== undefined);
  return { promise, tally: addTallies(ids, parts) };
}

/** The rows of one partition, in batches; in order of items where judging needs it or the caller asks. */
export function populationQuery(population: PopulationDefinition, views: PopulationViews, orderBy?: string) {
  const columns = { ...ITEM_COLUMNS, ...population.columns };
  const order = population.shape === "segments" ? "item_id, from_at" : orderBy;
  return { sql: population.sql, columns, views: views.views, ...(order === undefined ? {} : { orderBy: order }) };
}

function byPopulation(promises: readonly PromisedControl[]): readonly (readonly PromisedControl[])[] {
  const groups = new Map<string, PromisedControl[]>();
  for (const promise of promises) {
    const { name } = promise.control.population;
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [promise]);
    else known.push(promise);
  }
  return [...groups.values()];
}

/** A population that a workspace declares must name every item once before anything is counted. */
async function checkDeclared(
  promises: readonly PromisedControl[],
  { engine, tables }: TestPeriodInput,
  { period, declared }: { period: Interval; declared: DeclaredTables },
): Promise<void> {
  const owner = promises
    .map(({ control }) => control)
    .find((control) => isDeclared(control) && control.declaration.query);
  if (owner === undefined || !isDeclared(owner)) return;
  const everything: Partition = { month: undefined, window: period, isCarryIn: false };
  const { views } = populationViews(owner.population, everything, { period, tables, declared });
  await checkOwnItems(owner.population, owner.declaration, { engine, views });
}

interface Setting {
  readonly period: Interval;
  readonly asOf: EpochMs;
  readonly declared: DeclaredTables;
  readonly tables: TableStore;
  readonly coverage: CoverageIndex;
}

function testedPopulation(
  population: PopulationDefinition,
  promises: readonly PromisedControl[],
  setting: Setting,
): TestedPopulation {
  const rows = cutTables(population).reduce((sum, table) => sum + setting.tables.rowCount(table), 0);
  const parts = partitionsOf(population, { ...setting, isSmall: rows < SMALL_ROWS }).map((partition) => ({
    partition,
    views: namedViews(population, promises, populationViews(population, partition, setting), setting),
  }));
  return { population, promises, parts, digest: sha256(parts.map(({ views }) => views.digest).join("\n")) };
}

/** Below this many rows in its cut tables a population is tested whole (docs/decisions/0003). */
const SMALL_ROWS = 500_000;

/** Extends the digest of what the query sees by all else that its outcomes rest on. */
function namedViews(
  population: PopulationDefinition,
  promises: readonly PromisedControl[],
  { views, digest }: PopulationViews,
  { period, asOf, coverage }: Setting,
): PopulationViews {
  const streams = [...population.triggers, ...population.facts].map(({ stream }) => stream);
  const name = {
    sql: sha256(population.sql),
    population: population.name,
    views: digest,
    coverage: coverage.digestOf(streams),
    // A state is measured up to asOf; an event's outcome changes with asOf only while it is pending.
    upTo: population.shape === "segments" ? Math.min(asOf, period.end) : null,
    promises: promises.map(promiseFacts),
  };
  return { views, digest: sha256(canonicalJson(name)) };
}

async function judgePopulation(
  { population, promises, parts }: TestedPopulation,
  { engine, cache, asOf }: TestPeriodInput,
  known: Pick<ProcedureInput, "period" | "coverage" | "dayOf" | "weeks">,
): Promise<readonly (readonly ControlTally[])[]> {
  const tallies: (readonly ControlTally[])[] = [];
  for (const { views } of parts) {
    const cached = await cache.read(views.digest, asOf);
    if (cached !== undefined) {
      tallies.push(cached);
      continue;
    }
    const batches = engine.run(populationQuery(population, views));
    const judged = await runProcedure({ plans: promises, batches, asOf, ...known });
    await cache.write(views.digest, asOf, judged);
    tallies.push(judged);
  }
  return tallies;
}

async function deriveTables(
  { derived, tables }: TestPeriodInput,
  { period, declared }: { period: Interval; declared: DeclaredTables },
): Promise<void> {
  for (const { table, sql, reads } of derived) {
    const everything: Partition = { month: undefined, window: period, isCarryIn: false };
    const { views, digest } = populationViews({ reads }, everything, { period, tables, declared });
    await tables.derive(table, { sql, views, digest: sha256(`${digest}\n${sql}`) });
  }
}
