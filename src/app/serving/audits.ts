import type { CriterionId } from "../../criteria/criteria.js";
import type { AuditReport } from "../../reports/audit/model.js";
import type { AuditorReportView } from "../../reports/auditor-report/model.js";
import type { CauseReport } from "../../reports/findings/model.js";
import type { FirmProfile } from "../../statistics/firm-profile.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import type { PopulationTable } from "./population-table.js";

/** An audit that this server shows: one period of one workspace. */
export interface ServedAudit {
  readonly id: string;
  readonly title: string;
  readonly firm: string | null;
  readonly period: { readonly from: string; readonly to: string };
  readonly categories: OpenWorkspace["workspace"]["audit"]["categories"];
  /** Criteria in scope; none listed: all of the categories. */
  readonly criteria: readonly CriterionId[];
  readonly profile: FirmProfile;
  /** What its auditors are shown beside evidence. */
  readonly release: { readonly projections: boolean; readonly responses: boolean };
  /** From this moment on its auditors see nothing any more; `null`: nobody set an end. */
  readonly endsAt: string | null;
  readonly isClosed: boolean;
  /** The audit of lookback.yaml: its period is what that file says. */
  readonly isOwn: boolean;
  /** Place in the log of the newest decision about it; `null`: only lookback.yaml names it. */
  readonly record: number | null;
}

/** A finished run of an audit: what was found, and the rows that it was found on. */
export interface ServedRun {
  readonly id: string;
  readonly report: AuditReport;
  /** SHA-256 of the report's bytes: names every answer that is made of it. */
  readonly sha256: string;
  /** Every item of a population with its outcomes. @throws AppError `not-found` without such a population. */
  population(name: string): Promise<PopulationTable>;
  /** The same as it stands on disk. */
  populationCsv(name: string): Promise<string>;
  /** Why a control failed as far as evidence shows; `undefined` for one without a deviating item. */
  causes(control: string): Promise<CauseReport | undefined>;
  /** The rows of the auditor's own report beside the census; without rows when none was imported. */
  auditorReport(): Promise<AuditorReportView>;
}

/** Where served audits are kept; implemented by the composition root over the store. */
export interface AuditShelf {
  list(): Promise<readonly ServedAudit[]>;
  /** @throws AppError `not-found` without such an audit. */
  named(audit: string): Promise<ServedAudit>;
  /** The newest finished run; `undefined` before the first. @throws AppError `not-found` without such an audit. */
  latest(audit: string): Promise<ServedRun | undefined>;
}

/** Writes decisions into the ledger, one after another; waits while somebody else writes there. */
export interface WorkspaceWriter {
  write<T>(use: (open: OpenWorkspace) => Promise<T>): Promise<T>;
}

/** Reads evidence for whoever is shown it, one open workspace at a time. */
export interface WorkspaceReader {
  read<T>(use: (open: OpenWorkspace) => Promise<T>): Promise<T>;
}
