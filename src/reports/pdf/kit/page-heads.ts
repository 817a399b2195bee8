import type { PdfDocument } from "./blocks.js";
import type { Sheet } from "./sheet.js";
import { MARGINS, STYLES } from "./styles.js";

/** Sets the heads (from the second page on) and feet of all pages, now that it is known how many there are. */
export function setPageHeads(sheet: Sheet, document: PdfDocument, pages: number): void {
  for (let page = 0; page < pages; page += 1) {
    sheet.document.switchToPage(page);
    sheet.artifact(() => {
      if (page > 0) setHead(sheet, document);
      setFoot(sheet, document, `Page ${page + 1} of ${pages}`);
    });
  }
}

function setHead(sheet: Sheet, { title, organisation, marking }: PdfDocument): void {
  const style = STYLES.running;
  const y = MARGINS.top - 28;
  const half = sheet.width / 2 - 8;
  const left = sheet.lines(title, style, half)[0];
  const right = sheet.lines(marking ?? organisation, marking === null ? style : STYLES.marking, half)[0];
  if (left !== undefined) sheet.setLine(left, style, { x: sheet.left, y, width: half });
  if (right !== undefined) {
    const place = { x: sheet.left + sheet.width - half, y, width: half, isRight: true };
    sheet.setLine(right, marking === null ? style : STYLES.marking, place);
  }
  sheet.rule({ x: sheet.left, y: y + 14, width: sheet.width });
}

function setFoot(sheet: Sheet, { foot }: PdfDocument, number: string): void {
  const top = sheet.document.page.height - MARGINS.bottom + 18;
  sheet.rule({ x: sheet.left, y: top, width: sheet.width });
  let y = top + 6;
  for (const page of sheet.lines(number, STYLES.running, 80).slice(0, 1)) {
    sheet.setLine(page, STYLES.running, { x: sheet.left, y, width: sheet.width, isRight: true });
  }
  for (const { text, isCode } of foot) {
    const style = isCode === true ? STYLES.runningCode : STYLES.running;
    for (const line of sheet.lines(text, style, sheet.width - 62)) {
      sheet.setLine(line, style, { x: sheet.left, y, width: sheet.width });
      y += style.leading;
    }
  }
}
