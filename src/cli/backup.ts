import type { Command } from "commander";
import type { BackupCommands } from "../app/backup/backup-report.js";
import { backupText } from "../app/backup/backup-text.js";
import { AppError } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

const AFTER = `
Everything that brings this workspace up on another machine: its files, the ledger, the state database, keys and secrets.
The database is that of DATABASE_URL, which may be in use meanwhile; without it the embedded one, whose server is stopped
for it. Rows are written in a form of neither, so either can be restored into the other. The copy of the ledger is verified
before the backup counts. Everything outside is named: a master key elsewhere, secrets in the environment.`;

/** `lookback backup`: everything of a workspace in a folder, verified. */
export function registerBackup(program: Command, context: CliContext): void {
  program
    .command("backup")
    .description("copy a workspace, its ledger and its state database into a new folder, verified")
    .argument("<folder>", WORKSPACE_ARGUMENT)
    .argument("<target>", "new folder for the backup, outside of the workspace")
    .option("--without-keys", "leave out the keys of the ledger and the secrets of the server")
    .option("--json", "print JSON")
    .addHelpText("after", AFTER)
    .action(async (folder: string, target: string, options: { withoutKeys?: boolean; json?: boolean }) => {
      const line = new ProgressLine(context);
      try {
        const made = await backupsOf(context).backup(folder, target, {
          keys: options.withoutKeys !== true,
          progress: (text) => line.show(text),
        });
        line.done();
        context.out(options.json ? `${JSON.stringify(made, null, 2)}\n` : backupText(made));
      } finally {
        line.done();
      }
    });
}

/** @throws AppError `bad-usage` where no disk is at hand. */
export function backupsOf({ backups }: CliContext): BackupCommands {
  if (backups !== undefined) return backups;
  throw new AppError({
    code: "bad-usage",
    message: "backups cannot be made or restored from here",
    fix: "Run the lookback command itself.",
  });
}
