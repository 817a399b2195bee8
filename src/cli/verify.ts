import { type Command, InvalidArgumentError } from "commander";
import { hoursIn, type VerifyRequest } from "../app/verify/verify-request.js";
import { verifyText } from "../app/verify/verify-text.js";
import { EXIT } from "../base/app-error.js";
import type { CliContext } from "./context.js";
import { repeated, WORKSPACE_ARGUMENT } from "./options.js";

interface VerifyFlags {
  readonly pin?: string;
  readonly seen?: readonly string[];
  readonly maxAge?: number;
  readonly about?: boolean;
  readonly json?: boolean;
}

/** `lookback verify`: re-derive the ledger from its bytes and say what was not checked. */
export function registerVerify(program: Command, context: CliContext): void {
  program
    .command("verify")
    .description("re-derive the ledger, or a pack and its conclusions, from the bytes; say what was not checked")
    .argument("[place]", `${WORKSPACE_ARGUMENT}, or an evidence pack: the archive or its unpacked folder`, ".")
    .option("--pin <file>", "the auditor's pin: the log must be that one, start with its head and have its witnesses")
    .option("--seen <file>", "a signed head from elsewhere that the log must start with; may be repeated", repeated)
    .option("--max-age <hours>", "outsiders must have seen the newest head within so many hours", hoursOption)
    .option("--about", "print version and digest of the offline verifier, for pins and engagement letters")
    .option("--json", "print JSON")
    .action(async (folder: string, options: VerifyFlags) => {
      if (options.about === true) {
        await printAbout(options, context);
        return;
      }
      const report = await context.verify(folder, await requestOf(options, context));
      context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : verifyText(report));
      context.exit(report.errors.length > 0 ? EXIT.internal : EXIT.clean);
    });
}

async function printAbout({ json }: VerifyFlags, { aboutVerifier, out }: CliContext): Promise<void> {
  if (aboutVerifier === undefined) throw new Error("this command line has no offline verifier");
  const about = await aboutVerifier();
  const text = `Lookback ${about.version}, offline verifier verify-lookback.mjs\nSHA-256 ${about.sha256}\n`;
  out(json === true ? `${JSON.stringify(about, null, 2)}\n` : text);
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
  const hours = hoursIn(text);
  if (hours === undefined) throw new InvalidArgumentError("expected a number of hours.");
  return hours;
}
