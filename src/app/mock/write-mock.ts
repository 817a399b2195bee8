import { relative, resolve } from "node:path";
import { AppError } from "../../base/app-error.js";
import { renderRequestsCsv, renderWorkpaperCsv } from "../../reports/mock/csv.js";
import { renderMockHtml } from "../../reports/mock/html/render-mock-html.js";
import { renderMockJson } from "../../reports/mock/json.js";
import type { MockReport } from "../../reports/mock/model.js";
import { renderMockText } from "../../reports/mock/text.js";
import { DEFAULT_FIRM_PROFILE, type FirmProfile } from "../../statistics/firm-profile.js";
import type { FilePort, OpenWorkspace } from "../workspace/open-workspace.js";
import { parseFirmProfile } from "./firm-profile-file.js";

/** The folder of the workpapers, below the workspace or beside it; `out` as typed, by default `reports/mock`. */
export function mockFolder(open: OpenWorkspace, out: string | undefined): string {
  return out === undefined ? "reports/mock" : fromRoot(open, out);
}

/**
 * Writes the workpapers into a folder of {@link mockFolder}: one page, its JSON, the request list, and a CSV for each
 * control. Returns the page and the JSON as paths below the workspace.
 */
export async function writeMock(
  report: MockReport,
  { files, folder }: { readonly files: FilePort; readonly folder: string },
): Promise<{ readonly html: string; readonly json: string }> {
  const paths = { html: `${folder}/mock.html`, json: `${folder}/mock.json` };
  for (const control of report.controls) {
    await files.write(`${folder}/workpapers/${control.id}.csv`, renderWorkpaperCsv(control));
  }
  await files.write(`${folder}/requests.csv`, renderRequestsCsv(report));
  await files.write(paths.json, renderMockJson(report));
  await files.write(paths.html, renderMockHtml(report));
  return paths;
}

/**
 * A firm's profile from a file as typed, or our default, with what the command line says instead.
 *
 * @throws AppError `not-found`, or `bad-config` naming file and field.
 */
export async function firmProfile(
  open: OpenWorkspace,
  asked: {
    readonly file: string | undefined;
    readonly method: FirmProfile["method"] | undefined;
    readonly selection: FirmProfile["selection"] | undefined;
  },
): Promise<FirmProfile> {
  const { file, method, selection } = asked;
  const profile = file === undefined ? DEFAULT_FIRM_PROFILE : parseFirmProfile(await textOf(open, file), file);
  return { ...profile, method: method ?? profile.method, selection: selection ?? profile.selection };
}

/** The report for a terminal. */
export function mockText(report: MockReport, options: { readonly isColour: boolean; readonly width: number }): string {
  return renderMockText(report, options);
}

/** The report as its published JSON. */
export function mockJson(report: MockReport): string {
  return renderMockJson(report);
}

/** What the exit code must tell of a mock: deviations in the samples, and populations nobody could prove. */
export function mockVerdict(report: MockReport): { readonly hasDeviations: boolean; readonly hasGaps: boolean } {
  return {
    hasDeviations: report.controls.some(({ sample }) => sample.deviation > 0),
    hasGaps: report.populations.some(({ completeness }) => !completeness.is_reliable),
  };
}

async function textOf(open: OpenWorkspace, file: string): Promise<string> {
  const text = await open.files.read(fromRoot(open, file));
  if (text !== undefined) return text;
  throw new AppError({
    code: "not-found",
    message: `there is no file ${file}`,
    fix: "Name a firm profile in YAML or JSON; docs/guides/mock-audit.md shows one.",
  });
}

/** A path as typed, from where the command runs, as one below the workspace or beside it. */
function fromRoot({ root }: OpenWorkspace, typed: string): string {
  return relative(resolve(root), resolve(typed));
}
