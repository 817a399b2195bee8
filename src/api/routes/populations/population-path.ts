import { z } from "zod";
import type { ServedRun } from "../../../app/serving/audits.js";
import { AppError } from "../../../base/app-error.js";
import type { ReportControl } from "../../../reports/audit/model.js";
import { AuditId } from "../../kit/audit-path.js";

export const PopulationPath = z.strictObject({
  audit: AuditId,
  population: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, "expected the name of a population, such as leavers")
    .meta({ description: "Name of a population, such as leavers." }),
});

/** The controls that test a population; never none. @throws AppError `not-found` */
export function controlsOf({ report }: ServedRun, population: string): readonly [ReportControl, ...ReportControl[]] {
  const [first, ...rest] = report.controls.filter((control) => control.population === population);
  if (first !== undefined) return [first, ...rest];
  throw new AppError({
    code: "not-found",
    message: "this audit has no population of that name",
    fix: "GET /api/v1/audits/{audit}/populations lists those it has.",
  });
}
