import type { Command } from "commander";
import { verifyText } from "../app/verify/verify-text.js";
import { EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

/** `lookback verify`: re-derive the ledger from its bytes and say what was not checked. */
export function registerVerify(program: Command, context: CliContext): void {
  program
    .command("verify")
    .description("re-derive the ledger, its tree and every stored byte; say what was not checked")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (folder: string, options: { json?: boolean }) => {
      const report = await context.verify(folder);
      context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report));
      context.exit(report.errors.length > 0 ? EXIT.internal : EXIT.clean);
    });
}
