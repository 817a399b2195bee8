import type { Command } from "commander";
import { AppError } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
The present key signs a head that names the new one, so whoever pinned it can go on; from then on only the new key signs.
Evidence, records and their places stay as they are. Afterwards give the new line to the witnesses (lookback witness
trust) and make a new pin. If it is broken off, run it again: it goes on where it stopped.
A key that was stolen signs until the auditor has the new pin: tell the auditor at once.`;

/** `lookback rekey`: a new signing key for the ledger. */
export function registerRekey(program: Command, context: CliContext): void {
  program
    .command("rekey")
    .description("give the ledger a new signing key, for which the present one vouches")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .addHelpText("after", AFTER)
    .action(async (folder: string) => {
      if (context.rekey === undefined) throw notHere();
      const { verifierKey, size } = await context.rekey(folder);
      context.out(
        `${[
          verifierKey,
          "",
          `That line is the ledger's key from record ${size} on; the one before vouches for it.`,
          "Next: give it to your witnesses (lookback witness trust DIR --log-key LINE), and make a new pin: lookback pin",
        ].join("\n")}\n`,
      );
    });
}

function notHere(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "a key cannot be changed from here",
    fix: "Run the lookback command itself.",
  });
}
