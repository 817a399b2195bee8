import { workpaperWorkbook } from "../../../app/fieldwork/workpapers.js";
import { AuditPath } from "../../kit/audit-path.js";
import { fileRoute } from "../../kit/route.js";
import { papersName, workpapersNow } from "./portal-path.js";

const MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The auditors' papers as a workbook; nobody of the company is handed it. */
export const downloadWorkpaperBook = fileRoute({
  path: "/portal/audits/{audit}/papers/xlsx",
  title: "Download the auditors' workpapers as a workbook",
  tag: "Portal",
  needs: "see:papers",
  logs: "took the workpapers",
  params: AuditPath,
  media: MEDIA,
  async handle({ params: { audit }, world }) {
    const papers = await workpapersNow(world, audit);
    return { media: MEDIA, name: `${papersName(papers)}.xlsx`, body: await workpaperWorkbook(papers) };
  },
});
