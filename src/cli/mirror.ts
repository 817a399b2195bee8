import type { Command } from "commander";
import type { MirrorCommands } from "../app/mirror/commands.js";
import { mirrorCheckText, mirrorRunText, mirrorStatusText, restoredText } from "../app/mirror/mirror-text.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type CliContext, errorText } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
A second copy of the evidence, in a bucket of another account: every object is written once, under the same name, with the
digest that the store compares, and is never replaced or deleted from here. Keys are not among them. Lookback mirrors after
every collect, too; while the store is down nothing waits for it, and doctor shows what is not mirrored. Configure:

  mirror:
    bucket: acme-evidence-copies
    region: eu-central-1
    object_lock: { mode: governance, days: 400 }

The bucket needs versioning, and Object Lock for locks. Credentials come from where Amazon's client looks for them.`;

interface MirrorOptions {
  readonly status?: boolean;
  readonly check?: boolean;
  readonly restore?: string;
  readonly confirm?: string;
  readonly json?: boolean;
}

/** `lookback mirror`: store, compare or bring back the second copy of the evidence. */
export function registerMirror(program: Command, context: CliContext): void {
  program
    .command("mirror")
    .description("store a second copy of the evidence in an S3 bucket, check it, or restore from it")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--status", "ask nobody: show what is mirrored and what waits")
    .option("--check", "compare every version in the bucket with what was stored")
    .option("--restore <dir>", "make a folder with the evidence of the mirror")
    .option("--confirm <text>", "what compliance mode asks to type, once")
    .option("--json", "print JSON")
    .addHelpText("after", AFTER)
    .action(async (folder: string, options: MirrorOptions) => {
      const mirror = commandsOf(context);
      const say = (value: unknown, text: string) =>
        context.out(options.json ? `${JSON.stringify(value, null, 2)}\n` : text);
      if (options.status) {
        const status = await mirror.status(folder);
        say(status ?? null, mirrorStatusText(status));
        context.exit(status?.isAlert ? EXIT.couldNotTell : EXIT.clean);
      } else if (options.check) {
        const check = await mirror.check(folder);
        say(check, mirrorCheckText(check));
        context.exit(check.alarms.length > 0 ? EXIT.internal : EXIT.clean);
      } else if (options.restore !== undefined) {
        const restored = await mirror.restore(folder, options.restore);
        say(restored, restoredText(restored, options.restore));
      } else {
        if (options.confirm !== undefined) await mirror.confirm(folder, options.confirm);
        const report = await mirror.run(folder);
        if (report === undefined) throw notConfigured();
        say(report, mirrorRunText(report));
      }
    });
}

/**
 * Mirrors after something was published. What the store does or does not do is no error of the verb that published; a
 * mirror that holds another log changes its exit code.
 */
export async function mirrorAfterPublishing(folder: string, context: CliContext): Promise<void> {
  try {
    await context.mirror?.run(folder);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    context.err(`not mirrored: ${errorText(error)}`);
    if (error.code === "ledger-fork" || error.code === "store-damaged") context.exit(EXIT.internal);
  }
}

function commandsOf({ mirror }: CliContext): MirrorCommands {
  if (mirror !== undefined) return mirror;
  throw new AppError({
    code: "bad-usage",
    message: "the mirror cannot be reached from here",
    fix: "Run the lookback command itself.",
  });
}

function notConfigured(): AppError {
  return new AppError({
    code: "bad-config",
    message: "lookback.yaml names no mirror",
    fix: "Add one under mirror: as lookback mirror --help shows. Without one the evidence has one copy.",
  });
}
