import type { Command } from "commander";
import { explain } from "../app/explain/explain.js";
import { explainText } from "../app/explain/explain-text.js";
import type { CliContext } from "./context.js";

/** `lookback explain`: from a conclusion back to the raw bytes, one step a call. */
export function registerExplain(program: Command, context: CliContext): void {
  program
    .command("explain")
    .description("say why: a control, a criterion, an exception or item, or the opinion, down to the raw bytes")
    .argument("<subject...>", 'IAM-03, CC6.3, opinion, or the id or label of an item such as "worker E-104"')
    .option("-w, --workspace <folder>", "folder of the workspace; the sample company if that is all there is", ".")
    .option("--json", "print JSON")
    .action(async (subject: string[], options: { workspace: string; json?: boolean }) => {
      const open = await context.open(options.workspace, "read");
      try {
        const explanations = await explain(open, subject.join(" "));
        context.out(
          options.json ? `${JSON.stringify(explanations, null, 2)}\n` : explanations.map(explainText).join("\n"),
        );
      } finally {
        await open.close();
      }
    });
}
