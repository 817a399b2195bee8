import type { Command } from "commander";
import { compensationReport, compensationReportText, judgeCompensation } from "../app/findings/compensation-report.js";
import { findingAsOf } from "../app/findings/finding-as-of.js";
import { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, repeated, WORKSPACE_ARGUMENT } from "./options.js";

interface CompensateOptions {
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  readonly with?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly asOf?: Instant;
  readonly json?: boolean;
}

/** `lookback compensate`: which other control operated on each deviating item, and whether people let it count. */
export function registerCompensate(program: Command, context: CliContext): void {
  program
    .command("compensate")
    .description("list what made up for a control's exceptions, item by item; accept or reject it")
    .argument("<control>", "for example CHG-01")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--accept <item>", "id or label of an item that the other control makes up for; may be repeated", repeated)
    .option("--reject <item>", "id or label of an item that it does not make up for; may be repeated", repeated)
    .option("--with <control>", "the other control")
    .option("--by <role>", "role of who judges")
    .option("--reason <sentence>", "why it meets the same risk, or does not")
    .option("--as-of <time>", "judge as of this moment (default: that of the last audit)", asOfOption)
    .option("--json", "print JSON")
    .action(async (control: string, folder: string, options: CompensateOptions) => {
      const judgement = judgementIn(options);
      const open = await context.open(folder, judgement === undefined ? "read" : "write");
      try {
        const asOf = await findingAsOf(open, { asked: options.asOf, now: context.now() });
        if (judgement !== undefined) {
          const records = await judgeCompensation(open, { control, typed: judgement, asOf, at: context.now() });
          const what = records.length === 1 ? "1 item" : `${records.length} items`;
          context.out(
            `Recorded: ${judgement.action} for ${what}, from record ${records[0]} on. It counts from the next audit.\n`,
          );
          return;
        }
        const report = await compensationReport(open, { control, asOf });
        context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : compensationReportText(report, context));
      } finally {
        await open.close();
      }
    });
}

function judgementIn({ accept, reject, with: helper, by, reason }: CompensateOptions) {
  if (accept !== undefined && reject !== undefined) {
    throw new AppError({
      code: "bad-usage",
      message: "--accept and --reject cannot go together",
      fix: "Accept some items first, then reject others.",
    });
  }
  const items = accept ?? reject;
  if (items === undefined) return undefined;
  return { action: accept === undefined ? ("reject" as const) : ("accept" as const), items, with: helper, by, reason };
}
