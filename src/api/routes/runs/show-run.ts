import { z } from "zod";
import { AppError } from "../../../base/app-error.js";
import { AuditId } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { RunAnswer, runAnswer } from "./run-answer.js";

/** One run of an audit. */
export const showRun = route("get", {
  path: "/audits/{audit}/runs/{run}",
  title: "One run of an audit: where it stands",
  tag: "Runs",
  needs: "see:projection",
  params: z.strictObject({ audit: AuditId, run: z.string().min(1).max(100) }),
  answer: RunAnswer,
  async handle({ params, world }) {
    const run = await world.runs.byId(params.run);
    if (run !== undefined && run.audit === params.audit) return runAnswer(run);
    throw new AppError({
      code: "not-found",
      message: "this audit has no run of that id",
      fix: "GET /api/v1/audits/{audit}/runs lists its last runs.",
    });
  },
});
