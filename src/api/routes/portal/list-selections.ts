import { z } from "zod";
import { releasedView } from "../../../app/fieldwork/portal-view.js";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { Released } from "./portal-answers.js";
import { AsQuery, papersNow } from "./portal-path.js";

/** The selections that were released: which items, with their evidence; never how they were chosen. */
export const listSelections = route("get", {
  path: "/portal/audits/{audit}/selections",
  title: "List the selections that the auditors released, with the evidence of each item",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the released selections",
  params: AuditPath,
  query: z.strictObject(AsQuery),
  answer: z.strictObject({ selections: z.array(Released) }),
  async handle({ params, world }) {
    const { papers } = await papersNow(world, params.audit);
    return { selections: papers.selections.flatMap(releasedView) };
  },
});
