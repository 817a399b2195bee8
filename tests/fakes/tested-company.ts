import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestedPeriod, testPeriod } from "../../src/app/test-period/test-period.js";
import { parseWorkspace } from "../../src/app/workspace/load-workspace.js";
import type { Workspace } from "../../src/app/workspace/schema.js";
import type { AnyControl } from "../../src/assess/control.js";
import { parseTallies } from "../../src/assess/tally-schema.js";
import { sha256 } from "../../src/base/digest.js";
import type { TableName } from "../../src/model/tables.js";
import { DERIVED_TABLES } from "../../src/populations/registry.js";
import type { Company } from "../../src/samples/company/company.js";
import { companyYaml } from "../../src/samples/company/lookback-yaml.js";
import type { CompanyRows } from "../../src/samples/company/rows.js";
import type { ExpectedOutcome } from "../../src/samples/truths/truth.js";
import { OutcomeCache } from "../../src/store/tables/outcome-cache.js";
import { PopulationEngine } from "../../src/store/tables/population-engine.js";
import { TableStore } from "../../src/store/tables/table-store.js";

/**
 * A company's rows as the tables of a workspace, without files or ledger: what faults are planted into. Tables that did
 * not change since the last test are not written again, and only controls that look at a changed one are tested.
 */
export class TestedCompany {
  private readonly written = new Map<TableName, { rows: readonly unknown[]; name: ReturnType<typeof sha256> }>();
  private readonly parts: TestedCompanyParts;
  private count = 0;

  private constructor(parts: TestedCompanyParts) {
    this.parts = parts;
  }

  static async open(company: Company, controls: readonly AnyControl[]): Promise<TestedCompany> {
    const folder = await mkdtemp(join(tmpdir(), "lookback-company-"));
    const engine = await PopulationEngine.open({
      memoryLimitMb: 1_000,
      threads: 1,
      spillFolder: join(folder, "spill"),
    });
    const tables = await TableStore.open(join(folder, "tables"), engine);
    const workspace = parseWorkspace(companyYaml(company.world.plan), "lookback.yaml");
    return new TestedCompany({ folder, engine, tables, company, workspace, controls });
  }

  /** Tests the clean company, or one whose rows a fault changed; only the controls named, or those that may see a difference. */
  async test(rows: CompanyRows = this.parts.company.rows): Promise<TestedPeriod> {
    const { folder, engine, tables, company, workspace, controls } = this.parts;
    const changed = await this.write(rows);
    return testPeriod({
      workspace,
      controls,
      derived: DERIVED_TABLES,
      engine,
      tables,
      cache: new OutcomeCache(join(folder, "outcomes"), parseTallies),
      asOf: company.world.covered.end,
      only: controls.filter((control) => sees(control, changed)).map(({ id }) => id),
    });
  }

  async close(): Promise<void> {
    this.parts.engine.close();
    await rm(this.parts.folder, { recursive: true, force: true });
  }

  /** Writes what changed; returns the tables that differ from the clean company. */
  private async write(rows: CompanyRows): Promise<ReadonlySet<TableName>> {
    const { company, tables } = this.parts;
    const changed = new Set<TableName>();
    const names = new Set<string>();
    for (const [key, list] of Object.entries(rows)) {
      const table = key as TableName;
      if (list !== company.rows[table]) changed.add(table);
      const known = this.written.get(table);
      const name = known?.rows === list ? known.name : await this.writeTable(table, list);
      this.written.set(table, { rows: list, name });
      names.add(name);
    }
    tables.keepOnly(names);
    return changed.size === 0 ? new Set(Object.keys(rows) as TableName[]) : changed;
  }

  private async writeTable(table: TableName, rows: readonly object[]) {
    const { company, tables } = this.parts;
    const digest = sha256(JSON.stringify(rows));
    const name = sha256(`${table} ${digest}`);
    if (tables.has(name)) return name;
    this.count += 1;
    const facts = {
      source: `rows-${table}`,
      stream: table,
      key: `${table} ${this.count}`,
      sha256: digest,
      observedAt: company.world.covered.end,
    };
    await tables.add(name, facts, async (sink) => {
      for (const [index, row] of rows.entries()) await sink.write(table, row as never, `row ${index + 2}`);
      return { kept: rows.length, rejected: 0, rejects: [] };
    });
    return name;
  }
}

interface TestedCompanyParts {
  readonly folder: string;
  readonly engine: PopulationEngine;
  readonly tables: TableStore;
  readonly company: Company;
  readonly workspace: Workspace;
  readonly controls: readonly AnyControl[];
}

/** A control sees a change in a table its population reads, directly or through a derived one, and any change of coverage. */
function sees({ population }: AnyControl, changed: ReadonlySet<TableName>): boolean {
  if (changed.has("coverage")) return true;
  const derived = DERIVED_TABLES.filter(({ reads }) =>
    Object.keys(reads).some((table) => changed.has(table as TableName)),
  );
  const all = new Set<string>([...changed, ...derived.map(({ table }) => table)]);
  return Object.keys(population.reads).some((table) => all.has(table));
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
