import type { Command } from "commander";
import { catalogueJson, catalogueOf } from "../app/controls/catalogue.js";
import { catalogueText, controlText } from "../app/controls/catalogue-text.js";
import { pinEngagement } from "../app/controls/engagement-pins.js";
import { namedControl } from "../app/controls/named-control.js";
import type { CliContext } from "./context.js";
import { WORKSPACE_ARGUMENT } from "./options.js";

/** `lookback controls`: what the workspace promises since when, and what an engagement is judged by. */
export function registerControls(program: Command, context: CliContext): void {
  const controls = program
    .command("controls")
    .description("the controls of the workspace, what each promises since when, and what an engagement pins");
  registerList(controls, context);
  registerShow(controls, context);
  registerPin(controls, context);
}

function registerList(controls: Command, context: CliContext): void {
  controls
    .command("list")
    .description("every control with revision, risk and criteria, and the days on which promises changed")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (folder: string, options: { json?: boolean }) => {
      const open = await context.look(folder);
      try {
        const entries = catalogueOf(open.controls, open.workspace);
        context.out(options.json ? catalogueJson(entries) : catalogueText(entries));
      } finally {
        await open.close();
      }
    });
}

function registerShow(controls: Command, context: CliContext): void {
  controls
    .command("show")
    .description("one control: attributes, criteria, and what it promises since when")
    .argument("<id>", "for example IAM-03")
    .option("-w, --workspace <folder>", "folder of the workspace", ".")
    .option("--json", "print JSON")
    .action(async (id: string, options: { workspace: string; json?: boolean }) => {
      const open = await context.look(options.workspace);
      try {
        const entry = namedControl(catalogueOf(open.controls, open.workspace), id);
        context.out(options.json ? catalogueJson([entry]) : controlText(entry));
      } finally {
        await open.close();
      }
    });
}

function registerPin(controls: Command, context: CliContext): void {
  controls
    .command("pin")
    .description("record the revisions, promises and rules that run now as what the engagement is judged by")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (folder: string, options: { json?: boolean }) => {
      const open = await context.open(folder, "write");
      try {
        const pinned = await pinEngagement(open, context.now());
        context.out(
          options.json
            ? `${JSON.stringify(pinned, null, 2)}\n`
            : `Pinned ${pinned.controls} controls and the opinion rules for engagement ${pinned.id}: record ${pinned.index} of the ledger.\n`,
        );
      } finally {
        await open.close();
      }
    });
}
