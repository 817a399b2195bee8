import { z } from "zod";
import { AppError } from "../../../base/app-error.js";
import type { ReadProblem } from "../../../recovery/auditor-report/document.js";
import { piecesOfPages } from "../../../recovery/auditor-report/page-layout.js";
import { linesOfPage, type PageLine, type PlacedText } from "../../../recovery/auditor-report/page-lines.js";
import { type FilePieces, type ReportFile, unreadable } from "./report-file.js";

const PAGES_MAX = 2_000;

/** The text layer of a PDF, put together to rows and lines. Pictures of text are not read, and that is said. */
export async function readPdf({ name, bytes }: ReportFile): Promise<FilePieces> {
  // The library is large: it is loaded only when there is a PDF to read.
  const { getDocumentProxy } = await import("unpdf");
  const pages = await pagesOf(name, () => getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 }));
  if (pages.every((page) => page.length === 0)) {
    throw unreadable(
      name,
      `has ${pages.length} pages and no text layer: it is a scan`,
      "Ask the auditor for the original PDF, or make the text readable with OCR (for example ocrmypdf) and import that.",
    );
  }
  const problems = pages.flatMap((page, index): ReadProblem[] =>
    page.length > 0
      ? []
      : [
          {
            place: `page ${index + 1}`,
            message: "the page holds no text: it is empty or a picture",
            fix: "Look at the page; type or OCR what it says and import that as well.",
          },
        ],
  );
  return { format: "pdf", pieces: piecesOfPages(pages), problems };
}

/** What is used of the library. */
interface Pdf {
  readonly numPages: number;
  getPage(number: number): Promise<{
    readonly view: readonly number[];
    getTextContent(): Promise<{ readonly items: readonly unknown[] }>;
  }>;
}

async function pagesOf(name: string, open: () => Promise<Pdf>): Promise<readonly (readonly PageLine[])[]> {
  try {
    const pdf = await open();
    if (pdf.numPages > PAGES_MAX) throw unreadable(name, `has more than ${PAGES_MAX} pages`, "Import fewer pages.");
    const pages: (readonly PageLine[])[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const [, , , top = 0] = page.view;
      const { items } = await page.getTextContent();
      pages.push(
        linesOfPage(
          number,
          items.flatMap((item) => placedText(item, top)),
        ),
      );
    }
    return pages;
  } catch (cause) {
    const isLocked = cause instanceof Error && cause.name === "PasswordException";
    if (isLocked)
      throw unreadable(name, "asks for a password", "Save a copy without a password and import that.", cause);
    if (cause instanceof AppError) throw cause;
    throw unreadable(name, "is a damaged PDF", "Save it from a PDF viewer as a new PDF and import that.", cause);
  }
}

/** Marks of structure have no `str`: they are no text. */
const TextItem = z.object({
  str: z.string(),
  width: z.number(),
  height: z.number(),
  transform: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]),
  fontName: z.string(),
});

function placedText(item: unknown, top: number): readonly PlacedText[] {
  const parsed = TextItem.safeParse(item);
  if (!parsed.success) return [];
  const { str, width, height, transform, fontName } = parsed.data;
  const [, , , scale, x, y] = transform;
  return [{ x, y: top - y, width, height: height || Math.abs(scale), font: fontName, text: str }];
}
