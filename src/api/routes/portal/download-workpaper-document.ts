import { workpaperPdf } from "../../../app/fieldwork/workpapers.js";
import { AuditPath } from "../../kit/audit-path.js";
import { fileRoute } from "../../kit/route.js";
import { papersName, workpapersNow } from "./portal-path.js";

/** The auditors' papers to read and to print; nobody of the company is handed them. */
export const downloadWorkpaperDocument = fileRoute({
  path: "/portal/audits/{audit}/papers/pdf",
  title: "Download the auditors' workpapers as a PDF",
  tag: "Portal",
  needs: "see:papers",
  logs: "took the workpapers",
  params: AuditPath,
  media: "application/pdf",
  async handle({ params: { audit }, world }) {
    const papers = await workpapersNow(world, audit);
    const body = await workpaperPdf(papers, world.paperwork.fonts);
    return { media: "application/pdf", name: `${papersName(papers)}.pdf`, body };
  },
});
