import type { Command } from "commander";
import { sampleAsOf, sampleFiles } from "../app/demo/sample-company.js";
import { runAudit } from "./audit.js";
import type { CliContext } from "./context.js";

/** `lookback demo`: the sample company, made from a seed and audited end to end. */
export function registerDemo(program: Command, context: CliContext): void {
  program
    .command("demo")
    .description("make the sample company and audit it, end to end")
    .argument("[folder]", "folder to make it in; it is made anew", "lookback-demo")
    .option("--seed <seed>", "another seed gives another company of the same shape", "1")
    .option("--json", "print the report as JSON")
    .action(async (folder: string, options: { seed: string; json?: boolean }) => {
      await context.createWorkspace(folder, sampleFiles(options.seed), { replace: true });
      const open = await context.open(folder, "write");
      try {
        await runAudit(folder, open, {
          options: { asOf: sampleAsOf(), ...(options.json ? { json: true } : {}) },
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
