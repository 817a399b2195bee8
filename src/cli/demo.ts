import { type Command, InvalidArgumentError } from "commander";
import { SAMPLE_COMPANIES, sampleCompany } from "../app/demo/sample-company.js";
import { runAudit } from "./audit.js";
import type { CliContext } from "./context.js";

/** `lookback demo`: the sample company, made from a seed and audited end to end. */
export function registerDemo(program: Command, context: CliContext): void {
  program
    .command("demo")
    .description("make the sample company and audit it, end to end")
    .argument("[folder]", "folder to make it in; it is made anew", "lookback-demo")
    .option("--company <name>", `which sample company: ${SAMPLE_COMPANIES.join(", ")}`, companyOption, "tarnbrook")
    .option("--seed <seed>", "another seed gives another company of the same shape", "1")
    .option("--json", "print the report as JSON")
    .action(async (folder: string, options: { company: string; seed: string; json?: boolean }) => {
      const { files, asOf } = sampleCompany(options.company, options.seed);
      await context.createWorkspace(folder, files, { replace: true });
      const open = await context.open(folder, "write");
      try {
        await runAudit(folder, open, {
          options: { asOf, ...(options.json ? { json: true } : {}) },
          context,
        });
      } finally {
        await open.close();
      }
      if (!options.json) {
        context.out(`\nThis is a made-up company. Ask it why: lookback explain opinion -w ${folder}\n`);
      }
    });
}

function companyOption(name: string): string {
  if (SAMPLE_COMPANIES.includes(name)) return name;
  throw new InvalidArgumentError(`expected one of ${SAMPLE_COMPANIES.join(", ")}.`);
}
