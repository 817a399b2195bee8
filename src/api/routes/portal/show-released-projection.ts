import { z } from "zod";
import { overviewOf } from "../../../app/serving/overview.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { OverviewAnswer } from "../audits/overview-answer.js";
import { AsQuery, viewerOf } from "./portal-path.js";

/** What the company projects, for auditors only where somebody decided to show it to them. Never an opinion. */
export const showReleasedProjection = route("get", {
  path: "/portal/audits/{audit}/projection",
  title: "What the company projects, where it is released to the auditors",
  tag: "Portal",
  needs: "see:audit",
  logs: "saw the released projection",
  params: AuditPath,
  query: z.strictObject(AsQuery),
  answer: z.strictObject({
    /** `null`: not released to the auditors. */
    projection: OverviewAnswer.omit({ tasks: true }).nullable(),
  }),
  async handle({ params, query, who, world }) {
    const { release } = await world.audits.named(params.audit);
    if (viewerOf(who, query) === "auditor" && !release.projections) return { projection: null };
    const { tasks: _, ...overview } = overviewOf(await runOf(world, params.audit));
    return { projection: overview };
  },
});
