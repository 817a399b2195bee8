import { z } from "zod";
import { causesOnRecord } from "../../../app/findings/cause-report.js";
import { AppError } from "../../../base/app-error.js";
import { Cause, CauseReport } from "../../../reports/findings/model.js";
import { runOf } from "../../kit/audit-path.js";
import { route } from "../../kit/route.js";
import { ControlPath, controlOf } from "../controls/control-path.js";

/** Why a control failed: where its exceptions concentrate, how far they reach, what promise would have held, and what is on record. */
export const showFinding = route("get", {
  path: "/audits/{audit}/findings/{control}",
  title: "Why a control failed, as far as evidence shows, and the causes on record",
  tag: "Findings",
  needs: "see:projection",
  logs: "saw a finding",
  params: ControlPath,
  answer: z.strictObject({ report: CauseReport, on_record: z.array(Cause) }),
  async handle({ params, world }) {
    const run = await runOf(world, params.audit);
    const { id } = controlOf(run, params.control);
    const report = await run.causes(id);
    if (report === undefined) throw nothingDeviated();
    const onRecord = await world.workspace.read((open) => causesOnRecord(open, id));
    return { report, on_record: onRecord.map((cause) => ({ ...cause })) };
  },
});

function nothingDeviated(): AppError {
  return new AppError({
    code: "not-found",
    message: "no item of this control deviated, so there is nothing to find the cause of",
    fix: "Open the control itself: GET /api/v1/audits/{audit}/controls/{control}.",
  });
}
