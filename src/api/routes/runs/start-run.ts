import { z } from "zod";
import { AuditPath } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { RunAnswer, runAnswer } from "./run-answer.js";

/** Collects where asked to, tests everything again, and projects anew. While a run waits, asking again asks the same. */
export const startRun = route("post", {
  path: "/audits/{audit}/runs",
  title: "Start an audit: collect, test every control, project the opinion",
  tag: "Runs",
  needs: "act:run",
  logs: "started an audit",
  params: AuditPath,
  body: z.strictObject({
    collects: z.boolean().default(true).meta({ description: "Whether to collect from the sources first." }),
  }),
  answer: RunAnswer,
  async handle({ params, body, who, at, world }) {
    await world.audits.named(params.audit);
    const { collects } = body;
    return runAnswer(await world.runs.request({ audit: params.audit, collects, by: who.user.id, at }));
  },
});
