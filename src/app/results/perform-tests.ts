import { type EpochMs, msOf } from "../../base/instant.js";
import { isTableName, type TableName } from "../../model/tables.js";
import { type AuditedPeriod, auditedPeriod } from "../audit/audit.js";
import { buildTables } from "../collect/build-tables.js";
import { configuredSources } from "../collect/sources.js";
import type { OpenWorkspace, ReadableWorkspace } from "../workspace/open-workspace.js";
import { type PopulationFile, writeCoverage, writePopulations } from "./population-files.js";
import { type PerformedTest, performedTests } from "./result-details.js";

export interface PerformInput {
  /** Its evidence decides everything; tables are brought to what it holds, files are written through `files`. */
  readonly open: ReadableWorkspace;
  /** Digest of the blob with the workspace's files. */
  readonly workspace: string;
  /** Without it, the moment of the newest evidence. */
  readonly asOf?: EpochMs;
  progress?(what: string): void;
}

/** What performing every test gave. */
export interface Performed {
  readonly audited: AuditedPeriod;
  /** By name. */
  readonly populations: ReadonlyMap<string, PopulationFile>;
  readonly tests: readonly PerformedTest[];
}

/**
 * Performs every test from the stored captures: normalises what is not normalised, assembles the populations and writes
 * them out, judges each item, projects the opinion. Collects nothing and records nothing.
 */
export async function performTests({ open, workspace, asOf, progress }: PerformInput): Promise<Performed> {
  const sources = await configuredSources(open.workspace, open.connectors, open.root);
  progress?.("normalising");
  await buildTables({ ...open, sources });
  const at = asOf ?? (await newestEvidence(open.evidence));
  const audited = await auditedPeriod({ open, asOf: at, ...(progress === undefined ? {} : { progress }) });
  progress?.("writing populations");
  const populations = await writePopulations(audited.tested, open.engine, open.files);
  const coverage = await writeCoverage(open, open.files);
  const inputs = await inputsOf(audited, open);
  const tests = performedTests({
    open,
    audited,
    workspace,
    populations,
    coverage,
    inputsOf: (population) => inputs.get(population) ?? [],
  });
  return { audited, populations, tests };
}

/** When the newest evidence or decision was recorded: the same log gives the same moment, whoever asks and when. */
async function newestEvidence(evidence: ReadableWorkspace["evidence"]): Promise<EpochMs> {
  let newest = 0;
  for await (const { record } of evidence.records()) {
    if (!COUNTS.has(record.type)) continue;
    newest = Math.max(newest, msOf(record.at));
    if (record.type === "evidence") newest = Math.max(newest, msOf(record.source.observedAt));
    if (record.type === "run" && record.outcome === "unchanged") newest = Math.max(newest, msOf(record.observedAt));
  }
  return newest;
}

const COUNTS: ReadonlySet<string> = new Set(["evidence", "run", "decision", "review"]);

/** The captures of which a table is read, for each population: those behind its rows, and behind coverage. */
async function inputsOf(
  { tested }: AuditedPeriod,
  open: ReadableWorkspace,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const indexOf = new Map(
    (await open.evidence.captures()).map(({ record }) => [`${record.sourceId}\0${record.key}`, record.index]),
  );
  const byTable = new Map<string, Set<number>>();
  for (const { source, key, chunks } of open.tables.entries()) {
    const index = indexOf.get(`${source}\0${key}`);
    if (index === undefined) continue;
    for (const table of Object.keys(chunks)) {
      const known = byTable.get(table) ?? new Set<number>();
      byTable.set(table, known.add(index));
    }
  }
  return new Map(
    tested.populations.map(({ population }) => {
      const tables = readTables(Object.keys(population.reads), population.secondSource?.reads ?? [], open);
      const found = new Set([...tables, "coverage"].flatMap((table) => [...(byTable.get(table) ?? [])]));
      return [population.name, [...found].sort((a, b) => a - b)];
    }),
  );
}

/** The tables named, those behind derived ones included. */
function readTables(
  own: readonly string[],
  second: readonly TableName[],
  { derived }: Pick<OpenWorkspace, "derived">,
): ReadonlySet<TableName> {
  const found = new Set<TableName>();
  const add = (names: readonly string[]): void => {
    for (const name of names.filter(isTableName)) {
      if (found.has(name)) continue;
      found.add(name);
      add(derived.filter(({ table }) => table === name).flatMap(({ reads }) => Object.keys(reads)));
    }
  };
  add([...own, ...second]);
  return found;
}
