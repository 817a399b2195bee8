import type { Command } from "commander";
import { starterWorkspace } from "../app/workspace/starter-workspace.js";
import type { CliContext } from "./context.js";

/** `lookback init`: a workspace that says what to put where. */
export function registerInit(program: Command, context: CliContext): void {
  program
    .command("init")
    .description("make a workspace: lookback.yaml and a folder for exports")
    .argument("[folder]", "folder to make it in", ".")
    .option("--name <organisation>", "name of the organisation", "Example Ltd")
    .option("--zone <zone>", "IANA time zone of the organisation", "UTC")
    .option("--from <day>", "first day of the period, for example 2026-01-01")
    .option("--to <day>", "last day of the period")
    .action(async (folder: string, options: { name: string; zone: string; from?: string; to?: string }) => {
      await context.createWorkspace(folder, starterWorkspace({ ...options, today: context.now() }), { replace: false });
      context.out(
        [
          `Made ${folder === "." ? "lookback.yaml" : `${folder}/lookback.yaml`}.`,
          "",
          "Next:",
          "  1. Put exports of HR, identity provider, tickets, cloud and repositories under exports/",
          "  2. Name them under sources: in lookback.yaml, with the time each export covers",
          `  3. lookback collect ${folder} --dry-run     see what each file gives`,
          `  4. lookback audit ${folder}                 collect, test and project`,
          "",
        ].join("\n"),
      );
    });
}
