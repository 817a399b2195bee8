import { join } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type MadePack, makePack } from "../app/pack/make-pack.js";
import type { Audience } from "../app/pack/pack-members.js";
import { AppError } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { mirrorAfterPublishing } from "./mirror.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";
import { stampAfterPublishing } from "./timestamp.js";
import { askAfterPublishing } from "./witness.js";

interface PackFlags {
  readonly for: Audience;
  readonly to?: string;
  readonly out?: string;
  readonly size?: number;
  readonly asOf?: Instant;
  readonly json?: boolean;
}

const AFTER = `
Performs every test, records the results in the ledger, signs it and writes one archive: the log, the evidence,
every list that was tested, a page that opens anywhere, and a verifier that needs Node alone. Who it is for is recorded
too. Whoever gets it checks it with:  lookback verify PACK.zip  or  node verify-lookback.mjs PACK.zip`;

/** `lookback pack`: hand the evidence over in a form that whoever gets it can check without trusting us. */
export function registerPack(program: Command, context: CliContext): void {
  program
    .command("pack")
    .description("write the evidence into one archive that an auditor checks without trusting us")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .addOption(
      new Option("--for <audience>", "auditor: all evidence; customer: the log and the outcomes")
        .choices(["auditor", "customer"])
        .default("auditor"),
    )
    .option("--to <name>", "who gets it; kept in the ledger as a digest (default: the audience)")
    .option("-o, --out <file>", "archive to write (default: reports/evidence-pack-<audience>.zip in the workspace)")
    .option("--size <records>", "pack the log as it was signed at this size: the same bytes again", sizeOption)
    .option("--as-of <time>", "judge as of this moment (default: that of the newest evidence)", asOfOption)
    .option("--json", "print JSON")
    .addHelpText("after", AFTER)
    .action((folder: string, flags: PackFlags) => run(folder, flags, context));
}

async function run(folder: string, flags: PackFlags, context: CliContext): Promise<void> {
  if (flags.size !== undefined && flags.asOf !== undefined) {
    throw new AppError({
      code: "bad-usage",
      message: "--size and --as-of cannot be given together",
      fix: "An earlier head was judged as of its own moment: leave --as-of out.",
    });
  }
  if (context.packWorld === undefined) throw new Error("this command line makes no packs");
  const open = await context.open(folder, "write");
  const line = new ProgressLine(context);
  try {
    const world = await context.packWorld(open);
    try {
      const made = await makePack({
        open,
        world,
        audience: flags.for,
        recipient: flags.to ?? flags.for,
        out: flags.out ?? join(open.root, "reports", `evidence-pack-${flags.for}.zip`),
        at: context.now(),
        ...(flags.size === undefined ? {} : { size: flags.size }),
        ...(flags.asOf === undefined ? {} : { asOf: msOf(flags.asOf) }),
        progress: (what) => line.show(what),
        published: async () => {
          await stampAfterPublishing(open, context);
          await askAfterPublishing(folder, context);
        },
      });
      line.done();
      context.out(flags.json === true ? `${JSON.stringify(made, null, 2)}\n` : packText(made));
    } finally {
      await world.close();
    }
  } finally {
    line.done();
    await open.close();
  }
  await mirrorAfterPublishing(folder, context);
}

function packText({ file, sha256, sizeBytes, size, rootHex, recorded, files }: MadePack): string {
  return `${[
    `Pack: ${file}`,
    `  ${files} files, ${sizeBytes} bytes, SHA-256 ${sha256}`,
    `  the log up to record ${size - 1} (${size} records), root ${rootHex}`,
    `  ${recorded} results recorded for it`,
    "",
    "Tell whoever gets it the SHA-256 by other means than the pack. They check it with:",
    `  lookback verify ${file}`,
    "  node verify-lookback.mjs PACK.zip    with Node alone; take the verifier from elsewhere than the pack",
    `The same bytes again: lookback pack --size ${size}`,
  ].join("\n")}\n`;
}

function sizeOption(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError("expected a number of records.");
  return Number(text);
}
