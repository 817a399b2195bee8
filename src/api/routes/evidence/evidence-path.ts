import { z } from "zod";
import type { ServedRun } from "../../../app/serving/audits.js";
import { AppError } from "../../../base/app-error.js";
import { AuditId } from "../../kit/audit-path.js";

export const EvidencePath = z.strictObject({
  audit: AuditId,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits")
    .meta({ description: "Digest of the bytes as received." }),
});

/** Evidence is shown below an audit, to whoever may see that audit: only what an item of it rests on. */
export async function assertRestsOn(run: ServedRun, sha256: string): Promise<void> {
  const names = new Set(run.report.controls.map(({ population }) => population));
  for (const name of names) {
    const { evidence } = await run.population(name);
    if (evidence.has(sha256)) return;
  }
  throw new AppError({
    code: "not-found",
    message: "no item of this audit rests on evidence of that digest",
    fix: "Take the digest from an item of this audit.",
  });
}
