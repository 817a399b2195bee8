import { join } from "node:path";
import type { Command } from "commander";
import { auditPeriod } from "../app/audit/audit.js";
import { auditJson, auditText, auditVerdict, writeReport } from "../app/audit/write-report.js";
import { collect } from "../app/collect/collect.js";
import { collectProblems } from "../app/collect/collect-text.js";
import { checkPins } from "../app/controls/engagement-pins.js";
import { isDrifted, pinWarning } from "../app/controls/pin-text.js";
import { stampStatus } from "../app/timestamps/stamp-status.js";
import { stampLine } from "../app/timestamps/stamp-text.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { EXIT } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { mirrorAfterPublishing } from "./mirror.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";
import { stampAfterPublishing } from "./timestamp.js";
import { askAfterPublishing } from "./witness.js";

export interface AuditOptions {
  readonly asOf?: Instant;
  readonly collect?: boolean;
  readonly gate?: boolean;
  readonly json?: boolean;
}

/** `lookback audit`: collect, test, project and report in one go. */
export function registerAudit(program: Command, context: CliContext): void {
  program
    .command("audit")
    .description("collect, test every control over the period, project the opinion and write the report")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--as-of <time>", "judge as of this moment (default: now)", asOfOption)
    .option("--no-collect", "use what was collected before")
    .option(
      "--gate",
      "exit 1 on exceptions, 2 when what runs is not what the engagement pins, 3 when a population is unproven",
    )
    .option("--json", "print the report as JSON")
    .action(async (folder: string, options: AuditOptions) => {
      const open = await context.open(folder, options.collect === false ? "read" : "write");
      try {
        await runAudit(folder, open, { options, context });
      } finally {
        await open.close();
      }
      if (options.collect === false) return;
      await askAfterPublishing(folder, context);
      await mirrorAfterPublishing(folder, context);
    });
}

/** Runs an audit on an open workspace and prints what a person needs next. */
export async function runAudit(
  folder: string,
  open: OpenWorkspace,
  { options, context }: { readonly options: AuditOptions; readonly context: CliContext },
): Promise<void> {
  const line = new ProgressLine(context);
  try {
    if (options.collect !== false) {
      const progress = (id: string, captures: number) => line.show(`collecting ${id}: ${captures}`);
      const summary = await collect({ ...open, now: () => context.now(), signal: context.signal, progress });
      line.done();
      context.err(collectProblems(summary));
      // Before the long work: the sooner evidence is time-stamped, the less hangs on our clock.
      await stampAfterPublishing(open, context);
    }
    const pins = await checkPins(open);
    line.done();
    context.err(pinWarning(pins));
    const asOf = msOf(options.asOf ?? context.now());
    const report = await auditPeriod({ open, asOf, progress: (what) => line.show(what) });
    line.show("writing the report");
    const { html, json } = await writeReport(report, open.files);
    line.done();
    if (options.json) context.out(auditJson(report));
    else {
      context.out(auditText(report, context));
      const time = stampLine(await stampStatus({ ...open, asOf: context.now() }));
      context.out(`\nReport: ${join(folder, html)}\nJSON:   ${join(folder, json)}\nTime:   ${time}\n`);
    }
    const { hasExceptions, hasGaps } = auditVerdict(report);
    if (options.gate && isDrifted(pins)) context.exit(EXIT.badUse);
    else if (options.gate) context.exit(hasExceptions ? EXIT.exceptions : hasGaps ? EXIT.couldNotTell : EXIT.clean);
  } finally {
    line.done();
  }
}
