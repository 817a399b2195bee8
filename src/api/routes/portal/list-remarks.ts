import { z } from "zod";
import { sharedRemarks } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Remark } from "./portal-answers.js";
import { AsQuery, papersNow } from "./portal-path.js";

/** What both sides remarked and both see. */
export const listRemarks = route("get", {
  path: "/portal/audits/{audit}/remarks",
  title: "List the remarks that both sides see",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the shared remarks",
  params: AuditPath,
  query: z.strictObject(AsQuery),
  answer: z.strictObject({ remarks: z.array(Remark) }),
  async handle({ params, world }) {
    const { papers } = await papersNow(world, params.audit);
    return { remarks: [...sharedRemarks(papers)] };
  },
});
