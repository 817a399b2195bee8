import type { Command } from "commander";
import { replayDay } from "../app/replay/candidate.js";
import { parseEarlierReport } from "../app/replay/earlier-report.js";
import { replay } from "../app/replay/replay.js";
import { replayJson, replayText } from "../app/replay/replay-text.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

interface ReplayOptions {
  readonly with?: string;
  readonly from?: string;
  readonly against?: string;
  readonly asOf?: Instant;
  readonly json?: boolean;
}

/** `lookback replay`: other revisions over the stored evidence, and what flips. */
export function registerReplay(program: Command, context: CliContext): void {
  program
    .command("replay")
    .description("run other promises, own controls or revisions over the stored evidence and show what flips")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--with <path>", "a file or folder with other promises (controls: as in lookback.yaml) or own controls")
    .option("--from <day>", "as if these had been in force since this day (default: since ever)")
    .option("--against <report>", "an earlier audit.json, by whatever version or revisions")
    .option("--as-of <time>", "judge as of this moment (default: that of the earlier report, else now)", asOfOption)
    .option("--json", "print JSON with every item")
    .action(async (folder: string, options: ReplayOptions) => {
      const open = await context.open(folder, "read");
      const line = new ProgressLine(context);
      try {
        const found = await replay({
          ...(await inputOf(open, { options, context })),
          progress: (what) => line.show(what),
        });
        line.done();
        context.out(options.json ? replayJson(found) : replayText(found));
      } finally {
        line.done();
        await open.close();
      }
    });
}

async function inputOf(open: OpenWorkspace, { options, context }: { options: ReplayOptions; context: CliContext }) {
  const from = replayDay(options.from);
  const [against] = options.against === undefined ? [] : await open.textsAt(options.against);
  const files = options.with === undefined ? undefined : await open.textsAt(options.with);
  const earlier = against === undefined ? undefined : Date.parse(parseEarlierReport(against).as_of);
  return {
    open,
    asOf: options.asOf === undefined ? (earlier ?? msOf(context.now())) : msOf(options.asOf),
    ...(files === undefined ? {} : { candidate: { files, from } }),
    ...(against === undefined ? {} : { against }),
  };
}
