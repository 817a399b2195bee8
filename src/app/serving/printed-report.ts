import { renderAuditHtml } from "../../reports/audit/html/render-audit-html.js";
import type { AuditReport } from "../../reports/audit/model.js";

/** The whole audit as one page that needs no server: to be printed, kept, or handed on. */
export function printedReport(report: AuditReport): string {
  return renderAuditHtml(report);
}
