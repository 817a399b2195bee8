import { type Command, InvalidArgumentError } from "commander";
import { askExit, askText } from "../app/witness/ask-text.js";
import type { ListenAddress, WitnessCommands } from "../app/witness/commands.js";
import { AppError, EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

const AFTER = `
A witness is run by somebody else: the auditor, a customer, another account. It keeps the largest head of a log that it
has seen and cosigns a new one only when that one continues it, so nobody can be shown another history unseen. It reads
no records and gets none: a head is a number and a digest.

  lookback witness init DIR --name witness.example.com/soc2    on the witness: make its key
  lookback witness trust DIR --log-key 'LINE'                  the line of .lookback/evidence/trust/log.vkey
  lookback witness serve DIR --listen 127.0.0.1:8477           answer; put TLS in front of it
  lookback witness ask                                         in the workspace: have the newest head cosigned

Lookback asks after every collect, too. Configure in lookback.yaml:

  witnesses:
    - url: https://witness.example.com/
      vkey: witness.example.com/soc2+...`;

const FOLDER = "folder of the witness";

/** `lookback witness`: cosign heads of logs for others, and have one's own cosigned. */
export function registerWitness(program: Command, context: CliContext): void {
  const witness = program
    .command("witness")
    .description(
      "have the ledger's heads cosigned by outsiders, or cosign for others: no history can be rewritten unseen",
    )
    .addHelpText("after", AFTER);
  witness
    .command("init")
    .description("make a witness with a key of its own")
    .argument("<dir>", "new folder for the witness")
    .requiredOption(
      "--name <name>",
      "its name for good: like an address without https, such as witness.example.com/soc2",
    )
    .action(async (folder: string, { name }: { name: string }) => {
      const vkey = await commandsOf(context).create(folder, name);
      context.out(
        `${vkey}\n\nThat line is the witness: hand it to the companies it cosigns for and to their auditors.\nIts key stands in ${folder}/witness.key and is shown to nobody. Next: lookback witness trust ${folder} --log-key LINE\n`,
      );
    });
  witness
    .command("trust")
    .description("let the witness cosign for a log")
    .argument("<dir>", FOLDER)
    .requiredOption("--log-key <line>", "the line of the log's .lookback/evidence/trust/log.vkey, in quotes")
    .action(async (folder: string, { logKey }: { logKey: string }) => {
      const { origin, isNew } = await commandsOf(context).trust(folder, logKey.trim());
      context.out(`${isNew ? "trusted" : "trusted already"}: ${origin}\n`);
    });
  witness
    .command("serve")
    .description("answer logs over HTTP until stopped (POST /add-checkpoint, C2SP tlog-witness)")
    .argument("<dir>", FOLDER)
    .option("--listen <address>", "address and port", listenOption, { host: "127.0.0.1", port: 8477 })
    .action(async (folder: string, { listen }: { listen: ListenAddress }) => {
      await commandsOf(context).serve(folder, listen, (text) => context.out(`${text}\n`));
    });
  witness
    .command("ask")
    .description("ask the configured witnesses to cosign the newest head")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const outcomes = await commandsOf(context).ask(folder);
      const text = outcomes.length === 0 ? NOBODY : askText(outcomes);
      context.out(json ? `${JSON.stringify(outcomes, null, 2)}\n` : text);
      context.exit(askExit(outcomes));
    });
}

const NOBODY =
  "Nothing to ask: no witnesses are configured, or nothing was published yet. See: lookback witness --help\n";

/**
 * Asks after something was published and says on standard error what came of it. Nothing that a witness does or does not
 * do is an error of the verb that published; an alarm changes its exit code.
 */
export async function askAfterPublishing(folder: string, context: CliContext): Promise<void> {
  if (context.witness === undefined) return;
  try {
    const outcomes = await context.witness.ask(folder);
    if (outcomes.length > 0) context.err(askText(outcomes));
    if (outcomes.some(({ kind }) => kind === "alarm")) context.exit(EXIT.internal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "cancelled") throw error;
    context.err(`witnesses were not asked: ${error.message}\n  fix: ${error.fix}\n`);
    context.exit(EXIT.internal);
  }
}

function listenOption(text: string): ListenAddress {
  const parts = /^(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(parts?.[3]);
  const host = parts?.[1] ?? parts?.[2];
  if (host === undefined || port > 65_535) throw new InvalidArgumentError("expected 127.0.0.1:8477 or [::1]:8477.");
  return { host, port };
}

function commandsOf({ witness }: CliContext): WitnessCommands {
  if (witness !== undefined) return witness;
  throw new AppError({
    code: "bad-usage",
    message: "witnesses cannot be reached from here",
    fix: "Run the lookback command itself.",
  });
}
