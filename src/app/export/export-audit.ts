import type { EpochMs } from "../../base/instant.js";
import { renderOscal } from "../../reports/oscal/render-oscal.js";
import { matrixSheets } from "../../reports/workbook/matrix.js";
import { csvName, renderSheetCsv } from "../../reports/workbook/render-csv.js";
import { renderXlsx } from "../../reports/workbook/render-xlsx.js";
import { auditPeriod } from "../audit/audit.js";
import { testPeriod } from "../test-period/test-period.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { exportPlace } from "./export-files.js";
import { exportPopulationsCsv, exportPopulationsXlsx } from "./export-populations.js";
import { oscalSource } from "./oscal-source.js";

/** What can be exported, and as what. */
export type ExportKind = "oscal" | "matrix" | "populations";
export type WorkbookFormat = "xlsx" | "csv";

export interface ExportInput {
  readonly open: OpenWorkspace;
  readonly asOf: EpochMs;
  readonly kind: ExportKind;
  /** Folder to write to; by default `reports/export/<kind>` in the workspace. */
  readonly out: string | undefined;
  readonly format: WorkbookFormat;
  progress?(what: string): void;
}

/**
 * Audits the period from what was collected and writes one kind of export. Returns the names of the files, in order.
 * The same evidence, promises and `asOf` give the same bytes.
 */
export async function exportAudit({
  open,
  asOf,
  kind,
  out,
  format,
  progress,
}: ExportInput): Promise<readonly string[]> {
  const note = progress === undefined ? {} : { progress };
  const report = await auditPeriod({ open, asOf, ...note });
  const place = exportPlace(open, { kind, out });
  switch (kind) {
    case "oscal": {
      const tested = await testPeriod({ ...open, asOf });
      const files = renderOscal(oscalSource(report, { tested, workspace: open.workspace }));
      return inTurn(files, ({ name, text }) => place.write(name, text));
    }
    case "matrix": {
      const sheets = matrixSheets(report);
      if (format === "xlsx") return [await place.write("control-matrix.xlsx", await renderXlsx(sheets))];
      return inTurn(sheets, (sheet) => place.write(csvName(sheet), renderSheetCsv(sheet)));
    }
    case "populations": {
      const tested = await testPeriod({ ...open, asOf });
      const input = { report, tested, open, place, ...note };
      return format === "xlsx" ? exportPopulationsXlsx(input) : exportPopulationsCsv(input);
    }
  }
}

async function inTurn<T>(list: readonly T[], write: (each: T) => Promise<string>): Promise<readonly string[]> {
  const names: string[] = [];
  for (const each of list) names.push(await write(each));
  return names;
}
