import { z } from "zod";
import type { ServedRun } from "../../../app/serving/audits.js";
import { AppError } from "../../../base/app-error.js";
import type { ReportControl } from "../../../reports/audit/model.js";
import { AuditId } from "../../kit/audit-path.js";

export const ControlPath = z.strictObject({
  audit: AuditId,
  control: z.string().min(1).max(200).meta({ description: "Id of a control, such as IAM-03." }),
});

/** @throws AppError `not-found` when the run tested no such control. */
export function controlOf({ report }: ServedRun, id: string): ReportControl {
  const control = report.controls.find((each) => each.id === id);
  if (control !== undefined) return control;
  throw new AppError({
    code: "not-found",
    message: "this audit tested no control of that id",
    fix: "GET /api/v1/audits/{audit}/controls lists those it tested.",
  });
}
