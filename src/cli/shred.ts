import { type Command, InvalidArgumentError, Option } from "commander";
import { lastReport } from "../app/findings/last-report.js";
import { listEvidence } from "../app/shred/held-evidence.js";
import { planShred, type ShredChoice, type ShredReason } from "../app/shred/plan-shred.js";
import { shred } from "../app/shred/shred.js";
import { shreddedText, shredPlanText } from "../app/shred/shred-text.js";
import { EXIT } from "../base/app-error.js";
import type { Instant } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";

interface ShredOptions {
  readonly record?: readonly number[];
  readonly source?: string;
  readonly before?: Instant;
  readonly due?: boolean;
  readonly reason: ShredReason;
  readonly basis?: string;
  readonly requestedBy?: string;
  readonly approvedBy?: string;
  readonly confirm?: string;
  readonly json?: boolean;
}

/** `lookback shred`: show what would be destroyed; with everybody's words and a typed confirmation, destroy it. */
export function registerShred(program: Command, context: CliContext): void {
  program
    .command("shred")
    .description(
      "destroy evidence for good, with a reason and an approval on record; without --confirm only show the plan",
    )
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--record <place>", "evidence by its place in the log; may be given several times", placeOption)
    .option("--source <id>", "evidence of this source")
    .option("--before <time>", "only what was last seen before this moment", asOfOption)
    .option("--due", "only what has been kept for `retention` in lookback.yaml")
    .addOption(
      new Option("--reason <word>", "why it may go").choices(["retention", "erasure", "legal"]).makeOptionMandatory(),
    )
    .option("--basis <sentence>", "the request, rule or order it rests on")
    .option("--requested-by <role>", "who asked for it")
    .option("--approved-by <role>", "who approved it: somebody else")
    .option("--confirm <text>", "what the plan says to type")
    .option("--json", "print JSON")
    .action(async (folder: string, options: ShredOptions) => {
      const open = await context.open(folder, options.confirm === undefined ? "read" : "write");
      try {
        const [at, list, report] = [context.now(), await listEvidence(open.evidence), await lastReport(open.files)];
        const { workspace, evidence, files } = open;
        const plan = planShred({ workspace, list, report, reason: options.reason, choice: choiceOf(options), at });
        if (options.confirm === undefined) {
          context.out(options.json ? `${JSON.stringify(plan, null, 2)}\n` : shredPlanText(plan));
          context.exit(plan.refusals.length === 0 ? EXIT.clean : EXIT.badUse);
          return;
        }
        const { basis, requestedBy, approvedBy, confirm: confirmation } = options;
        const words = { basis, requestedBy, approvedBy, confirmation };
        const records = await shred({ evidence, files, plan, words, at });
        context.out(options.json ? `${JSON.stringify({ ...plan, records }, null, 2)}\n` : shreddedText(plan, records));
      } finally {
        await open.close();
      }
    });
}

function choiceOf({ record, source, before, due }: ShredOptions): ShredChoice {
  return {
    ...(record === undefined ? {} : { records: record }),
    ...(source === undefined ? {} : { source }),
    ...(before === undefined ? {} : { before }),
    ...(due === undefined ? {} : { isDue: due }),
  };
}

function placeOption(text: string, before: readonly number[] = []): readonly number[] {
  if (/^\d{1,12}$/.test(text)) return [...before, Number(text)];
  throw new InvalidArgumentError("expected the place of a record, such as 17.");
}
