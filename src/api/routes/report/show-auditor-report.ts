import { AuditorReportView } from "../../../reports/auditor-report/model.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";

/** The auditor's report as it was imported, row by row in the auditor's words, beside what the whole population shows. */
export const showAuditorReport = route("get", {
  path: "/audits/{audit}/auditor-report",
  title: "The imported report of the auditor beside the census",
  tag: "Report",
  needs: "see:projection",
  logs: "saw the auditor's report beside the census",
  params: AuditPath,
  answer: AuditorReportView,
  async handle({ params, world }) {
    return (await runOf(world, params.audit)).auditorReport();
  },
});
