import type { Command } from "commander";
import type { Rekeyed } from "../app/rekey/rekey.js";
import { askExit, askText } from "../app/witness/ask-text.js";
import { AppError, EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
The present key signs a head that names the new one, so whoever pinned it can go on; from then on only the new key signs.
Witnesses are asked to cosign that head first: under the new key they begin anew, and compare nothing before it.
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
      const { verifierKey, size, witnesses } = await context.rekey(folder);
      context.err(askText(witnesses.outcomes));
      if (witnesses.lacks !== undefined) context.err(unwitnessed(size, witnesses.lacks));
      context.exit(exitOf(witnesses));
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

function exitOf({ outcomes, lacks }: Rekeyed["witnesses"]): number {
  if (outcomes.some(({ kind }) => kind === "alarm")) return askExit(outcomes);
  return lacks === undefined ? EXIT.clean : EXIT.couldNotTell;
}

function unwitnessed(size: number, quorum: string): string {
  return [
    `NOT WITNESSED: the last head of the earlier key, of ${size} records, lacks ${quorum}`,
    "  Whoever verifies with a pin from before the change gets CP_WITNESS_QUORUM.",
    "  fix: lookback witness ask, once the witnesses that knew the earlier key answer. Else have the auditor take a new pin.",
    "",
  ].join("\n");
}

function notHere(): AppError {
  return new AppError({
    code: "bad-usage",
    message: "a key cannot be changed from here",
    fix: "Run the lookback command itself.",
  });
}
