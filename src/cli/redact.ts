import { type Command, InvalidArgumentError } from "commander";
import { redactEvidence } from "../app/redact/redact-evidence.js";
import type { CliContext } from "./context.js";
import { repeated, WORKSPACE_ARGUMENT } from "./options.js";

interface RedactOptions {
  readonly drop?: readonly string[];
  readonly mask?: readonly string[];
  readonly out?: string;
  readonly json?: boolean;
}

/** `lookback redact`: a copy of evidence for somebody who may not see all of it; the original stays. */
export function registerRedact(program: Command, context: CliContext): void {
  program
    .command("redact")
    .description(
      "make a copy of stored evidence without some columns or fields; the original stays, both are on record",
    )
    .argument("<record>", "place of the evidence in the log, for example 17", placeArgument)
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--drop <name>", "leave out a column or field; may be given several times", repeated)
    .option("--mask <name>", "show only that a value is there; may be given several times", repeated)
    .option("--out <file>", "write the copy to a file too")
    .option("--json", "print JSON")
    .action(async (record: number, folder: string, { drop = [], mask = [], out, json }: RedactOptions) => {
      const open = await context.open(folder, "write");
      try {
        const redaction = { drop, mask };
        const copy = await redactEvidence({ evidence: open.evidence, record, redaction, at: context.now() });
        const { bytes, ...facts } = copy;
        if (out !== undefined) await context.writeNamed?.(out, Buffer.from(bytes).toString("utf8"));
        const text = `Redacted: ${copy.count} values taken out of record ${record}; the copy is record ${copy.index}, blob ${copy.to}\n`;
        context.out(json ? `${JSON.stringify(facts, null, 2)}\n` : text);
      } finally {
        await open.close();
      }
    });
}

function placeArgument(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("expected the place of a record, such as 17.");
}
