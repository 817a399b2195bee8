import { createHash } from "node:crypto";
import { ITEM_COLUMNS, type PopulationDefinition } from "../../assess/population.js";
import { instantOf } from "../../base/instant.js";
import type { Batch, Cell } from "../../model/batch.js";
import { COVERAGE_COLUMNS, coverageQuery } from "../test-period/read-coverage.js";
import { populationQuery, type TestedPeriod, type TestedPopulation } from "../test-period/test-period.js";
import type { FileWriter, OpenWorkspace } from "../workspace/open-workspace.js";

/** A file of rows, one JSON object a line, that a result's details name. */
export interface RowFile {
  /** Path below the payload of a pack. */
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
}

/** Rows `[sum of those before, + rows)` of a population's file are those of one part, which was judged on its own. */
export interface PopulationPart {
  readonly month: string | null;
  readonly is_carry_in: boolean;
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

export interface PopulationFile extends RowFile {
  readonly parts: readonly PopulationPart[];
}

type Writing = Pick<OpenWorkspace["files"], "open">;

/**
 * Writes every row of a population as the judges saw it. The same evidence gives the same bytes: rows that the order
 * leaves open stand in the order of their text.
 */
export async function writePopulation(
  { population, parts }: TestedPopulation,
  engine: Pick<OpenWorkspace["engine"], "run">,
  files: Writing,
): Promise<PopulationFile> {
  const columns = Object.keys(itemColumnsOf(population));
  const writer = await RowWriter.open(files, `populations/${population.name}.ndjson`);
  const made: PopulationPart[] = [];
  for (const { partition, views } of parts) {
    const { month, isCarryIn, window } = partition;
    const before = writer.rows;
    const orderBy = population.shape === "segments" ? ["item_id", "from_at"] : ["occurred_at", "item_id"];
    await writer.write(engine.run(populationQuery(population, views, "occurred_at, item_id")), { columns, orderBy });
    made.push({
      month: month ?? null,
      is_carry_in: isCarryIn,
      from: instantOf(window.start),
      to: instantOf(window.end),
      rows: writer.rows - before,
    });
  }
  return { ...(await writer.close()), parts: made };
}

/** Writes what was looked at: gaps decide outcomes as much as items do. */
export async function writeCoverage(
  { engine, tables }: Pick<OpenWorkspace, "engine" | "tables">,
  files: Writing,
): Promise<RowFile> {
  const writer = await RowWriter.open(files, "populations/coverage.ndjson");
  const orderBy = [...COVERAGE_COLUMNS];
  await writer.write(engine.run(coverageQuery(tables)), { columns: orderBy, orderBy });
  return writer.close();
}

/** Writes the populations of a tested period one after the other; returns them by name. */
export async function writePopulations(
  { populations }: TestedPeriod,
  engine: Pick<OpenWorkspace["engine"], "run">,
  files: Writing,
): Promise<ReadonlyMap<string, PopulationFile>> {
  const made = new Map<string, PopulationFile>();
  for (const each of populations) made.set(each.population.name, await writePopulation(each, engine, files));
  return made;
}

/** Columns of a population's rows, in their order. */
export function itemColumnsOf({ columns }: Pick<PopulationDefinition, "columns">) {
  return { ...ITEM_COLUMNS, ...columns };
}

/** Appends rows as lines and hashes them on the way. */
class RowWriter {
  rows = 0;
  readonly #hash = createHash("sha256");
  readonly #writer: FileWriter;
  readonly #file: string;

  private constructor(writer: FileWriter, file: string) {
    this.#writer = writer;
    this.#file = file;
  }

  static async open(files: Writing, file: string): Promise<RowWriter> {
    return new RowWriter(await files.open(file), file);
  }

  /** Takes rows that are ordered by `orderBy`; those that are equal there are put in the order of their text. */
  async write(
    batches: AsyncIterable<Batch>,
    { columns, orderBy }: { readonly columns: readonly string[]; readonly orderBy: readonly string[] },
  ): Promise<void> {
    const keys = orderBy.map((column) => columns.indexOf(column));
    let [key, group]: [string | undefined, string[]] = [undefined, []];
    let done: string[] = [];
    const endGroup = () => {
      for (const line of group.length > 1 ? group.sort() : group) done.push(line);
      group = [];
    };
    for await (const batch of batches) {
      for (let row = 0; row < batch.rowCount; row += 1) {
        const own = JSON.stringify(keys.map((column) => batch.cell(column, row)));
        if (own !== key) endGroup();
        key = own;
        group.push(lineOf(batch, row, columns));
      }
      await this.#append(done);
      done = [];
    }
    endGroup();
    await this.#append(done);
  }

  async close(): Promise<RowFile> {
    await this.#writer.close();
    return { file: this.#file, sha256: this.#hash.digest("hex"), rows: this.rows };
  }

  async #append(lines: readonly string[]): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.join("");
    this.rows += lines.length;
    this.#hash.update(text);
    await this.#writer.append(text);
  }
}

function lineOf(batch: Batch, row: number, columns: readonly string[]): string {
  const cells: Record<string, Cell> = {};
  columns.forEach((column, at) => {
    cells[column] = batch.cell(at, row);
  });
  return `${JSON.stringify(cells)}\n`;
}
