import { z } from "zod";
import type { ServedRun } from "../../app/serving/audits.js";
import { AppError } from "../../base/app-error.js";
import type { World } from "../world.js";

export const AuditId = z.string().min(1).max(200).meta({ description: "Id of an audit, as GET /audits lists it." });

/** The parameters of every path below an audit. */
export const AuditPath = z.strictObject({ audit: AuditId });

/** The newest finished run of an audit. @throws AppError `not-found` without one. */
export async function runOf(world: World, audit: string): Promise<ServedRun> {
  const run = await world.audits.latest(audit);
  if (run !== undefined) return run;
  throw new AppError({
    code: "not-found",
    message: "this audit has no finished run yet",
    fix: "Start one with POST /api/v1/audits/{audit}/runs, or wait for the one that runs.",
  });
}
