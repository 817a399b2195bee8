import { z } from "zod";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { RunAnswer, runAnswer } from "./run-answer.js";

/** The last runs of an audit, newest first. */
export const listRuns = route("get", {
  path: "/audits/{audit}/runs",
  title: "List the last runs of an audit, newest first",
  tag: "Runs",
  needs: "see:projection",
  params: AuditPath,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(20) }),
  answer: z.strictObject({ runs: z.array(RunAnswer) }),
  async handle({ params, query, world }) {
    await world.audits.named(params.audit);
    return { runs: (await world.runs.ofAudit(params.audit, query.limit)).map(runAnswer) };
  },
});
