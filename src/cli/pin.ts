import { join } from "node:path";
import type { Command } from "commander";
import { AppError } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
The auditor keeps the pin outside the company, best from the first day of the engagement, and puts its digest into the
engagement letter. With it  lookback verify --pin FILE  tells whether the log is still the one that was pinned, whether
it still starts with what was there on that day, and whether the witnesses named in it cosigned the newest head.
A pin that comes with the pack it is meant to check proves nothing.`;

/** `lookback pin`: what an auditor keeps of the log. */
export function registerPin(program: Command, context: CliContext): void {
  program
    .command("pin")
    .description("write the auditor's pin: whose log it is, one head of it, its witnesses and time-stamp authorities")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--out <file>", "where to write it (default: reports/pin.json of the workspace)")
    .addHelpText("after", AFTER)
    .action(async (folder: string, { out }: { out?: string }) => {
      const { pin, writeNamed } = context;
      if (pin === undefined || writeNamed === undefined) throw notHere();
      const { root, text, sha256, summary } = await pin(folder);
      const file = out ?? join(root, "reports", "pin.json");
      await writeNamed(file, text);
      context.out(`${[`wrote      ${file}`, `SHA-256    ${sha256}`, ...summary].join("\n")}\n`);
    });
}

function notHere(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "a pin cannot be made from here",
    fix: "Run the lookback command itself.",
  });
}
