import { basename } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { importReport } from "../app/report/import-report.js";
import { acceptProposals, matchRow, proposalsFor } from "../app/report/match-rows.js";
import {
  acceptedText,
  importText,
  matchText,
  proposalsText,
  shownHtml,
  shownJson,
  shownText,
} from "../app/report/report-text.js";
import { showReport } from "../app/report/show-report.js";
import { readStoredReport } from "../app/report/stored-report.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type Day, day, type Instant, isDay, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

interface PeriodOptions {
  readonly from?: Day;
  readonly to?: Day;
}

interface ImportOptions extends PeriodOptions {
  readonly replaces?: string;
  readonly json?: boolean;
}

/** `lookback report`: from the auditor's failed report to the same matters in the whole population. */
export function registerReport(program: Command, context: CliContext): void {
  const report = program
    .command("report")
    .description("start from the auditor's report: its exceptions beside the evidence");
  registerImport(report, context);
  registerMatch(report, context);
  registerShow(report, context);
}

function registerImport(report: Command, context: CliContext): void {
  report
    .command("import")
    .description("keep every row of the report's exceptions, word by word: PDF, .xlsx, CSV, Markdown or pasted text")
    .argument("<file>", "the report or its exceptions; - for standard input")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--from <day>", "first day of the report's period, where it does not say", dayOption)
    .option("--to <day>", "last day of the report's period", dayOption)
    .option("--replaces <name or id>", "an earlier import in whose place this one counts; by default both count")
    .option("--json", "print JSON")
    .action(async (path: string, folder: string, options: ImportOptions) => {
      const period = periodOf(options) ?? null;
      const bytes = await required(context.readNamed)(path);
      const open = await context.open(folder, "write");
      try {
        const file = { name: path === "-" ? "standard input" : basename(path), bytes };
        const replaces = options.replaces ?? null;
        const outcome = await importReport({ evidence: open.evidence, file, at: context.now(), period, replaces });
        context.out(options.json ? `${JSON.stringify(outcome, null, 2)}\n` : importText(outcome));
        context.exit(outcome.rows.length === 0 ? EXIT.couldNotTell : EXIT.clean);
      } finally {
        await open.close();
      }
    });
}

function registerMatch(report: Command, context: CliContext): void {
  report
    .command("match")
    .description("say which control a row is about; without a row, show what each may be about")
    .argument("[row]", "id of a row, or row-.../2 for its second counted deviation")
    .argument("[control]", "IAM-03 or IAM-03.A")
    .option("--none", "the row is about none of our controls")
    .option("--accept-proposals", "take the first proposal of every row in which it stands out")
    .option("-w, --workspace <folder>", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (row: string | undefined, control: string | undefined, options: MatchOptions) => {
      const isWrite = row !== undefined || options.acceptProposals === true;
      if (row !== undefined && (control === undefined) !== (options.none === true)) throw oneTarget(row);
      const open = await context.open(options.workspace, isWrite ? "write" : "read");
      try {
        const at = context.now();
        if (row !== undefined) {
          const { subject, match } = await matchRow({ ...open, at }, { row, target: control ?? null });
          context.out(options.json ? `${JSON.stringify({ subject, match })}\n` : matchText(subject, match));
        } else if (options.acceptProposals === true) {
          const all = proposalsFor(await readStoredReport(open.evidence), open.controls);
          const { accepted, open: left } = await acceptProposals({ ...open, at });
          context.err(proposalsText(all));
          context.out(options.json ? `${JSON.stringify({ accepted, open: left })}\n` : acceptedText(accepted, left));
        } else {
          const all = proposalsFor(await readStoredReport(open.evidence), open.controls);
          context.out(options.json ? `${JSON.stringify(all, null, 2)}\n` : proposalsText(all));
        }
      } finally {
        await open.close();
      }
    });
}

interface MatchOptions {
  readonly none?: boolean;
  readonly acceptProposals?: boolean;
  readonly workspace: string;
  readonly json?: boolean;
}

function registerShow(report: Command, context: CliContext): void {
  report
    .command("show")
    .description("every row beside what the whole population shows, and the criteria to win back")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--as-of <time>", "judge as of this moment (default: now)", asOfOption)
    .option("--from <day>", "first day of the report's period, instead of what it says", dayOption)
    .option("--to <day>", "last day of the report's period", dayOption)
    .option("--html <file>", "write a page as well")
    .option("--json", "print JSON")
    .action(async (folder: string, options: PeriodOptions & { asOf?: Instant; html?: string; json?: boolean }) => {
      const period = periodOf(options);
      const open = await context.open(folder, "read");
      const line = new ProgressLine(context);
      try {
        const view = await showReport({
          open,
          asOf: msOf(options.asOf ?? context.now()),
          ...(period === undefined ? {} : { period }),
          progress: (population, done, total) => line.show(`testing ${done} of ${total}: ${population}`),
        });
        line.done();
        if (view.files.length === 0) throw nothingImported();
        if (options.html !== undefined) await required(context.writeNamed)(options.html, shownHtml(view));
        context.out(options.json ? shownJson(view) : shownText(view, context));
        if (options.html !== undefined && options.json !== true) context.out(`Page: ${options.html}\n`);
      } finally {
        line.done();
        await open.close();
      }
    });
}

function dayOption(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError("expected a day such as 2026-01-01.");
  return day(text);
}

function periodOf({ from, to }: PeriodOptions): { readonly from: Day; readonly to: Day } | undefined {
  if (from === undefined && to === undefined) return undefined;
  if (from !== undefined && to !== undefined && from <= to) return { from, to };
  throw new AppError({
    code: "bad-usage",
    message: from === undefined || to === undefined ? "a period has two ends" : "the period ends before it begins",
    fix: "Name the first and the last day: --from 2026-01-01 --to 2026-06-30",
  });
}

function oneTarget(row: string): AppError {
  return new AppError({
    code: "bad-usage",
    message: `say what ${row} is about: one control, or --none`,
    fix: `For example: lookback report match ${row} IAM-03.A`,
  });
}

function nothingImported(): AppError {
  return new AppError({
    code: "not-found",
    message: "no report was imported into this workspace yet",
    fix: "Run: lookback report import FILE",
  });
}

/** Reading and writing files that a person names is there wherever the program runs by itself. */
function required<T>(door: T | undefined): T {
  if (door !== undefined) return door;
  throw new AppError({ code: "bad-usage", message: "files cannot be named here", fix: "Run lookback in a terminal." });
}
