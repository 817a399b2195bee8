import { join, relative } from "node:path";
import { type Command, Option } from "commander";
import { firmProfile } from "../app/mock/write-mock.js";
import { checkDocument, stampDocument } from "../app/pdf/check-document.js";
import type { DocumentRequest } from "../app/pdf/document-source.js";
import { checkedText, stampedText, writtenText } from "../app/pdf/document-text.js";
import { writeDocument } from "../app/pdf/write-document.js";
import type { OpenWorkspace } from "../app/workspace/open-workspace.js";
import { AppError, EXIT } from "../base/app-error.js";
import { type Instant, msOf } from "../base/instant.js";
import type { CliContext } from "./context.js";
import { asOfOption, WORKSPACE_ARGUMENT } from "./options.js";
import { ProgressLine } from "./progress.js";
import { stampAfterPublishing } from "./timestamp.js";

interface PdfOptions {
  readonly asOf?: Instant;
  readonly json?: boolean;
  readonly system?: string;
  readonly quarter?: string;
  readonly profile?: string;
  readonly method?: "frequency" | "statistical" | "discovery";
  readonly selection?: "stratified" | "random" | "systematic";
  readonly tester?: string;
}

const KINDS = {
  opinion: "the projected opinion with its reasons, criteria, controls and findings",
  exceptions: "the register of exceptions, control by control",
  responses: "management's responses: the auditor's exceptions beside what is on record for each",
  mock: "the mock audit on record: samples beside the whole populations",
  review: "one access review: every decision, what was carried out, sources and sign-off",
} as const satisfies Readonly<Record<DocumentRequest["kind"], string>>;

const AFTER = `
Each document is written to reports/pdf with the data it was made from, sealed with this
workspace's own key, time-stamped by the authority under timestamps: in lookback.yaml, and
recorded in the log. A valid seal shows that the file is unchanged, not that it is true.`;

/** `lookback pdf`: documents that somebody can check without us. */
export function registerPdf(program: Command, context: CliContext): void {
  const pdf = program
    .command("pdf")
    .description("write sealed, time-stamped PDFs; check one")
    .addHelpText("after", AFTER);
  for (const kind of ["opinion", "exceptions", "responses", "mock", "review"] as const) {
    const one = pdf.command(kind).description(KINDS[kind]).argument("[folder]", WORKSPACE_ARGUMENT, ".");
    if (kind === "mock") withMockOptions(one);
    else one.option("--as-of <time>", "judge as of this moment (default: now)", asOfOption);
    if (kind === "review") {
      one.option("--system <id>", "the system reviewed").option("--quarter <quarter>", "for example 2026-Q1");
    }
    one.option("--json", "print JSON");
    one.action((folder: string, options: PdfOptions) => write(kind, folder, { options, context }));
  }
  registerCheck(pdf, context);
  registerStamp(pdf, context);
}

function withMockOptions(command: Command): void {
  command
    .option("--profile <file>", "the profile that the mock was drawn with; default: our own table")
    .addOption(new Option("--method <method>", "as it was drawn").choices(["frequency", "statistical", "discovery"]))
    .addOption(new Option("--selection <way>", "as it was drawn").choices(["stratified", "random", "systematic"]))
    .option("--tester <id>", "who tested: an id, not a name", "mock-tester");
}

async function write(
  kind: DocumentRequest["kind"],
  folder: string,
  { options, context }: { readonly options: PdfOptions; readonly context: CliContext },
): Promise<void> {
  const open = await context.open(folder, "write");
  const line = new ProgressLine(context);
  try {
    const port = required(context.documents)(open.root);
    const request = await requestOf(kind, options, { open, context });
    const written = await writeDocument({ open, port, request, progress: (what) => line.show(what) });
    line.done();
    // The document's record too: the sooner it is time-stamped, the less hangs on our clock.
    await stampAfterPublishing(open, context);
    if (options.json) context.out(`${JSON.stringify(written, null, 2)}\n`);
    else context.out(writtenText(written, { pdf: join(open.root, written.pdf) }));
  } finally {
    line.done();
    await open.close();
  }
}

async function requestOf(
  kind: DocumentRequest["kind"],
  { asOf, system, quarter, profile, method, selection, tester = "mock-tester" }: PdfOptions,
  { open, context }: { readonly open: OpenWorkspace; readonly context: CliContext },
): Promise<DocumentRequest> {
  const moment = msOf(asOf ?? context.now());
  if (kind === "mock") return { kind, tester, profile: await firmProfile(open, { file: profile, method, selection }) };
  if (kind !== "review") return { kind, asOf: moment };
  const choice = { ...(system === undefined ? {} : { system }), ...(quarter === undefined ? {} : { quarter }) };
  return { kind, choice, asOf: moment };
}

interface CheckOptions {
  readonly workspace: string;
  readonly fingerprint?: readonly string[];
  readonly json?: boolean;
}

function registerCheck(pdf: Command, context: CliContext): void {
  pdf
    .command("check")
    .description("whether a sealed PDF is whole, by whose seal, since when, and whether the log names it")
    .argument("<file>", "the PDF; - for standard input")
    .option("-w, --workspace <folder>", WORKSPACE_ARGUMENT, ".")
    .option("--fingerprint <sha256...>", "fingerprints of seals that you received by another way; default: the log's")
    .option("--json", "print JSON")
    .action(async (file: string, options: CheckOptions) => {
      const bytes = await required(context.readNamed)(file);
      const open = await context.open(options.workspace, "read");
      try {
        const fingerprints = (options.fingerprint ?? []).map((each) => each.replaceAll(":", "").toLowerCase());
        const report = await checkDocument(open, bytes, { now: context.now(), fingerprints });
        context.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : checkedText(report, file));
        context.exit(report.problems.length === 0 ? EXIT.clean : EXIT.exceptions);
      } finally {
        await open.close();
      }
    });
}

function registerStamp(pdf: Command, context: CliContext): void {
  pdf
    .command("stamp")
    .description(
      "append an authority's time-stamp over a whole sealed PDF: yearly, before an authority's key grows old",
    )
    .argument("<file>", "a PDF that this workspace sealed; it is replaced by the longer one")
    .option("-w, --workspace <folder>", WORKSPACE_ARGUMENT, ".")
    .option("--json", "print JSON")
    .action(async (file: string, options: CheckOptions) => {
      const bytes = await required(context.readNamed)(file);
      const open = await context.open(options.workspace, "write");
      try {
        const { bytes: longer, ...stamped } = await stampDocument(open, bytes, required(context.documents)(open.root));
        await open.files.write(relative(open.root, file), longer);
        context.out(options.json ? `${JSON.stringify(stamped, null, 2)}\n` : stampedText(stamped, file));
      } finally {
        await open.close();
      }
    });
}

/** A part of the world that only some programs hand in. */
function required<T>(part: T | undefined): T {
  if (part !== undefined) return part;
  throw new AppError({
    code: "bad-usage",
    message: "this program was not given what sealing documents needs",
    fix: "Run the lookback command line.",
  });
}
