import type { Command } from "commander";
import { collect } from "../app/collect/collect.js";
import { collectJson, collectText, previewText } from "../app/collect/collect-text.js";
import { previewSources } from "../app/collect/preview.js";
import { EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { mirrorAfterPublishing } from "./mirror.js";
import { repeated, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";
import { stampAfterPublishing } from "./timestamp.js";
import { askAfterPublishing } from "./witness.js";

interface CollectOptions {
  readonly source?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** `lookback collect`: store what the sources answer, then normalise what is new. */
export function registerCollect(program: Command, context: CliContext): void {
  program
    .command("collect")
    .description("read every source into the ledger and bring the tables up to date")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("-s, --source <id>", "only this source; may be repeated", repeated)
    .option("--dry-run", "store nothing: show what each file would give, and rejected rows (with --json every one)")
    .option("--json", "print JSON")
    .action(async (folder: string, options: CollectOptions) => {
      await (options.dryRun ? preview(folder, options, context) : run(folder, options, context));
    });
}

async function run(folder: string, { source, json }: CollectOptions, context: CliContext): Promise<void> {
  const open = await context.open(folder, "write");
  const line = new ProgressLine(context);
  try {
    const summary = await collect({
      ...open,
      now: () => context.now(),
      signal: context.signal,
      ...(source === undefined ? {} : { only: source }),
      progress: (id, captures) => line.show(`collecting ${id}: ${captures}`),
    });
    line.done();
    context.out(json ? collectJson(summary) : collectText(summary));
    await stampAfterPublishing(open, context);
    context.exit(summary.runs.some(({ failure }) => failure !== undefined) ? EXIT.couldNotTell : EXIT.clean);
  } finally {
    line.done();
    await open.close();
  }
  await askAfterPublishing(folder, context);
  await mirrorAfterPublishing(folder, context);
}

async function preview(folder: string, { source, json }: CollectOptions, context: CliContext): Promise<void> {
  const open = await context.look(folder);
  try {
    const found = await previewSources({
      ...open,
      signal: context.signal,
      ...(source === undefined ? {} : { only: source }),
    });
    context.out(json ? `${JSON.stringify(found, null, 2)}\n` : previewText(found));
    context.exit(found.some((preview) => "failure" in preview) ? EXIT.couldNotTell : EXIT.clean);
  } finally {
    await open.close();
  }
}
