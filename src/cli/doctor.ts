import type { Command } from "commander";
import { diagnose } from "../app/doctor/diagnose.js";
import { diagnosisText } from "../app/doctor/diagnosis-text.js";
import { mirrorStatusText } from "../app/mirror/mirror-text.js";
import { listEvidence } from "../app/shred/held-evidence.js";
import { type RetentionStatus, retentionStatus, retentionText } from "../app/shred/retention-status.js";
import { stampStatus } from "../app/timestamps/stamp-status.js";
import { stampStatusText } from "../app/timestamps/stamp-text.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

/** `lookback doctor`: sources, coverage and the evidence horizon. */
export function registerDoctor(program: Command, context: CliContext): void {
  program
    .command("doctor")
    .description("sources, what they cover, what is missing for which control, and how long evidence can still be had")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (folder: string, options: { json?: boolean }) => {
      const asOf = context.now();
      const retention = await retentionOf(folder, { context, asOf });
      const open = await context.look(folder);
      try {
        const diagnosis = await diagnose({ ...open, asOf: msOf(asOf) });
        const timeStamps = await stampStatus({ ...open, asOf });
        const mirror = await context.mirror?.status(folder);
        const copies = `${retentionText(retention)}\n${mirrorStatusText(mirror)}`;
        const text = `${diagnosisText(diagnosis)}\n${stampStatusText(timeStamps)}\n${copies}`;
        context.out(
          options.json
            ? `${JSON.stringify({ ...diagnosis, timeStamps, retention, mirror: mirror ?? null }, null, 2)}\n`
            : text,
        );
        const hasGaps = diagnosis.streams.some(({ gaps }) => gaps.length > 0);
        context.exit(hasGaps || timeStamps.isAlert || mirror?.isAlert === true ? EXIT.couldNotTell : EXIT.clean);
      } finally {
        await open.close();
      }
    });
}

/** `undefined`: nothing was collected, or the ledger cannot be read; `verify` says why. */
async function retentionOf(
  folder: string,
  { context, asOf }: { readonly context: CliContext; readonly asOf: Instant },
): Promise<RetentionStatus | undefined> {
  try {
    const open = await context.open(folder, "read");
    try {
      const { held } = await listEvidence(open.evidence);
      return retentionStatus(held, { workspace: open.workspace, asOf });
    } finally {
      await open.close();
    }
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
