import { AppError } from "../../base/app-error.js";
import type { Sha256 } from "../../base/digest.js";
import type { AuditReport, ReportControl, ReportItem } from "../../reports/audit/model.js";
import { lastReport } from "../findings/last-report.js";
import type { OpenWorkspace } from "../workspace/open-workspace.js";
import { type RawRecord, rawRecord } from "./raw-record.js";
import { storedBytes } from "./stored-bytes.js";

/** An answer to "why?", one step from a conclusion towards the bytes it rests on. */
export type Explanation =
  | { readonly kind: "opinion"; readonly report: AuditReport }
  | { readonly kind: "criterion"; readonly report: AuditReport; readonly id: string }
  | { readonly kind: "control"; readonly report: AuditReport; readonly control: ReportControl }
  | {
      readonly kind: "item";
      readonly control: ReportControl;
      readonly item: ReportItem;
      readonly records: readonly ShownRecord[];
    };

export interface ShownRecord {
  readonly sha256: string;
  readonly pointer: string;
  readonly source: string;
  readonly file: string;
  /** `undefined`: the bytes are not in this workspace's store. */
  readonly raw: RawRecord | undefined;
}

const RECORDS_SHOWN = 6;

/**
 * Explains a control, a criterion, an exception or item (by id or label), or the opinion, from the last audit.
 *
 * @throws AppError `not-found` when there was no audit, or nothing of that name.
 */
export async function explain(open: OpenWorkspace, subject: string): Promise<readonly Explanation[]> {
  const report = await lastReport(open.files);
  if (report === undefined) throw noReport();
  const wanted = subject.trim();
  if (wanted.toLowerCase() === "opinion") return [{ kind: "opinion", report }];
  const upper = wanted.toUpperCase();
  if (Object.hasOwn(report.opinion.criteria, upper)) return [{ kind: "criterion", report, id: upper }];
  const control = report.controls.find(({ id }) => id === upper);
  if (control !== undefined) return [{ kind: "control", report, control }];
  const found = itemsNamed(report, wanted);
  if (found.length === 0) throw nothingNamed(wanted);
  return Promise.all(
    found.slice(0, 5).map(async ({ control: of, item }) => ({
      kind: "item" as const,
      control: of,
      item,
      records: await shownRecords(open, item),
    })),
  );
}

function itemsNamed(report: AuditReport, wanted: string): { control: ReportControl; item: ReportItem }[] {
  const exception = report.exceptions.find(({ id }) => id === wanted);
  const all = report.controls.flatMap((control) => control.items.map((item) => ({ control, item })));
  if (exception !== undefined)
    return all.filter(({ control, item }) => control.id === exception.control && item.id === exception.item);
  const exact = all.filter(
    ({ control, item }) => item.id === wanted || item.label === wanted || `${control.id}/${item.label}` === wanted,
  );
  return exact.length > 0 ? exact : all.filter(({ item }) => wanted.length >= 6 && item.id.startsWith(wanted));
}

async function shownRecords(open: OpenWorkspace, item: ReportItem): Promise<ShownRecord[]> {
  const files = new Map(open.tables.entries().map(({ sha256, source, key }) => [sha256, { source, file: key }]));
  const shown: ShownRecord[] = [];
  for (const { sha256, pointer } of item.evidence.slice(0, RECORDS_SHOWN)) {
    const known = files.get(sha256);
    const raw =
      known === undefined ? undefined : rawRecord(await storedBytes(open.evidence, sha256 as Sha256), pointer);
    shown.push({ sha256, pointer, source: known?.source ?? "unknown", file: known?.file ?? "unknown", raw });
  }
  return shown;
}

function noReport(): AppError {
  return new AppError({
    code: "not-found",
    message: "this workspace has no audit yet, or reports/audit.json is damaged or of another version",
    fix: "Run: lookback audit",
  });
}

function nothingNamed(subject: string): AppError {
  return new AppError({
    code: "not-found",
    message: `the last audit holds no control, criterion, exception or listed item called "${subject}"`,
    fix: 'Use a control (IAM-03), a criterion (CC6.3), "opinion", or the id of an exception from the report. Items that passed are in reports/populations.',
  });
}
