import { Command, CommanderError } from "commander";
import { AppError, EXIT, exitCodeOf } from "../base/app-error.js";
import { type CliContext, errorText } from "./context.js";

const INTRO = "From raw evidence to an explained, projected SOC 2 opinion over the whole period.";

const EXITS = `
Exit codes:
  0 done, nothing to report   1 exceptions found and a gate was asked for   2 wrong use or configuration
  3 something could not be told (gaps)   4 internal error

Start here:
  lookback demo               the sample company, end to end
  lookback init my-audit      a workspace of your own
  lookback audit              collect, test and project in the current workspace`;

/** The verbs in the order of the help text. Only the one that was asked for is loaded: starting costs what it does. */
const VERBS: Readonly<Record<string, () => Promise<Register>>> = {
  demo: async () => (await import("./demo.js")).registerDemo,
  init: async () => (await import("./init.js")).registerInit,
  collect: async () => (await import("./collect.js")).registerCollect,
  test: async () => (await import("./test.js")).registerTest,
  audit: async () => (await import("./audit.js")).registerAudit,
  explain: async () => (await import("./explain.js")).registerExplain,
  mock: async () => (await import("./mock.js")).registerMock,
  export: async () => (await import("./export.js")).registerExport,
  cause: async () => (await import("./cause.js")).registerCause,
  compensate: async () => (await import("./compensate.js")).registerCompensate,
  report: async () => (await import("./report.js")).registerReport,
  pdf: async () => (await import("./pdf.js")).registerPdf,
  controls: async () => (await import("./controls.js")).registerControls,
  replay: async () => (await import("./replay.js")).registerReplay,
  timestamp: async () => (await import("./timestamp.js")).registerTimestamp,
  pack: async () => (await import("./pack.js")).registerPack,
  verify: async () => (await import("./verify.js")).registerVerify,
  shred: async () => (await import("./shred.js")).registerShred,
  redact: async () => (await import("./redact.js")).registerRedact,
  rewrap: async () => (await import("./rewrap.js")).registerRewrap,
  pin: async () => (await import("./pin.js")).registerPin,
  witness: async () => (await import("./witness.js")).registerWitness,
  rekey: async () => (await import("./rekey.js")).registerRekey,
  mirror: async () => (await import("./mirror.js")).registerMirror,
  doctor: async () => (await import("./doctor.js")).registerDoctor,
  serve: async () => (await import("./serve.js")).registerServe,
  backup: async () => (await import("./backup.js")).registerBackup,
  restore: async () => (await import("./restore.js")).registerRestore,
};

type Register = (program: Command, context: CliContext) => void;

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
  for (const load of verbsOf(args[0])) {
    const register = await load();
    register(program, context);
  }
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    reportError(error, context);
  }
}

/** The verb that is asked for; all where help or a suggestion may be needed, and none to say which version this is. */
function verbsOf(first: string | undefined): readonly (() => Promise<Register>)[] {
  if (first === "--version" || first === "-V") return [];
  const verb = first !== undefined && Object.hasOwn(VERBS, first) ? VERBS[first] : undefined;
  return verb === undefined ? Object.values(VERBS) : [verb];
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
