import { join } from "node:path";
import { type Command, Option } from "commander";
import { namedControl } from "../app/controls/named-control.js";
import { mockAudit } from "../app/mock/mock.js";
import { recordVerdict } from "../app/mock/verdicts.js";
import { firmProfile, mockFolder, mockJson, mockText, mockVerdict, writeMock } from "../app/mock/write-mock.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import { isSamePerson } from "../base/same-person.js";
import type { CliContext } from "./context.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";

interface MockOptions {
  readonly seed?: string;
  readonly controls?: string;
  readonly profile?: string;
  readonly method?: "frequency" | "statistical" | "discovery";
  readonly selection?: "stratified" | "random" | "systematic";
  readonly asOf?: Instant;
  readonly extend?: string;
  readonly reason?: string;
  readonly tester: string;
  readonly reviewer?: string;
  readonly gate?: boolean;
  readonly json?: boolean;
  readonly out?: string;
}

const AFTER = `
This is management's own mock audit. No auditor concludes anything in it, and what a
sample would probably miss is never a reason not to fix.

  lookback mock --seed WORD               store the seed, freeze, draw, test and report
  lookback mock                           the same draw again, to the byte
  lookback mock --extend CHG-01           draw the extension that the plan registered
  lookback mock verdict CHG-01 ITEM ...   what a tester or a reviewer found of one item`;

/** `lookback mock`: imitates an auditor on a tested workspace, beside the truth of the whole population. */
export function registerMock(program: Command, context: CliContext): void {
  const mock = program
    .command("mock")
    .description("mock audit: draw samples as an auditor would, test them, and show what the whole population says")
    .argument("[folder]", WORKSPACE_ARGUMENT, ".")
    .option("--seed <word>", "what items are drawn by; stored in the log before any population is frozen")
    .option("--controls <ids>", "only these controls, with commas between them; then no opinion is projected")
    .option("--profile <file>", "sample sizes of a firm (YAML or JSON); default: our own table")
    .addOption(
      new Option("--method <method>", "how samples are sized").choices(["frequency", "statistical", "discovery"]),
    )
    .addOption(new Option("--selection <way>", "how items are chosen").choices(["stratified", "random", "systematic"]))
    .option("--as-of <time>", "the moment to look from (default: that of the seed, for a new seed now)", asOfOption)
    .option("--extend <id>", "draw the extension that was registered for this control")
    .option("--reason <text>", "why items are drawn anew; both draws stay in the log")
    .option("--tester <id>", "who tests: an id, not a name", "mock-tester")
    .option("--reviewer <id>", "who reviews: somebody else")
    .option("--gate", "exit 1 when a drawn item deviates, 3 when a population could not be proven")
    .option("--json", "print the report as JSON")
    .option("--out <folder>", "where to write the workpapers (default: reports/mock of the workspace)")
    .addHelpText("after", AFTER)
    .action(async (folder: string, options: MockOptions) => {
      const open = await context.open(folder, "write");
      try {
        await runMock(folder, open, { options, context });
      } finally {
        await open.close();
      }
    });
  registerVerdict(mock, context);
}

async function runMock(
  folder: string,
  open: OpenWorkspace,
  { options, context }: { readonly options: MockOptions; readonly context: CliContext },
): Promise<void> {
  const { seed, asOf, reason, tester, reviewer } = options;
  requireTwo(tester, reviewer);
  const line = new ProgressLine(context);
  try {
    const only = options.controls?.split(",").map((id) => namedControl(open.controls, id).id);
    const out = mockFolder(open, options.out);
    const report = await mockAudit({
      open,
      listsTo: `${out}/populations`,
      at: context.now(),
      choice: {
        tester,
        ...(seed === undefined ? {} : { seed }),
        ...(reason === undefined ? {} : { reason }),
        ...(asOf === undefined ? {} : { asOf: msOf(asOf) }),
      },
      profile: await firmProfile(open, {
        file: options.profile,
        method: options.method,
        selection: options.selection,
      }),
      reviewer: reviewer ?? null,
      ...(only === undefined ? {} : { only }),
      ...(options.extend === undefined ? {} : { extend: namedControl(open.controls, options.extend).id }),
      progress: (what) => line.show(what),
    });
    line.show("writing the workpapers");
    const { html, json } = await writeMock(report, { files: open.files, folder: out });
    line.done();
    if (options.json) context.out(mockJson(report));
    else {
      context.out(mockText(report, context));
      context.out(`\nWorkpapers: ${join(folder, html)}\nJSON:       ${join(folder, json)}\n`);
    }
    const { hasDeviations, hasGaps } = mockVerdict(report);
    if (options.gate) context.exit(hasDeviations ? EXIT.exceptions : hasGaps ? EXIT.couldNotTell : EXIT.clean);
  } finally {
    line.done();
  }
}

interface VerdictOptions {
  readonly attribute: string;
  readonly by: string;
  readonly role: "tester" | "reviewer";
  readonly finding: "pass" | "deviation" | "could-not-tell";
  readonly note?: string;
  readonly workspace: string;
}

function registerVerdict(mock: Command, context: CliContext): void {
  mock
    .command("verdict")
    .description("record what a tester, then a reviewer, found of one drawn item: failures need both")
    .argument("<control>", "for example CHG-01")
    .argument("<item>", "id of a drawn item, from the control's workpaper")
    .requiredOption("--attribute <id>", "for example A")
    .requiredOption("--by <id>", "who: an id, not a name")
    .addOption(new Option("--role <role>", "which part").choices(["tester", "reviewer"]).makeOptionMandatory())
    .addOption(
      new Option("--finding <finding>", "what was found")
        .choices(["pass", "deviation", "could-not-tell"])
        .makeOptionMandatory(),
    )
    .option("--note <text>", "what it rests on, in a sentence without personal data")
    .option("-w, --workspace <folder>", "folder of the workspace", ".")
    .action(async (control: string, item: string, options: VerdictOptions) => {
      const { attribute, by, role, finding, note = "" } = options;
      const open = await context.open(options.workspace, "write");
      try {
        const verdict = { control: namedControl(open.controls, control).id, item, attribute, by, role, finding, note };
        const index = await recordVerdict(open, verdict, context.now());
        context.out(`Recorded as ${index} in the log: ${role} ${by} found ${finding} (${control}.${attribute}).\n`);
      } finally {
        await open.close();
      }
    });
}

function requireTwo(tester: string, reviewer: string | undefined): void {
  if (reviewer === undefined || !isSamePerson(tester, reviewer)) return;
  throw new AppError({
    code: "bad-usage",
    message: `${reviewer} cannot be both tester and reviewer`,
    fix: "Name another person as --reviewer, or none.",
  });
}
