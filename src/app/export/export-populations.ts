import type { AuditReport } from "../../reports/audit/model.js";
import { csvHeader, csvLine } from "../../reports/csv.js";
import { completenessSheets } from "../../reports/workbook/completeness.js";
import { aboutSheet } from "../../reports/workbook/matrix.js";
import { csvName, renderSheetCsv } from "../../reports/workbook/render-csv.js";
import { renderXlsx } from "../../reports/workbook/render-xlsx.js";
import type { Sheet, SheetCell } from "../../reports/workbook/sheet.js";
import type { TestedPeriod, TestedPopulation } from "../test-period/test-period.js";
import type { ExportPlace } from "./export-files.js";
import { eachPopulationRow, type ItemSource, populationColumns } from "./population-rows.js";

/** So many rows stand in one workbook; a population with more has workbooks of its own. */
export const WORKBOOK_ROWS_MAX = 100_000;

export interface PopulationsInput {
  readonly report: AuditReport;
  readonly tested: TestedPeriod;
  readonly open: ItemSource;
  readonly place: ExportPlace;
  readonly rowsMax?: number;
  progress?(what: string): void;
}

/**
 * Every population as CSV, one file each, with how it was proven. Returns the names of the files, in the order written.
 */
export async function exportPopulationsCsv({ report, tested, open, place, progress }: PopulationsInput) {
  const names: string[] = [];
  for (const sheet of provingSheets(report)) names.push(await place.write(csvName(sheet), renderSheetCsv(sheet)));
  for (const population of inOrder(tested)) {
    progress?.(population.population.title);
    const name = csvName({ name: `population-${population.population.name}` });
    const writer = await place.open(name);
    await writer.append(csvHeader(populationColumns(population).map(({ title }) => title)));
    const receive = (rows: readonly SheetCell[][]) => writer.append(rows.map(csvLine).join(""));
    await eachPopulationRow(population, tested, { open, receive });
    await writer.close();
    names.push(name);
  }
  return names;
}

/**
 * Every population as a sheet of one workbook, with how it was proven. Those that do not fit into `rowsMax` rows
 * together with the ones before get workbooks of their own, each of at most so many rows: memory does not grow with
 * the population. Returns the names of the files.
 */
export async function exportPopulationsXlsx(input: PopulationsInput): Promise<readonly string[]> {
  const { report, tested, place, progress, rowsMax = WORKBOOK_ROWS_MAX } = input;
  const names: string[] = [];
  const shared: Sheet[] = [...provingSheets(report)];
  let free = rowsMax;
  for (const population of inOrder(tested)) {
    progress?.(population.population.title);
    const parts = new Parts(population, place, rowsMax);
    await eachPopulationRow(population, tested, { open: input.open, receive: (rows) => parts.add(rows) });
    const rest = await parts.rest(free);
    if (rest === undefined) names.push(...parts.written);
    else {
      shared.push(rest);
      free -= rest.rows.length;
    }
  }
  return [await place.write("populations.xlsx", await renderXlsx(shared)), ...names];
}

function provingSheets(report: AuditReport): readonly Sheet[] {
  return [aboutSheet(report), ...completenessSheets(report)];
}

function inOrder({ populations }: TestedPeriod): readonly TestedPopulation[] {
  return [...populations].sort((a, b) => (a.population.name < b.population.name ? -1 : 1));
}

/** The rows of one population on their way into workbooks. */
class Parts {
  readonly written: string[] = [];
  private rows: SheetCell[][] = [];
  private readonly population: TestedPopulation;
  private readonly place: ExportPlace;
  private readonly rowsMax: number;

  constructor(population: TestedPopulation, place: ExportPlace, rowsMax: number) {
    this.population = population;
    this.place = place;
    this.rowsMax = rowsMax;
  }

  async add(rows: readonly SheetCell[][]): Promise<void> {
    for (const row of rows) {
      // Only a row beyond the limit fills a workbook: exactly as many still fit beside the others.
      if (this.rows.length === this.rowsMax) await this.flush();
      this.rows.push(row);
    }
  }

  /** The whole population as one sheet if it has at most `free` rows; else writes what is left and returns nothing. */
  async rest(free: number): Promise<Sheet | undefined> {
    if (this.written.length === 0 && this.rows.length <= free) return this.sheet();
    await this.flush();
    return undefined;
  }

  private async flush(): Promise<void> {
    const name = csvName(this.sheet()).replace(/\.csv$/, "");
    const number = this.written.length + 1;
    this.written.push(await this.place.write(`population-${name}-${number}.xlsx`, await renderXlsx([this.sheet()])));
    this.rows = [];
  }

  private sheet(): Sheet {
    return {
      name: this.population.population.name,
      columns: populationColumns(this.population),
      rows: this.rows,
    };
  }
}
