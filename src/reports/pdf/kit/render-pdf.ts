import { msOf } from "../../../base/instant.js";
import type { PdfDocument } from "./blocks.js";
import type { FontSource } from "./fonts.js";
import { setPageHeads } from "./page-heads.js";
import { setBlock, setText } from "./set-blocks.js";
import { Sheet } from "./sheet.js";
import { COLOURS, MARGINS, STYLES } from "./styles.js";
import { codePointName, visibleText } from "./text-runs.js";

/** A document as a PDF. */
export interface RenderedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Code points no font draws, in order: printed as `U+XXXX` and listed in the document. */
  readonly replaced: readonly string[];
}

/**
 * Sets a document as a tagged PDF 1.7 with outline, title and language. The same document and fonts give the same
 * bytes. Characters no font draws are printed as their code points and listed at the end, never left out.
 */
export async function renderPdf(document: PdfDocument, fonts: FontSource): Promise<RenderedPdf> {
  const { default: PDFKit } = await import("pdfkit");
  const at = new Date(msOf(document.createdAt));
  const pdf = new PDFKit({
    size: "A4",
    layout: document.isLandscape ? "landscape" : "portrait",
    margins: { ...MARGINS, bottom: 0 },
    autoFirstPage: false,
    bufferPages: true,
    // Without this pdfkit opens a built-in face that draws Latin letters only.
    font: "",
    pdfVersion: "1.7",
    tagged: true,
    lang: "en",
    displayTitle: true,
    info: {
      Title: visibleText(`${document.title}: ${document.organisation}`),
      Author: visibleText(document.organisation),
      Subject: visibleText(document.subtitle),
      Creator: document.producer,
      Producer: document.producer,
      CreationDate: at,
      ModDate: at,
    },
  });
  const parts: Uint8Array[] = [];
  const ended = new Promise<void>((done, failed) => {
    pdf.on("data", (part: Uint8Array) => parts.push(part));
    pdf.on("end", done);
    pdf.on("error", failed);
  });
  const sheet = new Sheet(pdf, fonts);
  setTitle(sheet, document);
  for (const [at, block] of document.blocks.entries()) setBlock(sheet, block, document.blocks.slice(at + 1, at + 4));
  const replaced = [...sheet.replaced].sort((a, b) => a - b).map(codePointName);
  if (replaced.length > 0) setReplaced(sheet, replaced);
  sheet.end();
  const pages = pdf.bufferedPageRange().count;
  setPageHeads(sheet, document, pages);
  pdf.end();
  await ended;
  return { bytes: Buffer.concat(parts), pages, replaced };
}

function setTitle(sheet: Sheet, { kind, title, subtitle, marking }: PdfDocument): void {
  setText(sheet, kind.toUpperCase(), { style: STYLES.kind, type: "P" });
  sheet.y += 5;
  setText(sheet, title, { style: STYLES.title, type: "H1" });
  sheet.y += 3;
  setText(sheet, subtitle, { style: STYLES.subtitle, type: "P" });
  if (marking !== null) {
    sheet.y += 4;
    setText(sheet, marking, { style: STYLES.marking, type: "P" });
  }
  const y = sheet.y + 9;
  sheet.artifact(() => void sheet.document.rect(sheet.left, y, 42, 2).fill(COLOURS.accent));
  sheet.y = y + 20;
}

function setReplaced(sheet: Sheet, replaced: readonly string[]): void {
  setBlock(sheet, { kind: "heading", level: 1, text: "Characters printed as code points" });
  const text = `The fonts of this document have no glyph for ${replaced.length === 1 ? "one character" : `${replaced.length} characters`}, or it has no visible form. Each stands in the text as its Unicode code point: ${replaced.join(", ")}. The data file holds the characters themselves.`;
  setBlock(sheet, { kind: "paragraph", text });
}
