import { Command, CommanderError } from "commander";
import { AppError, EXIT, exitCodeOf } from "../base/app-error.js";
import { registerAudit } from "./audit.js";
import { registerBackup } from "./backup.js";
import { registerCause } from "./cause.js";
import { registerCollect } from "./collect.js";
import { registerCompensate } from "./compensate.js";
import { type CliContext, errorText } from "./context.js";
import { registerControls } from "./controls.js";
import { registerDemo } from "./demo.js";
import { registerDoctor } from "./doctor.js";
import { registerExplain } from "./explain.js";
import { registerExport } from "./export.js";
import { registerInit } from "./init.js";
import { registerMirror } from "./mirror.js";
import { registerMock } from "./mock.js";
import { registerPack } from "./pack.js";
import { registerPdf } from "./pdf.js";
import { registerPin } from "./pin.js";
import { registerRedact } from "./redact.js";
import { registerRekey } from "./rekey.js";
import { registerReplay } from "./replay.js";
import { registerReport } from "./report.js";
import { registerRestore } from "./restore.js";
import { registerRewrap } from "./rewrap.js";
import { registerServe } from "./serve.js";
import { registerShred } from "./shred.js";
import { registerTest } from "./test.js";
import { registerTimestamp } from "./timestamp.js";
import { registerVerify } from "./verify.js";
import { registerWitness } from "./witness.js";

const INTRO = "From raw evidence to an explained, projected SOC 2 opinion over the whole period.";

const EXITS = `
Exit codes:
  0 done, nothing to report   1 exceptions found and a gate was asked for   2 wrong use or configuration
  3 something could not be told (gaps)   4 internal error

Start here:
  lookback demo               the sample company, end to end
  lookback init my-audit      a workspace of your own
  lookback audit              collect, test and project in the current workspace`;

/** Runs one command line. Every error ends as text with a fix and an exit code; nothing is thrown. */
export async function runCli(args: readonly string[], context: CliContext, version: string): Promise<void> {
  const program = new Command("lookback")
    .description(INTRO)
    .version(version)
    .addHelpText("after", EXITS)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.out(text), writeErr: (text) => context.err(text) })
    .configureHelp({ helpWidth: context.width });
  for (const register of [
    registerDemo,
    registerInit,
    registerCollect,
    registerTest,
    registerAudit,
    registerExplain,
    registerMock,
    registerExport,
    registerCause,
    registerCompensate,
    registerReport,
    registerPdf,
    registerControls,
    registerReplay,
    registerTimestamp,
    registerPack,
    registerVerify,
    registerShred,
    registerRedact,
    registerRewrap,
    registerPin,
    registerWitness,
    registerRekey,
    registerMirror,
    registerDoctor,
    registerServe,
    registerBackup,
    registerRestore,
  ]) {
    register(program, context);
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    reportError(error, context);
  }
}

function reportError(error: unknown, context: CliContext): void {
  if (error instanceof CommanderError) {
    context.exit(error.exitCode === 0 ? EXIT.clean : EXIT.badUse);
    return;
  }
  if (error instanceof AppError) {
    context.err(errorText(error));
  } else {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.err(
      `internal error: ${what}\n  fix: This is a bug. Nothing stored is lost; report it with the lines above.\n`,
    );
  }
  context.exit(exitCodeOf(error));
}
