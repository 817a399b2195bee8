import { type Command, InvalidArgumentError } from "commander";
import type { VerifyRequest } from "../app/verify/verify-request.js";
import { verifyText } from "../app/verify/verify-text.js";
import { EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { repeated, WORKSPACE_ARGUMENT } from "./options.js";

interface VerifyFlags {
  readonly pin?: string;
  readonly seen?: readonly string[];
  readonly maxAge?: number;
  readonly json?: boolean;
}

/** `lookback verify`: re-derive the ledger from its bytes and say what was not checked. */
export function registerVerify(program: Command, context: CliContext): void {
  program
    .command("verify")
    .description("re-derive the ledger, its tree and every stored byte; say what was not checked")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--pin <file>", "the auditor's pin: the log must be that one, start with its head and have its witnesses")
    .option("--seen <file>", "a signed head from elsewhere that the log must start with; may be repeated", repeated)
    .option("--max-age <hours>", "outsiders must have seen the newest head within so many hours", hoursOption)
    .option("--json", "print JSON")
    .action(async (folder: string, options: VerifyFlags) => {
      const report = await context.verify(folder, await requestOf(options, context));
      context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report));
      context.exit(report.errors.length > 0 ? EXIT.internal : EXIT.clean);
    });
}

/** What the flags name, read. */
async function requestOf({ pin, seen = [], maxAge }: VerifyFlags, { readNamed }: CliContext): Promise<VerifyRequest> {
  const named = async (name: string) => {
    if (readNamed === undefined) throw new Error("this command line reads no files");
    return { name, text: Buffer.from(await readNamed(name)).toString("utf8") };
  };
  return {
    seen: await Promise.all(seen.map(named)),
    ...(pin === undefined ? {} : { pin: await named(pin) }),
    ...(maxAge === undefined ? {} : { maxAgeHours: maxAge }),
  };
}

function hoursOption(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("expected a number of hours.");
  return Number(text);
}
