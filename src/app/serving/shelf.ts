import type { z } from "zod";
import { AppError } from "../../base/app-error.js";
import { AuditReport } from "../../reports/audit/model.js";
import { AuditorReportView } from "../../reports/auditor-report/model.js";
import { CauseReport } from "../../reports/findings/model.js";
import type { AuditRunRow } from "../../store/state/run-store.js";
import type { FilePort } from "../workspace/open-workspace.js";
import { APPENDIX } from "./appendix.js";
import type { AuditShelf, ServedAudit, ServedRun } from "./audits.js";
import { type PopulationTable, parsePopulationTable } from "./population-table.js";

/** Where a finished run keeps what it made. */
export type RunFiles = Pick<FilePort, "read">;

export interface ShelfParts {
  /** The audits that the workspace and the decisions name. */
  audits(): Promise<readonly ServedAudit[]>;
  latestDone(audit: string): Promise<AuditRunRow | undefined>;
  filesOf(run: AuditRunRow): RunFiles;
}

/** So many runs are held in memory at most, the longest unused goes first. */
const HELD_MAX = 4;

/** Finished runs, read once and held: what a run found never changes. */
export class Shelf implements AuditShelf {
  readonly #parts: ShelfParts;
  readonly #held = new Map<string, Promise<ServedRun>>();

  constructor(parts: ShelfParts) {
    this.#parts = parts;
  }

  list(): Promise<readonly ServedAudit[]> {
    return this.#parts.audits();
  }

  async named(audit: string): Promise<ServedAudit> {
    const found = (await this.#parts.audits()).find(({ id }) => id === audit);
    if (found === undefined) throw noSuchAudit();
    return found;
  }

  async latest(audit: string): Promise<ServedRun | undefined> {
    await this.named(audit);
    const row = await this.#parts.latestDone(audit);
    return row === undefined ? undefined : this.#runOf(row);
  }

  #runOf(row: AuditRunRow): Promise<ServedRun> {
    const held = this.#held.get(row.id) ?? this.#read(row);
    this.#held.delete(row.id);
    this.#held.set(row.id, held);
    // What could not be read is not held: the disk may answer the next time.
    held.catch(() => this.#held.delete(row.id));
    for (const id of this.#held.keys()) {
      if (this.#held.size <= HELD_MAX) break;
      this.#held.delete(id);
    }
    return held;
  }

  async #read(row: AuditRunRow): Promise<ServedRun> {
    const files = this.#parts.filesOf(row);
    const report = parsed(AuditReport, await files.read("reports/audit.json"));
    if (row.report_sha256 === null) throw damaged();
    const tables = new Map<string, Promise<PopulationTable>>();
    const populationCsv = async (name: string) => {
      const csv = await files.read(`reports/populations/${name}.csv`);
      if (csv === undefined) throw damaged();
      return csv;
    };
    return {
      id: row.id,
      report,
      async causes(control) {
        if (!report.controls.some(({ id, counts }) => id === control && counts.deviation > 0)) return undefined;
        return parsed(CauseReport, await files.read(APPENDIX.cause(control)));
      },
      async auditorReport() {
        return parsed(AuditorReportView, await files.read(APPENDIX.auditorReport));
      },
      sha256: row.report_sha256,
      populationCsv,
      population(name) {
        const known = tables.get(name) ?? populationCsv(name).then((csv) => parsePopulationTable(name, csv));
        tables.set(name, known);
        known.catch(() => tables.delete(name));
        return known;
      },
    };
  }
}

function parsed<T extends z.ZodType>(schema: T, text: string | undefined): z.output<T> {
  const found = schema.safeParse(text === undefined ? undefined : JSON.parse(text));
  if (!found.success) throw damaged();
  return found.data;
}

function noSuchAudit(): AppError {
  return new AppError({
    code: "not-found",
    message: "there is no audit of that id",
    fix: "GET /api/v1/audits lists those there are.",
  });
}

function damaged(): AppError {
  return new AppError({
    code: "store-damaged",
    message: "what a finished run of this audit left behind is not there or cannot be read",
    fix: "Start the audit again: it is made anew from evidence.",
  });
}
