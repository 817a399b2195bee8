import { z } from "zod";
import { canonicalJson } from "../../base/canonical-json.js";
import { AuditReport } from "./model.js";

/**
 * The report as one line of canonical JSON and a line end: same report, same bytes.
 *
 * @throws on a fraction or an unsafe integer: a bug of whoever built the report.
 */
export function renderAuditJson(report: AuditReport): string {
  return `${canonicalJson(report)}\n`;
}

/** The JSON Schema (draft 2020-12) of what {@link renderAuditJson} writes. */
export function auditReportJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(AuditReport, { target: "draft-2020-12" });
}
