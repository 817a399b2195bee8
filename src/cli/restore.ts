import { type Command, InvalidArgumentError } from "commander";
import { restoredBackupText } from "../app/backup/backup-text.js";
import { backupsOf } from "./backup.js";
import type { CliContext } from "./context.js";
import { ProgressLine } from "./progress.js";

const AFTER = `
Every file is compared with the manifest before anything is written. The workspace is built beside its place, its ledger is
verified against what the backup says of it, and only then it stands under its name. The state database is that of
DATABASE_URL, which must be empty; without it an embedded one. An older backup is brought up to this version, a newer one is
refused. Sessions and one-time links are ended.`;

/** `lookback restore`: a workspace from a backup. */
export function registerRestore(program: Command, context: CliContext): void {
  program
    .command("restore")
    .description("bring a workspace back from a backup, checked before and after")
    .argument("<backup>", "folder that lookback backup made")
    .argument("<folder>", "new folder for the workspace")
    .option("--sha256 <digest>", "of the manifest, as lookback backup printed it", digestOf)
    .option("--json", "print JSON")
    .addHelpText("after", AFTER)
    .action(async (backup: string, folder: string, options: { sha256?: string; json?: boolean }) => {
      const line = new ProgressLine(context);
      try {
        const restored = await backupsOf(context).restore(backup, folder, {
          ...(options.sha256 === undefined ? {} : { sha256: options.sha256 }),
          progress: (text) => line.show(text),
        });
        line.done();
        context.out(options.json ? `${JSON.stringify(restored, null, 2)}\n` : restoredBackupText(restored));
      } finally {
        line.done();
      }
    });
}

function digestOf(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new InvalidArgumentError("expected 64 hexadecimal digits");
}
