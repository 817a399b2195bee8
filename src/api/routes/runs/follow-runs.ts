import { AuditPath } from "../../kit/audit-path.js";
import { eventRoute } from "../../kit/route.js";
import { RunAnswer, runAnswer } from "./run-answer.js";

/**
 * The last runs of an audit as they change: an event `run` for each, of the same shape as one run. The first events say
 * where all of them stand; whoever comes back with the last event they have seen gets only what changed since, or all.
 */
export const followRuns = eventRoute({
  path: "/audits/{audit}/events",
  title: "Follow the runs of an audit as they go (server-sent events)",
  tag: "Runs",
  needs: "see:projection",
  params: AuditPath,
  event: RunAnswer,
  async handle({ params, after, world }) {
    await world.audits.named(params.audit);
    return (tell) =>
      world.runs.follow(params.audit, {
        after,
        tell: (changed, id) =>
          changed.forEach((run, place) => {
            const isLast = place === changed.length - 1;
            tell({ ...(isLast ? { id } : {}), event: "run", data: runAnswer(run) });
          }),
      });
  },
});
