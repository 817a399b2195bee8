import type { Command } from "commander";
import { AppError } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

/** `lookback rewrap`: another master key for the keys of sealed evidence; no blob is touched. */
export function registerRewrap(program: Command, context: CliContext): void {
  program
    .command("rewrap")
    .description(
      "wrap the keys of sealed evidence by another master key, in every place; the evidence itself stays as it is",
    )
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .requiredOption("--to <file>", "file of the new master key; it is made when it is not there")
    .action(async (folder: string, options: { to: string }) => {
      if (context.masterKeyAt === undefined) throw unavailable();
      const open = await context.open(folder, "write");
      try {
        const { master, path } = await context.masterKeyAt(options.to);
        await open.evidence.rewrapKeys(master, context.now());
        await open.evidence.publish();
        context.out(
          [
            `Wrapped anew: every key of sealed evidence, by the master key in ${path}`,
            `Now name it in lookback.yaml:  confidential: { master_key: { file: ${JSON.stringify(path)} } }`,
            "Then delete the old master key, and let its backups expire.",
            "",
          ].join("\n"),
        );
      } finally {
        await open.close();
      }
    });
}

function unavailable(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "master keys cannot be read here",
    fix: "Run it where the evidence stands.",
  });
}
