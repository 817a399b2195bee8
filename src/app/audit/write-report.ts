import { renderAuditHtml } from "../../reports/audit/html/render-audit-html.js";
import { renderAuditJson } from "../../reports/audit/json.js";
import type { AuditReport } from "../../reports/audit/model.js";
import { renderAuditText } from "../../reports/terminal/render-audit-text.js";
import type { FilePort } from "../workspace/open-workspace.js";

/** Writes the report as HTML for people and JSON for machines; returns their paths below the workspace. */
export async function writeReport(
  report: AuditReport,
  files: FilePort,
): Promise<{ readonly html: string; readonly json: string }> {
  const paths = { html: "reports/audit.html", json: "reports/audit.json" };
  await files.write(paths.json, renderAuditJson(report));
  await files.write(paths.html, renderAuditHtml(report));
  return paths;
}

/** The report for a terminal. */
export function auditText(
  report: AuditReport,
  options: { readonly isColour: boolean; readonly width: number },
): string {
  return renderAuditText(report, options);
}

/** The report as its published JSON. */
export function auditJson(report: AuditReport): string {
  return renderAuditJson(report);
}

/** What the exit code must tell of an audit. */
export function auditVerdict(report: AuditReport): { readonly hasExceptions: boolean; readonly hasGaps: boolean } {
  return {
    hasExceptions: report.exceptions.length > 0,
    hasGaps: report.controls.some(({ completeness }) => !completeness.is_reliable),
  };
}
