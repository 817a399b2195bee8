import type { Command } from "commander";
import { causeReport, causeReportText } from "../app/findings/cause-report.js";
import { findingAsOf } from "../app/findings/finding-as-of.js";
import { approveCause, recordCause } from "../app/findings/record-cause.js";
import { AppError } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, repeated, WORKSPACE_ARGUMENT } from "./options.js";

interface CauseOptions {
  readonly attribute?: string;
  readonly record?: boolean;
  readonly approve?: boolean;
  readonly category?: string;
  readonly secondary?: readonly string[];
  readonly scope?: string;
  readonly text?: string;
  readonly why?: readonly string[];
  readonly bypass?: readonly string[];
  readonly harmFollowed?: boolean;
  readonly by?: string;
  readonly asOf?: Instant;
  readonly json?: boolean;
}

/** `lookback cause`: where a control's exceptions concentrate, how far they reach, and why, decided by two people. */
export function registerCause(program: Command, context: CliContext): void {
  program
    .command("cause")
    .description(
      "show where exceptions of a control concentrate and how far they reach; record and approve their cause",
    )
    .argument("<control>", "for example IAM-03")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--attribute <id>", "exceptions of this attribute alone (default: all key attributes)")
    .option("--record", "state a cause: needs --category, --scope, --text, --by and three to seven --why")
    .option("--approve", "approve the newest cause as a second person: needs --by")
    .option("--category <word>", "tooling, training, policy, process, design, resourcing, vendor or evidence_only")
    .option("--secondary <word>", "a further category; may be given several times", repeated)
    .option("--scope <word>", "person, one_time, process, policy or system")
    .option("--text <sentence>", "the cause in a sentence or two")
    .option("--why <step>", 'one "why", ending with [evidence: id] or [assumption]; three to seven times', repeated)
    .option(
      "--bypass <how>",
      "proven: intentional, concealed, by_authority or by_management; may be repeated",
      repeated,
    )
    .option("--harm-followed", "proven: unauthorised use, data loss or a breached commitment followed")
    .option("--by <role>", "role of who states or approves it")
    .option("--as-of <time>", "judge as of this moment (default: that of the last audit)", asOfOption)
    .option("--json", "print JSON")
    .action(async (typed: string, folder: string, options: CauseOptions) => {
      if (options.record && options.approve) throw bothAtOnce();
      const open = await context.open(folder, options.record || options.approve ? "write" : "read");
      try {
        const control = typed.toUpperCase();
        if (options.approve) {
          const proposal = await approveCause(open, { control, by: options.by, at: context.now() });
          context.out(`Approved: the cause of ${control} in record ${proposal}. It counts from the next audit on.\n`);
          return;
        }
        const asOf = await findingAsOf(open, { asked: options.asOf, now: context.now() });
        const look = () => causeReport(open, { control, attribute: options.attribute, asOf });
        if (options.record) {
          const record = await recordCause(open, { control, typed: typedCause(options), look, at: context.now() });
          context.out(`Recorded: the cause of ${control} in record ${record}, to be approved by a second person.\n`);
          return;
        }
        const report = await look();
        context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : causeReportText(report, context));
      } finally {
        await open.close();
      }
    });
}

function typedCause({ category, secondary, scope, text, why, bypass, harmFollowed, by }: CauseOptions) {
  return {
    category,
    secondary: secondary ?? [],
    scope,
    text,
    why: why ?? [],
    bypass: bypass ?? [],
    harmFollowed: harmFollowed === true,
    by,
  };
}

function bothAtOnce(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "--record and --approve cannot go together: two people do them",
    fix: "Record the cause first, then have another person approve it.",
  });
}
