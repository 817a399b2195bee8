import { z } from "zod";
import { evidenceNamed } from "../../../app/fieldwork/portal-view.js";
import { AppError } from "../../../base/app-error.js";
import type { Session } from "../../access/session.js";
import { AuditId, runOf } from "../../kit/audit-path.js";
import type { World } from "../../world.js";
import { papersNow, viewerOf } from "../portal/portal-path.js";

export const EvidencePath = z.strictObject({
  audit: AuditId,
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "expected 64 hexadecimal digits")
    .meta({ description: "Digest of the bytes as received." }),
});

/** Evidence is shown below an audit, to whoever may see that audit: only what an item of it rests on, or its papers name. */
export async function assertRestsOn(
  world: World,
  { audit, sha256, who }: { readonly audit: string; readonly sha256: string; readonly who: Session },
): Promise<void> {
  const run = await runOf(world, audit);
  const names = new Set(run.report.controls.map(({ population }) => population));
  for (const name of names) {
    const { evidence } = await run.population(name);
    if (evidence.has(sha256)) return;
  }
  // A later run may rest on other evidence; what was selected and answered rests on what it did.
  const { papers } = await papersNow(world, audit);
  if (evidenceNamed(papers, viewerOf(who, {})).has(sha256)) return;
  throw new AppError({
    code: "not-found",
    message: "no item of this audit rests on evidence of that digest",
    fix: "Take the digest from an item of this audit.",
  });
}
