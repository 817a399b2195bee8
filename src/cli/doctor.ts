import type { Command } from "commander";
import { diagnose } from "../app/doctor/diagnose.js";
import { diagnosisText } from "../app/doctor/diagnosis-text.js";
import { stampStatus } from "../app/timestamps/stamp-status.js";
import { stampStatusText } from "../app/timestamps/stamp-text.js";
import { EXIT } from "../base/app-error.js";
import { msOf } from "../base/instant.js";
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
      const open = await context.look(folder);
      try {
        const asOf = context.now();
        const diagnosis = await diagnose({ ...open, asOf: msOf(asOf) });
        const timeStamps = await stampStatus({ ...open, asOf });
        const text = `${diagnosisText(diagnosis)}\n${stampStatusText(timeStamps)}`;
        context.out(options.json ? `${JSON.stringify({ ...diagnosis, timeStamps }, null, 2)}\n` : text);
        const hasGaps = diagnosis.streams.some(({ gaps }) => gaps.length > 0);
        context.exit(hasGaps || timeStamps.isAlert ? EXIT.couldNotTell : EXIT.clean);
      } finally {
        await open.close();
      }
    });
}
