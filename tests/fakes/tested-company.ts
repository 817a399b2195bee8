import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { populationQuery, type TestedPeriod, testPeriod } from "../../src/app/test-period/test-period.js";
import { parseWorkspace } from "../../src/app/workspace/load-workspace.js";
import type { Workspace } from "../../src/app/workspace/schema.js";
import type { AnyControl } from "../../src/assess/control.js";
import { parseTallies } from "../../src/assess/tally-schema.js";
import { type Sha256, sha256 } from "../../src/base/digest.js";
import type { Cell } from "../../src/model/batch.js";
import { ALL_MONTHS, monthOf } from "../../src/model/reach.js";
import { isTableName, TABLES, type TableName } from "../../src/model/tables.js";
import { DERIVED_TABLES } from "../../src/populations/registry.js";
import type { Company } from "../../src/samples/company/company.js";
import { companyYaml } from "../../src/samples/company/lookback-yaml.js";
import type { CompanyRows } from "../../src/samples/company/rows.js";
import type { ExpectedOutcome } from "../../src/samples/truths/truth.js";
import { OutcomeCache } from "../../src/store/tables/outcome-cache.js";
import { PopulationEngine } from "../../src/store/tables/population-engine.js";
import { TableStore } from "../../src/store/tables/table-store.js";

/**
 * A company's rows as the tables of a workspace, without files or ledger: what faults are planted into. The clean
 * company is written once; a test writes only the months of tables that a fault changed, and asks only the controls
 * that look at one of those tables.
 */
export class TestedCompany {
  private readonly parts: TestedCompanyParts;
  /** Names of the clean company's captures, by table. */
  private clean: ReadonlyMap<TableName, readonly Sha256[]> = new Map();

  private constructor(parts: TestedCompanyParts) {
    this.parts = parts;
  }

  static async open(
    company: Company,
    controls: readonly AnyControl[],
    { threads = 1 }: { readonly threads?: number } = {},
  ): Promise<TestedCompany> {
    const folder = await mkdtemp(join(tmpdir(), "lookback-company-"));
    const spillFolder = join(folder, "spill");
    const engine = await PopulationEngine.open({ memoryLimitMb: 1_000, threads, spillFolder });
    const workspace = parseWorkspace(companyYaml(company.world.plan), "lookback.yaml");
    const made = new TestedCompany({ folder, engine, company, workspace, controls });
    await made.writeClean();
    return made;
  }

  /** Tests the clean company, or one whose rows a fault changed. */
  async test(rows: CompanyRows = this.parts.company.rows): Promise<TestedPeriod> {
    const { folder, engine, company, workspace, controls } = this.parts;
    const changed = new Set(TABLE_NAMES.filter((table) => rows[table] !== company.rows[table]));
    const tables = await this.tablesOf(rows, changed);
    const words = changedWords(rows, company.rows);
    const asked = changed.size === 0 ? controls : controls.filter((control) => sees(control, changed, words));
    return testPeriod({
      workspace,
      controls,
      derived: DERIVED_TABLES,
      engine,
      tables,
      cache: new OutcomeCache(join(folder, "outcomes"), parseTallies),
      asOf: company.world.covered.end,
      only: asked.map(({ id }) => id),
    });
  }

  /** How many rows each population's query brings from before the period when it is asked, whatever it says of itself. */
  async carriedIn(): Promise<ReadonlyMap<string, number>> {
    const { engine, company, workspace, controls } = this.parts;
    const asked = controls.map((control) => {
      const { carriesIn: _, ...population } = control.population;
      return { ...control, population };
    });
    const { populations } = await testPeriod({
      workspace,
      controls: asked,
      derived: DERIVED_TABLES,
      engine,
      tables: await this.openTables(),
      cache: { read: async () => undefined, write: async () => undefined },
      asOf: company.world.covered.end,
      isDryRun: true,
    });
    const counts = new Map<string, number>();
    for (const { population, parts } of populations) {
      for (const { views } of parts.filter(({ partition }) => partition.isCarryIn)) {
        let rows = 0;
        for await (const batch of engine.run(populationQuery(population, views))) rows += batch.rowCount;
        counts.set(population.name, rows);
      }
    }
    return counts;
  }

  async close(): Promise<void> {
    this.parts.engine.close();
    await rm(this.parts.folder, { recursive: true, force: true });
  }

  private async writeClean(): Promise<void> {
    const { company } = this.parts;
    const tables = await this.openTables();
    const clean = new Map<TableName, readonly Sha256[]>();
    for (const table of TABLE_NAMES) clean.set(table, await this.writeTable(tables, table, company.rows[table]));
    await tables.save();
    this.clean = clean;
  }

  /** The clean company's tables, with the changed ones in place of their own. */
  private async tablesOf(rows: CompanyRows, changed: ReadonlySet<TableName>): Promise<TableStore> {
    const tables = await this.openTables();
    const names: Sha256[] = [];
    for (const table of TABLE_NAMES) {
      names.push(
        ...(changed.has(table) ? await this.writeTable(tables, table, rows[table]) : (this.clean.get(table) ?? [])),
      );
    }
    tables.keepOnly(new Set(names));
    return tables;
  }

  private openTables(): Promise<TableStore> {
    const { folder, engine } = this.parts;
    return TableStore.open(join(folder, "tables"), engine);
  }

  /** One capture a month, named by its rows: months that a fault left alone keep their names, and their outcomes. */
  private async writeTable(tables: TableStore, table: TableName, rows: readonly object[]): Promise<readonly Sha256[]> {
    const observedAt = this.parts.company.world.covered.end;
    const names: Sha256[] = [];
    for (const [month, part] of byMonth(table, rows)) {
      const digest = sha256(JSON.stringify(part));
      const name = sha256(`${table} ${month} ${digest}`);
      names.push(name);
      if (tables.has(name)) continue;
      const facts = { source: `rows-${table}`, stream: table, key: `${table} ${month}`, sha256: digest, observedAt };
      await tables.add(name, facts, async (sink) => {
        for (const [index, row] of part.entries()) await sink.write(table, { ...row }, `row ${index + 2}`);
        return { kept: part.length, rejected: 0, rejects: [] };
      });
    }
    return names;
  }
}

const TABLE_NAMES = Object.keys(TABLES).filter(isTableName);

function byMonth(table: TableName, rows: readonly object[]): ReadonlyMap<string, readonly Record<string, Cell>[]> {
  const column = TABLES[table].month;
  const months = new Map<string, Record<string, Cell>[]>();
  for (const row of rows) {
    const cells: Record<string, Cell> = { ...row };
    const at = column === null ? null : cells[column];
    const month = column === null ? ALL_MONTHS : monthOf(typeof at === "number" ? at : null);
    const part = months.get(month) ?? [];
    months.set(month, part);
    part.push(cells);
  }
  return months;
}

interface TestedCompanyParts {
  readonly folder: string;
  readonly engine: PopulationEngine;
  readonly company: Company;
  readonly workspace: Workspace;
  readonly controls: readonly AnyControl[];
}

/**
 * A control sees a change in a table its population reads, directly or through a derived one, and any change of
 * coverage. Tables of registers, acts and duties hold many kinds: a query that does not name the kind of a changed row
 * cannot see it.
 */
function sees({ population }: AnyControl, changed: ReadonlySet<TableName>, words: ChangedWords): boolean {
  if (changed.has("coverage")) return true;
  const derived = DERIVED_TABLES.filter(({ reads }) =>
    Object.keys(reads).some((table) => isTableName(table) && changed.has(table)),
  );
  const all = new Set<string>([...changed, ...derived.map(({ table }) => table)]);
  return Object.keys(population.reads).some((table) => {
    if (!all.has(table)) return false;
    const kinds = words.get(table);
    return kinds === undefined || [...kinds].some((kind) => population.sql.includes(`'${kind}'`));
  });
}

/** By table: the kinds or registers of the rows that differ. */
type ChangedWords = ReadonlyMap<string, ReadonlySet<string>>;

function changedWords(rows: CompanyRows, clean: CompanyRows): ChangedWords {
  const wordOf = (list: readonly { readonly id: string }[], word: (row: never) => string) =>
    new Map(list.map((row) => [row.id, word(row as never)] as const));
  const register = ({ register: word }: { register: string }) => word;
  const kind = ({ kind: word }: { kind: string }) => word;
  const registers = wordOf([...clean.register_entry, ...rows.register_entry], register);
  const acts = wordOf([...clean.activity, ...rows.activity], kind);
  const duties = wordOf([...clean.duty, ...rows.duty], kind);
  const unknown = "";
  return new Map([
    ["register_entry", differing(rows.register_entry, clean.register_entry, register)],
    ["activity", differing(rows.activity, clean.activity, kind)],
    ["duty", differing(rows.duty, clean.duty, kind)],
    ["entry_state", differing(rows.entry_state, clean.entry_state, (row) => registers.get(row.entry_id) ?? unknown)],
    [
      "activity_part",
      differing(rows.activity_part, clean.activity_part, (row) => acts.get(row.activity_id) ?? unknown),
    ],
    ["duty_step", differing(rows.duty_step, clean.duty_step, (row) => duties.get(row.duty_id) ?? unknown)],
  ]);
}

function differing<T>(now: readonly T[], before: readonly T[], wordOf: (row: T) => string): ReadonlySet<string> {
  if (now === before) return new Set();
  const [isNow, isBefore] = [new Set(now), new Set(before)];
  return new Set([...now.filter((row) => !isBefore.has(row)), ...before.filter((row) => !isNow.has(row))].map(wordOf));
}

/** Every deviation and open question, in one form and order: `CONTROL.ATTRIBUTE item: state kind`. */
export function foundIn(tested: TestedPeriod): readonly string[] {
  return tested.controls
    .flatMap(({ promise: { control }, tally }) =>
      tally.notable.flatMap(({ label, outcomes }) =>
        outcomes.flatMap(({ attribute, outcome }) => {
          if (outcome.state === "deviation")
            return [textOf({ control: control.id, attribute, item: label, state: outcome.state, kind: outcome.kind })];
          if (outcome.state === "indeterminate")
            return [textOf({ control: control.id, attribute, item: label, state: outcome.state, kind: outcome.cause })];
          return [];
        }),
      ),
    )
    .sort();
}

/** An expected outcome in the same form. */
export function textOf({ control, attribute, item, state, kind }: ExpectedOutcome): string {
  return `${control}.${attribute} ${item}: ${state} ${kind}`;
}
