import { join } from "node:path";
import { type Command, Option } from "commander";
import { type ExportKind, exportAudit, type WorkbookFormat } from "../app/export/export-audit.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { registerExportAttestations } from "./export-attestations.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

interface ExportOptions {
  readonly out?: string;
  readonly asOf?: Instant;
  readonly format?: WorkbookFormat;
  readonly json?: boolean;
}

const KINDS: Readonly<Record<ExportKind, string>> = {
  oscal: "the audit as seven OSCAL 1.2.2 documents (JSON)",
  matrix: "the control matrix: promises, criteria, populations, deviations and conclusions",
  populations: "every population with the outcome of each item, and how each was proven complete",
};

/** `lookback export`: what was tested, in the forms that other people's tools read. */
export function registerExport(program: Command, context: CliContext): void {
  const command = program
    .command("export")
    .description("write the audit for other tools: OSCAL, workbooks, CSV, signed attestations");
  for (const kind of ["oscal", "matrix", "populations"] as const) {
    const one = command
      .command(kind)
      .description(KINDS[kind])
      .argument("[folder]", WORKSPACE_ARGUMENT, ".")
      .option("-o, --out <folder>", `folder to write to (default: reports/export/${kind} in the workspace)`)
      .option("--as-of <time>", "judge as of this moment (default: now)", asOfOption)
      .option("--json", "print the names of the files as JSON");
    if (kind !== "oscal") {
      one.addOption(new Option("--format <format>", "form of the tables").choices(["xlsx", "csv"]).default("xlsx"));
    }
    one.action((folder: string, options: ExportOptions) => run(kind, folder, { options, context }));
  }
  registerExportAttestations(command, context);
}

async function run(
  kind: ExportKind,
  folder: string,
  { options, context }: { readonly options: ExportOptions; readonly context: CliContext },
): Promise<void> {
  const open = await context.open(folder, "read");
  const line = new ProgressLine(context);
  try {
    const files = await exportAudit({
      open,
      asOf: msOf(options.asOf ?? context.now()),
      kind,
      out: options.out,
      format: options.format ?? "xlsx",
      progress: (what) => line.show(what),
    });
    line.done();
    const target = options.out ?? join(open.root, "reports", "export", kind);
    if (options.json) context.out(`${JSON.stringify({ folder: target, files }, null, 2)}\n`);
    else context.out(`${[`Wrote to ${target}:`, ...files.map((name) => `  ${name}`)].join("\n")}\n`);
  } finally {
    line.done();
    await open.close();
  }
}
