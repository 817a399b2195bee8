import { archiveMembers } from "../../../app/fieldwork/workpaper-archive.js";
import { AuditPath } from "../../kit/audit-path.js";
import { fileRoute } from "../../kit/route.js";
import { papersName, workpapersNow } from "./portal-path.js";

/** The auditors' papers with the raw evidence they rest on, and a manifest of the digests of all files. */
export const downloadWorkpaperArchive = fileRoute({
  path: "/portal/audits/{audit}/papers/zip",
  title: "Download the auditors' workpapers with raw evidence and a manifest of digests",
  tag: "Portal",
  needs: "see:papers",
  logs: "took the workpapers with evidence",
  params: AuditPath,
  media: "application/zip",
  async handle({ params: { audit }, world }) {
    const papers = await workpapersNow(world, audit);
    const { workspace, fieldwork, paperwork } = world;
    const members = await archiveMembers(papers, {
      ...{ workspace, fonts: paperwork.fonts },
      acts: (await fieldwork.log()).of(audit),
      list: (digest) => fieldwork.list(digest),
    });
    return { media: "application/zip", name: `${papersName(papers)}.zip`, body: paperwork.zip(members) };
  },
});
