import { instant } from "../../base/instant.js";
import type { FontSource } from "../../reports/pdf/kit/fonts.js";
import { renderPdf } from "../../reports/pdf/kit/render-pdf.js";
import { renderXlsx } from "../../reports/workbook/render-xlsx.js";
import type { Told, Workpapers } from "../../reports/workpapers/model.js";
import { workpaperSheets } from "../../reports/workpapers/sheets.js";
import { workpapersDocument } from "../../reports/workpapers/workpapers-document.js";
import type { ServedAudit } from "../serving/audits.js";
import { type ToldAct, told } from "./acts.js";
import { type Papers, papersOf } from "./papers.js";
import {
  exceptionViews,
  freezeView,
  privateRemarks,
  requestView,
  selectionPaperView,
  sharedRemarks,
} from "./portal-view.js";
import { refused } from "./ruling.js";

/** Whose papers they are. */
export interface PaperAbout {
  readonly organisation: string;
  readonly isSample: boolean;
  readonly version: string;
}

/**
 * Everything the auditors of an audit have on record, to take along. The same acts give the same papers, whenever they
 * are taken.
 *
 * @throws AppError `refused` before anything is on record.
 */
export function workpapersOf(audit: ServedAudit, acts: readonly ToldAct[], about: PaperAbout): Workpapers {
  const newest = acts.at(-1);
  if (newest === undefined) {
    throw refused("there is nothing on record of this audit yet", "Accept the scope and freeze a population first.");
  }
  const papers = papersOf(acts);
  const { id, title, firm, period, categories, criteria } = audit;
  return {
    schema: "lookback/workpapers/1",
    organisation: about.organisation,
    is_sample: about.isSample,
    lookback: about.version,
    audit: { id, title, firm, period, categories: [...categories], criteria: [...criteria] },
    newest: told(newest),
    scope: scopeOf(audit, papers),
    populations: papers.freezes.map(freezeView),
    selections: papers.selections.map(selectionPaperView),
    requests: papers.requests.map((each) => requestView(each, papers, "auditor")),
    exceptions: exceptionViews(papers, audit, "auditor"),
    remarks: { shared: sharedRemarks(papers), private: privateRemarks(papers) },
  };
}

/** The workpapers as a workbook. */
export function workpaperWorkbook(papers: Workpapers): Promise<Uint8Array> {
  return renderXlsx(workpaperSheets(papers));
}

/** The workpapers as a document to read and print. */
export async function workpaperPdf(papers: Workpapers, fonts: FontSource): Promise<Uint8Array> {
  const { bytes } = await renderPdf(workpapersDocument(papers, instant(papers.newest.at)), fonts);
  return bytes;
}

function scopeOf({ record }: ServedAudit, { accepted }: Papers): Told | null {
  const last = accepted.findLast(({ body }) => body.terms === record);
  return last === undefined ? null : told(last);
}
