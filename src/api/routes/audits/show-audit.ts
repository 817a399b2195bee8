import { z } from "zod";
import { overviewOf } from "../../../app/serving/overview.js";
import { AuditPath, runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { OverviewAnswer } from "./overview-answer.js";

/** What a company looks at first: the projection, what decides it, and what to do next. */
export const showAudit = route("get", {
  path: "/audits/{audit}",
  title: "The projection of an audit, with its reasons and what to do next",
  tag: "Audits",
  needs: "see:projection",
  logs: "saw the projection",
  params: AuditPath,
  query: z.strictObject({}),
  answer: OverviewAnswer,
  async handle({ params, world }) {
    return overviewOf(await runOf(world, params.audit));
  },
});
