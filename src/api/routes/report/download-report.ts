import { printedReport } from "../../../app/serving/printed-report.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { fileRoute } from "../../kit/route.js";

/** The audit as one HTML page: the same that `lookback audit` writes. */
export const downloadReport = fileRoute({
  path: "/audits/{audit}/report",
  title: "Download the audit as one page that needs no server",
  tag: "Report",
  needs: "see:projection",
  logs: "took the report",
  params: AuditPath,
  media: "text/html",
  async handle({ params, world }) {
    const { report } = await runOf(world, params.audit);
    return { media: "text/html; charset=utf-8", name: "lookback-audit.html", body: printedReport(report) };
  },
});
