import type { Command } from "commander";
import { type StampReport, stampLedger } from "../app/timestamps/stamp-ledger.js";
import { stampStatus } from "../app/timestamps/stamp-status.js";
import { stampProblems, stampReportText, stampStatusText } from "../app/timestamps/stamp-text.js";
import { readStampedLog } from "../app/timestamps/stamped-log.js";
import type { StampingPort } from "../app/timestamps/stamping-port.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type CliContext, errorText } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
A time-stamp is an outsider's signature over the digest of the newest checkpoint: everything up to there existed at that
moment, whatever the clock of this machine says. Nothing but the digest leaves the machine. Lookback asks after every
collect, too. Configure in lookback.yaml:

  timestamps:
    every: 1h
    authorities:
      - url: https://tsa.example/tsr
        roots: trust/tsa-example-root.pem

lookback verify checks every time-stamp; without this program: openssl ts -verify (docs/concepts/outside-time.md).`;

/** `lookback timestamp`: have the newest checkpoint time-stamped now, or see how far the log is. */
export function registerTimestamp(program: Command, context: CliContext): void {
  program
    .command("timestamp")
    .description("have the ledger time-stamped by outsiders now, or with --status see how far it is")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--status", "ask nobody: show what is time-stamped and what waits")
    .option("--json", "print JSON")
    .addHelpText("after", AFTER)
    .action(async (folder: string, options: { status?: boolean; json?: boolean }) => {
      const open = await context.open(folder, options.status ? "read" : "write");
      try {
        await (options.status ? showStatus(open, options, context) : askNow(open, options, context));
      } finally {
        await open.close();
      }
    });
}

/** Asks the authorities that are due; what goes wrong is printed and stops nothing. */
export async function stampAfterPublishing(open: OpenWorkspace, context: CliContext): Promise<void> {
  const { stamping } = open;
  if (stamping === undefined || open.workspace.timestamps === undefined) return;
  try {
    context.err(stampProblems(await stampLedger({ ...open, stamping, when: "due", signal: context.signal })));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "bad-config") throw error;
    context.err(errorText(error));
  }
}

async function askNow(open: OpenWorkspace, { json }: { json?: boolean }, context: CliContext): Promise<void> {
  if (open.workspace.timestamps === undefined) {
    throw new AppError({
      code: "bad-config",
      message: "lookback.yaml names no time-stamp authority",
      fix: "Add one under timestamps: as lookback timestamp --help shows. Without one every time is this machine's claim.",
    });
  }
  const report = await stampLedger({ ...open, stamping: portOf(open), when: "now", signal: context.signal });
  context.out(json ? `${JSON.stringify(report, null, 2)}\n` : stampReportText(report));
  context.exit(exitOf(report));
}

async function showStatus(open: OpenWorkspace, { json }: { json?: boolean }, context: CliContext): Promise<void> {
  const log = await readStampedLog({ evidence: open.evidence, files: portOf(open).files });
  const status = await stampStatus({ ...open, asOf: context.now(), log });
  context.out(json ? `${JSON.stringify(status, null, 2)}\n` : stampStatusText(status));
  context.exit(status.isAlert ? EXIT.couldNotTell : EXIT.clean);
}

/** 3 when an authority failed, or something waits because it was asked often enough. */
function exitOf({ authorities, waiting }: StampReport): number {
  const isFailed = authorities.some(({ outcome }) => outcome.kind === "failed");
  return isFailed || waiting !== undefined ? EXIT.couldNotTell : EXIT.clean;
}

function portOf({ stamping }: OpenWorkspace): StampingPort {
  if (stamping === undefined) throw new Error("the workspace was opened without a way to time-stamp");
  return stamping;
}
